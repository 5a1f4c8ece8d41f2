import type { TextRange } from '../../domain/textRange.ts';
import type { Text, Value } from '../model.ts';
import { literalText, resolve, type Resolved, resolvedItems } from './evaluation.ts';
import type { Scope } from './scope.ts';
import { callOf, type Entry, entryOf, isLoopOrMacro, type TemplateNode } from './templateNode.ts';
import { textOfParts } from './textParts.ts';

/** Where offsets are in the text of the file. */
export interface Places {
  range(start: number, end: number): TextRange;
}

/** What was found at the end of a path of names, and where that is worth saying. */
export interface Found {
  readonly resolved: Resolved;
  readonly range: TextRange;
}

/**
 * A map of a resource in one case, asked by names: the one place where evaluated templates become values of the model. A value has the range of what is
 * written, of its name where it goes over several lines or is not written yet; one that is absent that of the nearest name around it.
 */
export class Block {
  readonly scope: Scope;
  readonly places: Places;
  private readonly found: Found;

  constructor(found: Found, scope: Scope, places: Places) {
    this.found = found;
    this.scope = scope;
    this.places = places;
  }

  /** @param around where it is reported that something of the node is missing */
  static of(node: TemplateNode | undefined, around: TextRange, scope: Scope, places: Places): Block {
    return new Block({ resolved: node ? resolve(node, scope) : absentAt(), range: around }, scope, places);
  }

  get range(): TextRange {
    return this.found.range;
  }

  get resolved(): Resolved {
    return this.found.resolved;
  }

  find(...path: readonly string[]): Found {
    return path.reduce<Found>((found, name) => this.member(found, name), this.found);
  }

  /** The block under a name, to be asked in turn. */
  block(...path: readonly string[]): Block {
    return new Block(this.find(...path), this.scope, this.places);
  }

  /** The names that are written in the block, loops and macros left out, each with its block. Of several with one name, the last. */
  members(): readonly { readonly entry: Entry; readonly block: Block }[] {
    const { resolved } = this.found;
    if (resolved.kind !== 'map') return [];
    return resolved.map.entries
      .filter((entry) => !isLoopOrMacro(entry.key.text) && entryOf(resolved.map, entry.key.text) === entry)
      .map((entry) => ({ entry, block: new Block(this.foundAt(entry), this.scope, this.places) }))
      .filter(({ block }) => block.resolved.kind !== 'absent');
  }

  /** The blocks of a list; a single one counts as a list of one where `orOne` says so. Undefined: it cannot be told what is in it. */
  items(path: readonly string[], orOne = false): readonly Block[] | undefined {
    const { resolved, range } = this.find(...path);
    if (resolved.kind === 'absent') return [];
    if (orOne && (resolved.kind === 'text' || resolved.kind === 'map')) return [new Block({ resolved, range }, this.scope, this.places)];
    return resolvedItems(resolved, this.scope)?.map(
      (item) => new Block({ resolved: item, range: this.rangeOf(item.node, range) }, this.scope, this.places),
    );
  }

  text(...path: readonly string[]): Value<Text> {
    return this.read(path, (resolved) => (resolved.kind === 'text' ? textOfParts(resolved.parts, this.scope.region) : undefined));
  }

  string(...path: readonly string[]): Value<string> {
    return this.read(path, literalText);
  }

  flag(...path: readonly string[]): Value<boolean> {
    return this.read(path, flagOf);
  }

  /** A value that is read in a way of its own; undefined: it cannot be told. */
  read<T>(path: readonly string[], of: (resolved: Resolved) => T | undefined): Value<T> {
    const { resolved, range } = this.find(...path);
    if (resolved.kind === 'absent') return { state: 'absent', range };
    const value = of(resolved);
    return value === undefined ? { state: 'unknown', range } : { state: 'known', value, range };
  }

  private member({ resolved, range }: Found, name: string): Found {
    if (resolved.kind === 'absent' || resolved.kind === 'unknown') return { resolved, range };
    if (resolved.kind !== 'map') return { resolved: { kind: 'unknown', sketch: '${?}', node: resolved.node }, range };
    const { map } = resolved;
    const entry = entryOf(map, name);
    if (entry) return this.foundAt(entry);
    const isOpen = map.open || map.entries.some(({ key }) => isLoopOrMacro(key.text));
    return { resolved: isOpen ? { kind: 'unknown', sketch: '${?}', node: map } : absentAt(), range };
  }

  private foundAt({ key, value }: Entry): Found {
    const keyRange = this.places.range(key.start, key.end);
    const resolved = resolve(value, this.scope);
    return { resolved, range: resolved.kind === 'absent' ? keyRange : this.rangeOf(resolved.node, keyRange) };
  }

  /**
   * The place of a value; that of its name where it is not on one line, or not written. Names stand for maps, which are where siblings go missing. Of a call over several
   * lines, which is how formatters write JSON, its argument or name is the place.
   */
  private rangeOf(node: TemplateNode, keyRange: TextRange): TextRange {
    const call = callOf(node);
    if ((node.kind === 'map' && !call) || node.kind === 'empty') return keyRange;
    const nameOfCall = node.kind === 'map' ? node.entries[0]?.key : undefined;
    const places = [node, ...(call ? [call.argument] : []), ...(nameOfCall ? [nameOfCall] : [])];
    return places.map((place) => this.onOneLine(place)).find((range) => range !== undefined) ?? keyRange;
  }

  private onOneLine({ end, start }: TemplateNode): TextRange | undefined {
    const range = this.places.range(start, end);
    return range.start.line === range.end.line && end > start ? range : undefined;
  }
}

function absentAt(): Resolved {
  return { kind: 'absent', node: { kind: 'empty', start: 0, end: 0 } };
}

/** `true`, also in quotes; YAML 1.1, which CloudFormation reads, has `yes` and `on` for it. */
export function flagOf(resolved: Resolved): boolean | undefined {
  const text = literalText(resolved)?.toLowerCase();
  const plain = resolved.kind === 'text' && resolved.plain;
  if (text === 'true' || (plain && (text === 'yes' || text === 'on'))) return true;
  if (text === 'false' || (plain && (text === 'no' || text === 'off'))) return false;
  return undefined;
}
