import type { CodeMap, CodeResource, CodeValue } from '../../domain/render/codeValue.ts';
import { renderResource } from '../../domain/render/renderResource.ts';
import { renderMember, renderValue } from '../../domain/render/renderValue.ts';
import { jsonDocument } from '../cloudformation/jsonNodes.ts';
import type { Entry, MapNode, TemplateNode } from '../cloudformation/templateNode.ts';
import { callOf, entryOf } from '../cloudformation/templateNode.ts';
import { yamlDocuments } from '../cloudformation/yamlNodes.ts';
import { addedItem, removedItem } from './bracketEdits.ts';
import type { CodeEdit } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';

/** An entry of a template, and the map that it is in. */
interface Place {
  readonly entry: Entry;
  readonly map: MapNode;
}

/** What a file was parsed to: the edits of one fix, and those of several for one problem, are all about the same text. */
const parsed = new WeakMap<EditedFile, readonly (TemplateNode | undefined)[]>();

function documentsOf(file: EditedFile): readonly (TemplateNode | undefined)[] {
  const documents = parsed.get(file) ?? (file.language === 'json' ? [jsonDocument(file.text)] : yamlDocuments(file.text).documents);
  parsed.set(file, documents);
  return documents;
}

/** The entries around an offset, the innermost last. Only where a node covers the offset is looked further: aliases are never walked twice. */
function entriesAround(file: EditedFile, offset: number): readonly Place[] {
  const found: Place[] = [];
  const look = (node: TemplateNode | undefined): void => {
    if (node?.kind === 'list') node.items.filter((item) => covers(item, offset)).forEach(look);
    if (node?.kind !== 'map') return;
    const entry = node.entries.find(({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end));
    if (!entry) return;
    found.push({ entry, map: node });
    if (covers(entry.value, offset)) look(entry.value);
  };
  for (const document of documentsOf(file)) look(document);
  return found;
}

function covers({ end, start }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
}

/**
 * Adds a member to the map under the name at an offset; for the type of a resource, to its properties. Undefined where something else than a map stands there.
 */
export function addedTemplateMember(file: EditedFile, anchor: number, name: string, value: CodeValue): readonly CodeEdit[] | undefined {
  const around = entriesAround(file, anchor);
  const place = around.at(-1);
  if (!place) return undefined;
  const { entry, map } = place;
  if (entry.value.start === anchor && entry.key.text === 'Type') {
    const properties = entryOf(map, 'Properties');
    if (!properties) return added(file, map, 'Properties', { [name]: value });
    return addedBelow(file, properties, name, value);
  }
  return entry.key.start === anchor ? addedBelow(file, entry, name, value) : undefined;
}

function addedBelow(file: EditedFile, { key, value: below }: Entry, name: string, value: CodeValue): readonly CodeEdit[] | undefined {
  if (below.kind === 'map') return added(file, below, name, value);
  if (below.kind !== 'empty' || file.language !== 'yaml') return undefined;
  const indent = file.indentAt(key.start) + file.style.indent;
  return [file.insert(file.lineEnd(key.end), file.style.newLine + indent + renderMember(name, value, file.position(indent)))];
}

function added(file: EditedFile, map: MapNode, name: string, value: CodeValue): readonly CodeEdit[] {
  if (file.text.charAt(map.start) === '{') {
    const inFlow = file.language === 'yaml';
    return addedItem(file, { open: map.start, close: map.end - 1 }, 'list', (indent, inline) =>
      renderMember(name, value, file.position(indent, inline || inFlow)),
    );
  }
  const indent = columnOf(file, map.entries[0]?.key.start ?? map.start);
  return [file.insert(endOfBlock(file, map.end), file.style.newLine + indent + renderMember(name, value, file.position(indent)))];
}

/** Adds an item to the list under a name, somewhere in the entry of a resource: a statement of its policy. */
export function addedTemplateItems(
  file: EditedFile,
  resource: number,
  name: string,
  items: readonly CodeMap[],
): readonly CodeEdit[] | undefined {
  const resourceEntry = entriesAround(file, resource).at(-1);
  const list = resourceEntry && listNamed(resourceEntry.entry.value, name);
  if (list?.kind !== 'list') return undefined;
  if (file.text.charAt(list.start) === '[') {
    const [first, ...rest] = items;
    if (!first || rest.length > 0) return undefined;
    return addedItem(file, { open: list.start, close: list.end - 1 }, 'list', (indent, inline) => renderItem(file, first, indent, inline));
  }
  const [first] = list.items;
  // The dash stands before the first item.
  const dash = file.text.lastIndexOf('-', (first ?? list).start);
  const indent = columnOf(file, dash);
  const lines = items.map((item) => `${file.style.newLine}${indent}- ${renderItem(file, item, `${indent}  `, false)}`);
  return [file.insert(endOfBlock(file, list.end), lines.join(''))];
}

function renderItem(file: EditedFile, item: CodeMap, indent: string, inline: boolean): string {
  return renderValue(item, { ...file.position(indent, inline), verbatim: true });
}

function listNamed(node: TemplateNode, name: string): TemplateNode | undefined {
  if (node.kind !== 'map') return undefined;
  const own = entryOf(node, name);
  if (own) return own.value;
  return node.entries.map(({ value }) => listNamed(value, name)).find((found) => found !== undefined);
}

/**
 * Writes another value in the place of one over several lines, of which a finding shows the name, or, of a call, its argument or name: see the places of block.ts. Undefined where
 * the whole value stands at the offset.
 */
export function replacedTemplateValue(file: EditedFile, offset: number, code: string): readonly CodeEdit[] | undefined {
  const place = entriesAround(file, offset).at(-1);
  if (!place) return undefined;
  const { entry, map } = place;
  const isName = entry.key.start === offset;
  if (callOf(map) && (isName || entry.value.start === offset)) return [file.replace(map.start, map.end, code)];
  return isName ? [file.replace(entry.value.start, entry.value.end, code)] : undefined;
}

/** Takes out the member whose name begins at an offset. */
export function removedTemplateMember(file: EditedFile, key: number): readonly CodeEdit[] | undefined {
  const place = entriesAround(file, key).at(-1);
  if (place?.entry.key.start !== key) return undefined;
  const { entry, map } = place;
  if (file.text.charAt(map.start) === '{') return removedItem(file, { open: map.start, close: map.end - 1 }, key, 'list');
  return [file.replace(file.lineStart(key), file.nextLine(endOfBlock(file, Math.max(entry.key.end, entry.value.end))), '')];
}

/** Writes a resource behind the one whose type stands at an offset. */
export function addedTemplateResource(file: EditedFile, type: number, resource: CodeResource): readonly CodeEdit[] | undefined {
  const { language, style, text } = file;
  const place = entriesAround(file, type).at(-2);
  if (!place) return undefined;
  const { entry } = place;
  if (text.charAt(place.map.start) === '{') {
    const brackets = { open: place.map.start, close: place.map.end - 1 };
    const inFlow = language === 'yaml';
    return addedItem(file, brackets, 'list', (indent, inline) =>
      inFlow
        ? renderMember(resource.name, { Type: resource.type, Properties: resource.properties }, file.position(indent, true))
        : renderResource(resource, { language, style, indent: inline ? '' : indent }),
    );
  }
  const indent = columnOf(file, entry.key.start);
  const isSpaced = /(?:\r\n|\n)[ \t]*(?:\r\n|\n)[ \t]*$/.test(text.slice(Math.max(0, entry.key.start - 200), entry.key.start));
  const gap = isSpaced ? style.newLine : '';
  return [
    file.insert(endOfBlock(file, entry.value.end), gap + style.newLine + indent + renderResource(resource, { language, style, indent })),
  ];
}

/** The column of an offset, as spaces: a dash before it is no indent. */
function columnOf(file: EditedFile, offset: number): string {
  return file.text.slice(file.lineStart(offset), offset).replaceAll(/[^\t]/g, ' ');
}

/** The end of the last line of a block, without the empty ones that a block scalar may end with. */
function endOfBlock(file: EditedFile, end: number): number {
  const content = file.text.slice(0, end).trimEnd().length;
  return file.lineEnd(content);
}
