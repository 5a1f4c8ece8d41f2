import { asJson, asText, type Evaluated, literal } from './evaluated.ts';

type Argument = () => Evaluated;

/** What a function of Terraform returns; undefined for one that is not read, and where it cannot be told. */
export function callFunction(name: string, args: readonly Argument[]): Evaluated | undefined {
  return Object.hasOwn(functions, name) ? functions[name]?.(args) : undefined;
}

/** Lists that are put together of themselves grow without end. */
const maximumItems = 10_000;

const functions: Readonly<Record<string, (args: readonly Argument[]) => Evaluated | undefined>> = {
  jsonencode: ([value]) => {
    const json = value && asJson(value());
    return json === undefined ? undefined : literal(json);
  },
  format: ([template, ...args]) => {
    const text = textOf(template?.());
    if (text === undefined || /%(?![sdv%])/.test(text)) return undefined;
    const values = args.map((arg) => arg());
    let next = 0;
    return literal(text.replaceAll(/%([sdv%])/g, (verb, kind: string) => (kind === '%' ? '%' : formatted(values[next++], verb))));
  },
  join: ([separator, ...lists]) => {
    const between = textOf(separator?.());
    const items = itemsOf(lists);
    return between === undefined || !items ? undefined : literal(items.map(asText).join(between));
  },
  lower: ([value]) => changed(value, (text) => text.toLowerCase()),
  upper: ([value]) => changed(value, (text) => text.toUpperCase()),
  trimspace: ([value]) => changed(value, (text) => text.trim()),
  /** The first that is neither null nor empty. */
  coalesce: (args) => {
    for (const arg of args) {
      const value = arg();
      if (value.kind !== 'literal') return value.kind === 'unknown' ? undefined : value;
      if (value.value !== null && value.value !== '') return value;
    }
    return undefined;
  },
  /** An expression that cannot be told may be the one that fails. */
  try: ([first]) => told(first?.()),
  one: ([list]) => {
    const value = list?.();
    if (value?.kind !== 'list') return undefined;
    return value.items.length === 0 ? literal(null) : value.items.length === 1 ? value.items[0] : undefined;
  },
  tolist: ([list]) => told(list?.()),
  toset: ([list]) => told(list?.()),
  tomap: ([map]) => told(map?.()),
  tostring: ([value]) => {
    const text = value?.();
    return text?.kind === 'literal' && text.value !== null ? literal(String(text.value)) : told(text);
  },
  tobool: ([value]) => {
    const bool = value?.();
    return bool?.kind === 'literal' && (bool.value === 'true' || bool.value === 'false') ? literal(bool.value === 'true') : told(bool);
  },
  sensitive: ([value]) => told(value?.()),
  nonsensitive: ([value]) => told(value?.()),
  concat: (args) => {
    const items = itemsOf(args);
    return !items || items.length > maximumItems ? undefined : { kind: 'list', items };
  },
  length: ([value]) => {
    const counted = value?.();
    if (counted?.kind === 'list') return literal(counted.items.length);
    if (counted?.kind === 'object') return literal(counted.entries.size);
    const text = counted && textOf(counted);
    return text === undefined || text.includes('${') ? undefined : literal(text.length);
  },
};

/** The items of several lists; undefined where one of them cannot be told. */
function itemsOf(args: readonly Argument[]): Evaluated[] | undefined {
  const lists = args.map((arg) => arg());
  const items = lists.flatMap((list) => (list.kind === 'list' ? [...list.items] : []));
  return lists.every(({ kind }) => kind === 'list') ? items : undefined;
}

function told(value: Evaluated | undefined): Evaluated | undefined {
  return value?.kind === 'unknown' ? undefined : value;
}

function textOf(value: Evaluated | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

function formatted(value: Evaluated | undefined, verb: string): string {
  return value ? asText(value) : verb;
}

/** A text with something in it that cannot be told does not change its letters. */
function changed(value: Argument | undefined, change: (text: string) => string): Evaluated | undefined {
  const text = textOf(value?.());
  return text === undefined || text.includes('${') ? undefined : literal(change(text));
}
