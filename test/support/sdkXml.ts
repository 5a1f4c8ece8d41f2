// XML as a REST XML service writes and reads it, by the SDK's own description of the members (sdkSchema.ts): the names of the items of a list (`xmlName`), numbers, flags and times.
import { dereference } from './sdkSchema.ts';

interface Element {
  readonly name: string;
  readonly content: string;
}

/** The elements that stand beside one another; an element may contain others of its name. */
export function elementsOf(content: string): readonly Element[] {
  const found: Element[] = [];
  let [depth, start, name] = [0, 0, ''];
  for (const tag of content.matchAll(/<(\/?)(\w+)(?: [^<>]*)?>/g)) {
    const [text, closing, named = ''] = tag;
    if (closing === '') {
      if (depth === 0) [start, name] = [tag.index + text.length, named];
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) found.push({ name, content: content.slice(start, tag.index) });
    }
  }
  return found;
}

/** What an element holds, in the wire types of JSON. What the schema does not know stays a text, for the checker to complain of. */
export function fromXml(reference: unknown, content: string): unknown {
  const schema = dereference(reference);
  if (Array.isArray(schema) && schema[0] === 3) {
    const names = schema[4] as string[];
    const members = schema[5] as unknown[];
    return Object.fromEntries(
      elementsOf(content).map(({ name, content: inner }) => [
        name,
        names.includes(name) ? fromXml(members[names.indexOf(name)], inner) : inner,
      ]),
    );
  }
  if (Array.isArray(schema) && schema[0] === 1) {
    return elementsOf(content).map(({ name, content: inner }) => {
      if (name !== itemName(schema)) throw new Error(`<${name}> in a list of <${itemName(schema)}>`);
      return fromXml(schema[4], inner);
    });
  }
  if (schema === 1) return Number(content);
  if (schema === 2) return content === 'true' || content === 'false' ? content === 'true' : content;
  if (schema === 4 || schema === 5) return Date.parse(content) / 1000;
  return content;
}

/** The element of an input. */
export function toXml(name: string, reference: unknown, value: unknown): string {
  const schema = dereference(reference);
  if (Array.isArray(schema) && schema[0] === 3) {
    const names = schema[4] as string[];
    const members = schema[5] as unknown[];
    const given = Object.entries(value as object).map(([member, item]) => toXml(member, members[names.indexOf(member)], item));
    return `<${name}>${given.join('')}</${name}>`;
  }
  if (Array.isArray(schema) && schema[0] === 1) {
    return `<${name}>${(value as unknown[]).map((item) => toXml(itemName(schema), schema[4], item)).join('')}</${name}>`;
  }
  return `<${name}>${String(value)}</${name}>`;
}

/** What each item of a list is called. */
function itemName(list: readonly unknown[]): string {
  const item = list[4];
  const traits: unknown = Array.isArray(item) && item.length === 2 ? item[1] : undefined;
  return (typeof traits === 'object' && traits !== null ? (traits as Record<string, string>)['xmlName'] : undefined) ?? 'member';
}
