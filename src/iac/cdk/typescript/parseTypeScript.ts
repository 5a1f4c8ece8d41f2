import { type File, parse, type ParserPlugin } from '@babel/parser';
import { withoutStackTraces } from '../../withoutStackTraces.ts';
import { openBracketsAt } from './openBrackets.ts';

/** How often a text that the parser gives up on is tried again with something blanked out. */
const mostRepairs = 20;

/**
 * The syntax tree of TypeScript or JavaScript, or of as much of it as can be parsed: where the parser gives up on half-typed text, the broken lines are
 * blanked out, by spaces, so that places stay what they are. Undefined when nothing could be parsed. Places may be behind the end of the text, where brackets
 * were closed.
 */
export function parseTypeScript(path: string, text: string): File | undefined {
  const plugins = pluginsFor(path);
  let current = text;
  let result = attempt(text, plugins);
  for (let repairs = 0; typeof result === 'number' && repairs < mostRepairs;) {
    let furthest: { text: string; result: number } | undefined;
    for (const candidate of repaired(current, result)) {
      repairs += 1;
      const next = attempt(closed(candidate.text), plugins);
      if (typeof next !== 'number') return next;
      if (!furthest || next > furthest.result) furthest = { text: candidate.text, result: next };
      // What loses nothing is preferred to what comes further.
      if (!candidate.loses && next > result) break;
    }
    if (!furthest) return undefined;
    ({ text: current, result } = furthest);
  }
  return typeof result === 'number' ? undefined : result;
}

function pluginsFor(path: string): ParserPlugin[] {
  const typed = /\.[cm]?tsx?$/i.test(path);
  // `<Type>value` and JSX do not go together: in .ts the former is meant.
  const jsx = !/\.[cm]?ts$/i.test(path);
  return [...(typed ? (['typescript'] as const) : []), ...(jsx ? (['jsx'] as const) : []), 'decorators'];
}

/** The tree, or the offset at which the parser gave up. */
function attempt(text: string, plugins: ParserPlugin[]): File | number {
  try {
    return withoutStackTraces(() =>
      parse(text, {
        sourceType: 'unambiguous',
        errorRecovery: true,
        allowAwaitOutsideFunction: true,
        allowReturnOutsideFunction: true,
        allowSuperOutsideMethod: true,
        allowUndeclaredExports: true,
        plugins,
      }),
    );
  } catch (error) {
    // Anything else is the end of the stack, which no repair changes.
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error;
    return error.pos;
  }
}

/** The text with something blanked out that may be in the way of the parser at `position`; texts that lose least come first. */
function repaired(text: string, position: number): { text: string; loses: boolean }[] {
  const line = lineAround(text, Math.min(position, text.length));
  const before = lineBefore(text, line.start);
  const innermost = openBracketsAt(text, line.start).at(-1);
  const blankedTexts = [
    blanked(text, line.start, line.end),
    ...(before ? [blanked(text, before.start, before.end), blanked(text, before.start, line.end)] : []),
    ...(innermost === undefined ? [] : [blanked(text, lineAround(text, innermost).start, line.start)]),
  ];
  return [
    ...[text, closedBefore(text, line.start)].map((candidate) => ({ text: candidate, loses: false })),
    ...blankedTexts.filter((candidate) => candidate !== text).map((candidate) => ({ text: candidate, loses: true })),
  ];
}

/**
 * The text with what is open in a statement closed before the next one, which begins at the line, as its indentation tells: `new UserPool(this, 'Users', {` and
 * no more. The brackets take the place of white space and of the comma before it.
 */
function closedBefore(text: string, lineStart: number): string {
  const indentation = indentationAt(text, lineStart);
  const open = openBracketsAt(text, lineStart).filter((offset) => indentationAt(text, lineAround(text, offset).start) >= indentation);
  let start = text.slice(0, lineStart).trimEnd().length;
  if (text.charAt(start - 1) === ',') start -= 1;
  const room = lineStart + indentation - start;
  const isCommented = text.slice(lineAround(text, start).start, start).includes('//');
  if (open.length === 0 || open.length > room || isCommented) return text;
  const closing = open
    .map((offset) => closers[text.charAt(offset)] ?? ' ')
    .reverse()
    .join('');
  return text.slice(0, start) + ' '.repeat(room - closing.length) + closing + text.slice(start + room);
}

function indentationAt(text: string, lineStart: number): number {
  return /^[ \t]*/.exec(text.slice(lineStart, lineStart + 1000))?.[0].length ?? 0;
}

/** The text with its open brackets closed behind its end. */
function closed(text: string): string {
  const open = openBracketsAt(text, text.length);
  return (
    text +
    Array.from(open, (offset) => closers[text.charAt(offset)] ?? '')
      .reverse()
      .join('')
  );
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '`': '`' };

function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}

function lineAround(text: string, offset: number): { start: number; end: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start: offset === 0 ? 0 : start, end: end === -1 ? text.length : end };
}

/** The last line above that is not blank. */
function lineBefore(text: string, start: number): { start: number; end: number } | undefined {
  for (let end = start - 1; end > 0;) {
    const line = lineAround(text, end);
    if (text.slice(line.start, line.end).trim() !== '') return line;
    end = line.start - 1;
  }
  return undefined;
}
