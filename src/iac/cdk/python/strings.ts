import type { Expression } from '../program/program.ts';
import { child, type PythonNode } from './syntax.ts';

/** A string, or an f-string with what is put into it. */
export function readString(node: PythonNode, text: string, read: (node: PythonNode) => Expression): Expression {
  const span = { start: node.start, end: node.end };
  const [first] = node.children;
  const prefix = first?.type === 'string_start' ? text.slice(first.start, first.end).toLowerCase() : '';
  if (prefix.includes('b')) return { ...span, kind: 'other', parts: [] };
  const parts = node.children.flatMap((part): Expression[] => {
    const place = { start: part.start, end: part.end };
    if (part.type === 'string_content') {
      const written = text.slice(part.start, part.end);
      const content = prefix.includes('f') ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written;
      return [{ ...place, kind: 'text', text: prefix.includes('r') ? content : unescaped(content) }];
    }
    if (part.type !== 'interpolation') return [];
    const expression = child(part, 'expression');
    // A conversion or a format makes another text of the value.
    const isPlain = part.children.every(({ type }) => type !== 'format_specifier' && type !== 'type_conversion');
    return [expression && isPlain ? read(expression) : { ...place, kind: 'other', parts: expression ? [read(expression)] : [] }];
  });
  const [single] = parts;
  if (!single) return { ...span, kind: 'text', text: '' };
  return parts.length === 1 && single.kind === 'text' ? { ...span, kind: 'text', text: single.text } : { ...span, kind: 'template', parts };
}

const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\n': '', '\r\n': '' };

function unescaped(written: string): string {
  return written.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g,
    (whole: string, x?: string, u?: string, long?: string, octal?: string, character?: string) => {
      if (character !== undefined) return simple[character] ?? ('\\\'"'.includes(character) ? character : whole);
      const code = octal === undefined ? Number.parseInt(x ?? u ?? long ?? '', 16) : Number.parseInt(octal, 8);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}
