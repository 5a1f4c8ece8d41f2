import type { CodeLanguage } from '../../domain/render/codeValue.ts';

/** A pair of brackets, by their offsets. */
export interface Brackets {
  readonly open: number;
  readonly close: number;
}

const opening = '([{';
const closing = ')]}';

/** The brackets that open at an offset. Undefined for what never closes, as half-typed code does. */
export function bracketsAt(text: string, open: number, language: CodeLanguage): Brackets | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at = skip(text, at, language)) {
    const character = text.charAt(at);
    if (opening.includes(character)) depth += 1;
    else if (closing.includes(character)) {
      depth -= 1;
      if (depth === 0) return { open, close: at };
    }
  }
  return undefined;
}

/** The parts between commas of what is in brackets, each without the space around it; the part after a trailing comma is none. */
export function partsOf(
  text: string,
  { close, open }: Brackets,
  language: CodeLanguage,
): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = open + 1;
  let depth = 0;
  const add = (end: number): void => {
    const from = contentFrom(text, start, end, language);
    const to = contentTo(text, from, end, language);
    if (to > from) parts.push({ start: from, end: to });
    start = end + 1;
  };
  for (let at = open + 1; at < close; at = skip(text, at, language)) {
    const character = text.charAt(at);
    if (opening.includes(character)) depth += 1;
    else if (closing.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) add(at);
  }
  add(close);
  return parts;
}

/** Where the first thing stands that is neither space nor comment. */
function contentFrom(text: string, from: number, to: number, language: CodeLanguage): number {
  let at = from;
  while (at < to) {
    if (/\s/.test(text.charAt(at))) at += 1;
    else if (isComment(text, at, language)) at = skip(text, at, language);
    else return at;
  }
  return to;
}

/** Behind the last thing that is neither space nor comment. */
export function contentTo(text: string, from: number, to: number, language: CodeLanguage): number {
  let end = from;
  for (let at = from; at < to;) {
    const next = skip(text, at, language);
    if (!/\s/.test(text.charAt(at)) && !isComment(text, at, language)) end = Math.min(next, to);
    at = next;
  }
  return end;
}

function isComment(text: string, at: number, language: CodeLanguage): boolean {
  if (text.charAt(at) === '#') return language === 'terraform' || language === 'python' || language === 'yaml';
  return (text.startsWith('//', at) || text.startsWith('/*', at)) && language !== 'python' && language !== 'yaml';
}

/** Behind the string, comment or single character at an offset: brackets in strings and comments are none. */
export function skip(text: string, at: number, language: CodeLanguage): number {
  const character = text.charAt(at);
  if (isComment(text, at, language)) {
    const end = text.startsWith('/*', at) ? text.indexOf('*/', at + 2) + 2 : text.indexOf('\n', at);
    return end < at + 1 ? text.length : end;
  }
  if (language === 'terraform' && text.startsWith('<<', at)) return skipHeredoc(text, at);
  if (
    character === '"' ||
    (character === "'" && language !== 'json' && language !== 'terraform') ||
    (character === '`' && language === 'typescript')
  )
    return skipString(text, at, character, language);
  return at + 1;
}

function skipString(text: string, start: number, quote: string, language: CodeLanguage): number {
  const long = quote.repeat(3);
  const end = language === 'python' && text.startsWith(long, start) ? long : quote;
  const interpolates = language === 'terraform' || quote === '`';
  for (let at = start + end.length; at < text.length;) {
    if (text.charAt(at) === '\\') at += 2;
    else if (text.startsWith(end, at)) return at + end.length;
    else if (interpolates && text.startsWith('${', at)) at = (bracketsAt(text, at + 1, language)?.close ?? text.length) + 1;
    // A string that is not closed ends with its line, so that half-typed code keeps the rest.
    else if (text.charAt(at) === '\n' && end.length === 1 && quote !== '`') return at;
    else at += 1;
  }
  return text.length;
}

function skipHeredoc(text: string, start: number): number {
  const [opened, name] = /^<<-?([A-Za-z_]\w{0,60})/.exec(text.slice(start, start + 64)) ?? [];
  if (opened === undefined || name === undefined) return start + 1;
  const end = new RegExp(`^[ \\t]*${name}[ \\t]*$`, 'm');
  const rest = text.slice(start + opened.length);
  const found = end.exec(rest);
  return found ? start + opened.length + found.index + found[0].length : text.length;
}
