import { plainName, type ReplicationProperty, replicationProperties } from '../domain/replicationProperties.ts';

/** How far up a block's name is looked for. */
const mostLines = 40;

/** The lines of a text, as an editor has them. */
export interface Lines {
  lineAt(line: number): string;
}

/** `name:`, `name =`, `"name":`, `name=`: what begins a setting, wherever on its line. */
const setting = /["']?([A-Za-z_]\w{0,60})["']?\s{0,20}[:=](?![:=>])/g;

/** The replication property whose name or value is at a place. By its text alone, so that it holds while the code is half typed. */
export function propertyAt(lines: Lines, line: number, character: number): ReplicationProperty | undefined {
  const text = lines.lineAt(line);
  const before = [...text.matchAll(setting)].filter(({ index }) => index <= character).at(-1);
  if (!before?.[1]) return undefined;
  const name = plainName(before[1]);
  const candidates = replicationProperties.filter((property) => plainName(property.name) === name);
  return candidates.find(({ within }) => within === undefined || isWithin(lines, line, before.index, within));
}

/** Whether the nearest block around a place, by its indent, or what stands before it on its line, has a name or type. */
function isWithin(lines: Lines, line: number, column: number, block: string): boolean {
  const wanted = plainName(block);
  if (plainName(lines.lineAt(line).slice(0, column)).includes(wanted)) return true;
  let indent = indentOf(lines.lineAt(line));
  for (let above = line - 1; above >= 0 && above > line - mostLines; above -= 1) {
    const text = lines.lineAt(above);
    if (text.trim() === '') continue;
    const own = indentOf(text);
    // Types stand beside their properties in templates, and in front of them elsewhere.
    if (own < indent || (own === indent && /["']?Type["']?\s*:/.test(text))) {
      if (plainName(text).includes(wanted)) return true;
      indent = Math.min(indent, own);
    }
  }
  return false;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
