import { isAlias, isMap, isScalar, isSeq, type Pair, parseAllDocuments, Scalar, type YAMLMap } from 'yaml';
import { withoutStackTraces } from '../withoutStackTraces.ts';
import type { Entry, MapNode, ScalarNode, TemplateNode } from './templateNode.ts';

/** How many entries merge keys may bring into one text. A bound on the work for a large anchor that is merged everywhere; templates have dozens. */
export const mostMergedEntries = 50_000;

/** The prefix of the tags that YAML itself has, such as `!!str`. */
const ownTags = 'tag:yaml.org,2002:';

export interface YamlTexts {
  readonly documents: readonly TemplateNode[];
  /** Something of the text could not be read. */
  readonly broken: boolean;
  /** Merge keys bring in more than is followed. */
  readonly mergesTooMuch: boolean;
}

/** YAML as template nodes, one for each document. What is broken is left out; places are those of the text plus `offset`. */
export function yamlDocuments(text: string, offset = 0): YamlTexts {
  // The failsafe schema leaves every scalar as text. Errors stay with their document.
  const parsed = withoutStackTraces(() =>
    parseAllDocuments(text, {
      schema: 'failsafe',
      resolveKnownTags: false,
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    }),
  );
  if (!Array.isArray(parsed)) return { documents: [], broken: false, mergesTooMuch: false };
  const conversions = parsed.map(({ contents, errors }) => {
    const conversion = new Conversion(text, offset, errors.length > 0);
    return { document: conversion.nodeOf(contents, 0), mergesTooMuch: conversion.mergesTooMuch };
  });
  return {
    documents: conversions.map(({ document }) => document),
    broken: parsed.some(({ errors }) => errors.length > 0),
    mergesTooMuch: conversions.some(({ mergesTooMuch }) => mergesTooMuch),
  };
}

/** One document on its way from the library's nodes to ours, with the anchors that were passed. */
class Conversion {
  private readonly anchors = new Map<string, TemplateNode>();
  private merged = 0;
  private readonly text: string;
  private readonly offset: number;
  /** What is not found may be in what could not be read. */
  private readonly broken: boolean;

  constructor(text: string, offset: number, broken: boolean) {
    this.text = text;
    this.offset = offset;
    this.broken = broken;
  }

  get mergesTooMuch(): boolean {
    return this.merged > mostMergedEntries;
  }

  /** @param after where a value that is not there would stand */
  nodeOf(node: unknown, after: number): TemplateNode {
    if (isAlias(node)) {
      const place = this.place(node.range, after);
      const anchored = this.anchors.get(node.source);
      return anchored ? { ...anchored, ...place } : { kind: 'unread', ...place };
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { kind: 'empty', start: this.offset + after, end: this.offset + after };
    const untagged = this.untagged(node, after);
    const result = node.tag === undefined || node.tag.startsWith(ownTags) ? untagged : this.call(node.tag, untagged);
    // Only now: an alias inside of what it names would never end.
    if (node.anchor !== undefined) this.anchors.set(node.anchor, result);
    return result;
  }

  private untagged(node: unknown, after: number): TemplateNode {
    if (isMap(node)) return this.mapOf(node, after);
    if (isSeq(node)) {
      const place = this.place(node.range, after);
      const items = node.items.map((item) => this.nodeOf(item, place.start - this.offset));
      return { kind: 'list', items, start: place.start, end: this.endOf(place.end, items.at(-1)) };
    }
    return isScalar(node) ? this.scalarOf(node, after) : { kind: 'empty', start: after, end: after };
  }

  private scalarOf(node: Scalar, after: number): ScalarNode | { kind: 'empty'; start: number; end: number } {
    const place = this.place(node.range, after);
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const plain = node.type === Scalar.PLAIN;
    if (plain && (text === '' || text === '~' || text === 'null')) return { kind: 'empty', ...place };
    return { kind: 'scalar', text, plain, ...place };
  }

  private mapOf(node: YAMLMap, after: number): MapNode {
    const place = this.place(node.range, after);
    const own: Entry[] = [];
    const merged = new Map<string, Entry>();
    let open = this.broken;
    for (const pair of node.items) {
      const entry = this.entryOf(pair, place.start - this.offset);
      if (!entry) open = true;
      else if (entry.key.text !== '<<') own.push(entry);
      else if (!this.merge(entry.value, merged)) open = true;
    }
    const end = this.endOf(place.end, own.at(-1)?.value);
    return { kind: 'map', entries: merged.size > 0 ? [...merged.values(), ...own] : own, open, start: place.start, end };
  }

  private entryOf(pair: Pair, after: number): Entry | undefined {
    // `{{ name }}` of a template engine is a map whose name is a map.
    if (!isScalar(pair.key)) return undefined;
    const key = this.scalarOf(pair.key, after);
    if (key.kind === 'empty') return undefined;
    return { key, value: this.nodeOf(pair.value, key.end - this.offset) };
  }

  /** What `<<` brings in: the first map that has a name decides it. False where that cannot be told. */
  private merge(value: TemplateNode, into: Map<string, Entry>): boolean {
    if (value.kind === 'list') return value.items.every((item) => item.kind === 'map' && this.merge(item, into));
    if (value.kind !== 'map') return false;
    this.merged += value.entries.length;
    if (this.mergesTooMuch) return false;
    const names = new Map(value.entries.map((entry) => [entry.key.text, entry]));
    for (const [name, entry] of names) if (!into.has(name)) into.set(name, entry);
    return !value.open;
  }

  /** `tag` is written before its value, with nothing but space, comments and an anchor between. */
  private call(tag: string, argument: TemplateNode): TemplateNode {
    const name = tag.replace(/^!/, '');
    const found = this.text.lastIndexOf(tag, argument.start - this.offset);
    const start = found < 0 ? argument.start : found + this.offset;
    return { kind: 'call', name: name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`, argument, start, end: argument.end };
  }

  private place(range: readonly number[] | null | undefined, after: number): { start: number; end: number } {
    const [start = after, end = start] = range ?? [];
    return { start: this.offset + start, end: this.offset + end };
  }

  /** A block goes to the end of its last value; the library counts the line breaks and comments after it in. */
  private endOf(end: number, last: TemplateNode | undefined): number {
    const closing = this.text.charAt(end - this.offset - 1);
    return last && closing !== '}' && closing !== ']' ? Math.min(end, Math.max(last.end, last.start)) : end;
  }
}
