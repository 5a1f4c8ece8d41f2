import { Document, isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { type Random, shuffled } from './random.ts';

/** A template in YAML with its mappings in another order. */
export function reorderedYaml(text: string, random: Random): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  reorder(document.contents, random);
  return document.toString({ lineWidth: 0 });
}

function reorder(node: unknown, random: Random): void {
  if (isMap(node)) {
    node.items = shuffled(node.items, random);
    for (const { value } of node.items) reorder(value, random);
  } else if (isSeq(node)) for (const item of node.items) reorder(item, random);
}

/** A template in JSON with its members in another order. */
export function reorderedJson(text: string, random: Random): string {
  const reordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reordered);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(shuffled(Object.entries(value), random).map(([name, member]) => [name, reordered(member)]));
  };
  return JSON.stringify(reordered(JSON.parse(text)), null, 2);
}

/** A template in YAML as JSON, with the long forms of its functions. */
export function jsonOfYaml(text: string): string {
  return JSON.stringify(plainOf(parseDocument(text, { logLevel: 'silent' }).contents), null, 2);
}

function plainOf(node: Node | null): unknown {
  const value = isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value: member }: Pair) => [textOf(key), isNode(member) ? plainOf(member) : null]))
    : isSeq(node)
      ? node.items.map((item) => (isNode(item) ? plainOf(item) : null))
      : isScalar(node)
        ? node.value
        : null;
  const name = /^!(\w+)$/.exec(node?.tag ?? '')?.[1];
  if (name === undefined) return value;
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? value.split(/\.(.*)/, 2) : value };
}

function textOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** A template in JSON as YAML, with the long forms that it has. */
export function yamlOfJson(text: string): string {
  return new Document(JSON.parse(text)).toString({ lineWidth: 0 });
}
