import type { ParsedParts } from './parsedParts.ts';
import { mentionsReadType } from './readTypes.ts';
import type { Entry, MapNode } from './templateNode.ts';
import { type BlockEntry, blockEntries } from './yamlBlocks.ts';
import { yamlDocuments, type YamlTexts } from './yamlNodes.ts';

/** What ties the parts of a text together, so that they cannot be read one by one: anchors, aliases and documents. */
const tied = /(?:^|[\s,[{])[&*]\w|^(?:---|\.\.\.|%)/m;
const firstDocument = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*---[ \t]*(?:#[^\n]*)?\r?\n/;

/** The sections that are read, and those of them whose entries are read one by one. */
const sections: ReadonlySet<string> = new Set(['Parameters', 'Mappings', 'Conditions', 'Globals', 'Resources', 'Outputs', 'resources']);
const divided: ReadonlySet<string> = new Set(['Parameters', 'Conditions', 'Resources', 'Outputs']);

/**
 * The templates of a YAML text. One that is written in blocks is read entry by entry: a resource that is half-typed does not take the others with it, and
 * those of no interest cost nothing. Everything else is parsed as a whole, and in parts only if that fails.
 * @param parsed what was parsed before, for a document that is being edited
 */
export function yamlTemplates(text: string, offset: number, parsed?: ParsedParts): Pick<YamlTexts, 'documents' | 'mergesTooMuch'> {
  const from = firstDocument.exec(text)?.[0].length ?? 0;
  const whole = tied.test(text.slice(from)) ? yamlDocuments(text, offset) : undefined;
  if (whole && (!whole.broken || whole.documents.length > 1)) return whole;
  const parts = templateOf({ text, offset, parsed: whole ? undefined : parsed }, from, text.length);
  return parts.entries.length > 0 ? { documents: [parts], mergesTooMuch: false } : (whole ?? yamlDocuments(text, offset));
}

interface Source {
  readonly text: string;
  /** Where the text begins in that of the file. */
  readonly offset: number;
  /** What need not be parsed again. */
  readonly parsed: ParsedParts | undefined;
}

function templateOf(source: Source, from: number, to: number): MapNode {
  const entries = blockEntries(source.text, from, to)
    .filter(({ name }) => sections.has(name))
    .flatMap((section) => sectionOf(source, section));
  return mapOf(source, entries, from, to);
}

function sectionOf(source: Source, section: BlockEntry): readonly Entry[] {
  const { name, bodyStart, end, opensBlock } = section;
  // The resources of a Serverless configuration are a template, or a list of templates.
  const nested = name === 'resources' && opensBlock ? templateOf(source, bodyStart, end) : undefined;
  if (nested && nested.entries.length > 0) return [{ key: keyOf(source, section), value: nested }];
  if (!opensBlock || !divided.has(name)) return entriesOf(source, section);
  const parts = blockEntries(source.text, bodyStart, end);
  if (parts.length === 0) return entriesOf(source, section);
  const entries = parts.flatMap((part) => (name === 'Resources' && !isRead(source, part) ? unread(source, part) : entriesOf(source, part)));
  return [{ key: keyOf(source, section), value: mapOf(source, entries, bodyStart, end) }];
}

function isRead({ text }: Source, { start, end }: BlockEntry): boolean {
  return mentionsReadType(text.slice(start, end));
}

/** A resource of another type, by its name alone. */
function unread(source: Source, entry: BlockEntry): Entry[] {
  const { bodyStart, end } = entry;
  const start = source.offset + bodyStart;
  const type: Entry = { key: scalarOf('Type', start, start), value: scalarOf('', start, start) };
  return [{ key: keyOf(source, entry), value: mapOf(source, [type], bodyStart, end) }];
}

function entriesOf({ text, offset, parsed }: Source, { start, end }: BlockEntry): readonly Entry[] {
  const part = text.slice(start, end);
  if (!parsed) return parse(part, offset + start);
  return parsed.entries(part, offset + start, () => parse(part, 0));
}

function parse(part: string, offset: number): readonly Entry[] {
  const [document] = yamlDocuments(part, offset).documents;
  return document?.kind === 'map' ? document.entries : [];
}

function keyOf({ text, offset }: Source, { name, start, bodyStart }: BlockEntry): Entry['key'] {
  const found = start + Math.max(0, text.slice(start, bodyStart).indexOf(name));
  return scalarOf(name, offset + found, offset + found + name.length);
}

function scalarOf(text: string, start: number, end: number): Entry['key'] {
  return { kind: 'scalar', text, plain: true, start, end };
}

function mapOf({ offset }: Source, entries: readonly Entry[], from: number, to: number): MapNode {
  return { kind: 'map', entries, open: false, start: offset + from, end: offset + to };
}
