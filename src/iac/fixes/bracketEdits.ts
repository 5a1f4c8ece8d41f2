import type { CodeEdit } from './codeFix.ts';
import { type Brackets, bracketsAt, contentTo, partsOf } from './brackets.ts';
import type { EditedFile } from './editedFile.ts';

/** How a new item is written: given what its line begins with, and whether it has to fit on one line. */
export type RenderItem = (indent: string, inline: boolean) => string;

/** A block of Terraform's own: its attributes end with their lines, and have no commas. */
export type Kind = 'block' | 'list';

/** Adds an item at the end of what is in brackets, in the form that the others have: on one line, or one line each. */
export function addedItem(file: EditedFile, brackets: Brackets, kind: Kind, render: RenderItem): readonly CodeEdit[] {
  const { language, style, text } = file;
  const { close, open } = brackets;
  const inside = text.slice(open + 1, close);
  const outer = file.indentAt(open);
  const inner = indentOfItems(file, brackets) ?? outer + style.indent;
  const end = contentTo(text, open + 1, close, language);
  const isEmpty = end === open + 1;
  if (!/[\r\n]/.test(inside)) {
    if (kind === 'block') return [file.replace(open + 1, close, blockLines(file, inside.trim(), render, inner, outer))];
    const padding = isEmpty && text.charAt(open) === '{' ? ' ' : '';
    const line = render(outer, true);
    const comma = isEmpty || text.charAt(end - 1) === ',' ? '' : ',';
    return [file.replace(isEmpty ? open + 1 : end, isEmpty ? close : end, isEmpty ? padding + line + padding : `${comma} ${line}`)];
  }
  const hasComma = !isEmpty && text.charAt(end - 1) === ',';
  const usesCommas = kind === 'list' && language !== 'terraform' ? true : hasComma;
  // Behind the comment that may stand on the line of the last item.
  const after = isEmpty ? file.lineEnd(open + 1) : Math.min(file.lineEnd(end), close);
  const line = `${style.newLine}${inner}${render(inner, false)}${hasComma || (isEmpty && language !== 'json' && usesCommas) ? ',' : ''}`;
  const closesOnTheLine = after === close;
  return [
    ...(usesCommas && !hasComma && !isEmpty ? [file.insert(end, ',')] : []),
    file.insert(closesOnTheLine ? end : after, closesOnTheLine ? `${line}${style.newLine}${outer}` : line),
  ];
}

function blockLines({ style }: EditedFile, before: string, render: RenderItem, inner: string, outer: string): string {
  const lines = [...(before === '' ? [] : [before]), render(inner, false)];
  return `${style.newLine}${lines.map((line) => `${inner}${line}${style.newLine}`).join('')}${outer}`;
}

/** The indent of the first item that stands at the beginning of a line. */
function indentOfItems(file: EditedFile, { close, open }: Brackets): string | undefined {
  return /[\r\n]([ \t]*)[^\s]/.exec(file.text.slice(open + 1, close))?.[1];
}

/** Takes out the item that begins at an offset: with its lines where nothing else stands on them, and with the comma that it leaves over. */
export function removedItem(file: EditedFile, brackets: Brackets, start: number, kind: Kind): readonly CodeEdit[] {
  const { language, text } = file;
  if (kind === 'block') {
    const end = file.lineEnd(contentTo(text, start, endOfAttribute(file, start, brackets.close), language));
    return isAlone(file, start, end) ? [file.replace(file.lineStart(start), file.nextLine(end), '')] : [file.replace(start, end, '')];
  }
  const parts = partsOf(text, brackets, language);
  // What stands deeper, in something that is spread, is no item of its own.
  const index = parts.findIndex((part) => part.start === start);
  const part = parts[index];
  if (!part) return [];
  const comma = text.slice(part.end).search(/\S/) + part.end;
  const end = text.charAt(comma) === ',' ? comma + 1 : part.end;
  const before = parts[index - 1];
  const leavesComma = index === parts.length - 1 && before !== undefined && (language === 'json' || end === part.end);
  if (isAlone(file, part.start, end)) {
    const start = leavesComma && language === 'json' ? before.end : file.lineStart(part.start);
    return leavesComma && language === 'json' ? [file.replace(start, end, '')] : [file.replace(start, file.nextLine(end), '')];
  }
  if (leavesComma) return [file.replace(before.end, end, '')];
  const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return [file.replace(part.start, end + space, '')];
}

/** An attribute of Terraform goes to the end of its line, or of the brackets that open in it. */
function endOfAttribute(file: EditedFile, start: number, close: number): number {
  const end = file.lineEnd(start);
  const opened = /[([{]\s*$/.exec(file.text.slice(start, end));
  const brackets = opened ? bracketsAt(file.text, start + opened.index, 'terraform') : undefined;
  return brackets && brackets.close < close ? brackets.close + 1 : end;
}

function isAlone(file: EditedFile, start: number, end: number): boolean {
  return (
    file.text.slice(file.lineStart(start), start).trim() === '' &&
    file.text.slice(end, file.lineEnd(end)).trim() === '' &&
    !/[([{]/.test(file.text.slice(file.lineStart(start), start))
  );
}
