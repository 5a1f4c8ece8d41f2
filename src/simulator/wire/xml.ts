// As much XML as the services of AWS send and take: elements, attributes that mean nothing here, and text.
import type { Shape } from '../shape.ts';

export interface XmlElement {
  readonly name: string;
  readonly elements: readonly XmlElement[];
  /** Of an element without elements. */
  readonly content: string;
}

/** A text as the content of an XML element. */
export function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function unescapeXml(content: string): string {
  return content.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hexadecimal?: string, name = '') => {
    if (decimal === undefined && hexadecimal === undefined) return entities[String(name)] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}

interface OpenElement {
  readonly name: string;
  readonly elements: XmlElement[];
  content: string;
}

/** The root of an XML document; undefined for a text that is none. */
export function parseXml(document: string): XmlElement | undefined {
  const content = document.replaceAll(/<\?.*?\?>|<!--.*?-->/gs, '').trim();
  const open: OpenElement[] = [{ name: '', elements: [], content: '' }];
  let end = 0;
  for (const tag of content.matchAll(/<(\/?)([\w.:-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    const [whole, closing, name = '', empty] = tag;
    const current = open.at(-1);
    if (!current) return undefined;
    current.content += content.slice(end, tag.index);
    end = tag.index + whole.length;
    if (closing === '') open.push({ name, elements: [], content: '' });
    if (closing !== '' || empty !== '') {
      const done = open.pop();
      if (done?.name !== name || open.length === 0) return undefined;
      open.at(-1)?.elements.push({ name, elements: done.elements, content: done.elements.length > 0 ? '' : unescapeXml(done.content) });
    }
  }
  const [root, ...more] = open[0]?.elements ?? [];
  return open.length === 1 && end === content.length && more.length === 0 ? root : undefined;
}

/**
 * The value of an element by the shape that its operation takes. XML has texts only, so that the shape says what is a number or a flag; a text that is none stays, for readInput
 * to refuse.
 */
export function valueOfXml(shape: Shape, { content, elements }: XmlElement): unknown {
  switch (shape.type) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(content) ? Number(content) : content;
    case 'flag':
      return content === 'true' || content === 'false' ? content === 'true' : content;
    case 'list':
      return elements.map((element) => valueOfXml(shape.item, element));
    case 'structure':
      return Object.fromEntries(
        elements.flatMap((element) => {
          const member = Object.hasOwn(shape.members, element.name) ? shape.members[element.name] : undefined;
          return member ? [[element.name, valueOfXml(member, element)] as const] : [];
        }),
      );
    default:
      return content;
  }
}

/**
 * A value as the content of an element. What is undefined is not there.
 * @param items the name of each item of a list, by the list's own
 */
export function xmlOf(name: string, value: unknown, items: Readonly<Record<string, string>>): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `<${name}>${value.map((item) => xmlOf(items[name] ?? 'member', item, items)).join('')}</${name}>`;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return `<${name}>${escapeXml(String(value))}</${name}>`;
  const members = Object.entries(value ?? {}).map(([member, item]) => xmlOf(member, item, items));
  return `<${name}>${members.join('')}</${name}>`;
}
