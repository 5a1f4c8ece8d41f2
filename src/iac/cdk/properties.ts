import { emptyObject, type Located, type ObjectMeaning, objectOf, plain, type Property, unknown } from './meaning.ts';
import type { Span } from './program/program.ts';

/** What stands at a path of an object. Absent: the span is the name of the nearest object around it. */
export type Found =
  | { readonly state: 'present'; readonly value: Located; readonly nameSpan: Span }
  | { readonly state: 'absent'; readonly span: Span }
  | { readonly state: 'unknown'; readonly span: Span };

/** Finds what stands at a path, by plain names. `around` is what the object belongs to. */
export function find(object: Located, path: readonly string[], around: Span): Found {
  let current = object;
  let nearest = around;
  for (const name of path) {
    const properties = objectOf(current.meaning);
    if (current.meaning.kind === 'nothing') return { state: 'absent', span: nearest };
    if (!properties) return { state: 'unknown', span: current.span };
    const property = properties.properties.get(name);
    if (!property) {
      return properties.hides ? { state: 'unknown', span: properties.hides } : { state: 'absent', span: nearest };
    }
    current = property.value;
    if (current.meaning.kind === 'nothing') return { state: 'absent', span: property.nameSpan };
    nearest = property.nameSpan;
  }
  return { state: 'present', value: current, nameSpan: nearest };
}

/** The object with a value at a path; objects on the way are made where there are none, and what cannot be told there stays so. */
export function withProperty(object: ObjectMeaning, path: readonly { name: string; span: Span }[], value: Located): ObjectMeaning {
  const [first, ...rest] = path;
  if (!first) return object;
  const key = plain(first.name);
  const before = object.properties.get(key);
  const inner: Located =
    rest.length === 0 ? value : { span: value.span, meaning: withProperty(innerObject(before, object.hides), rest, value) };
  return withEntry(object, { name: first.name, nameSpan: first.span, value: inner });
}

/** The object in which other properties are put over its own, object by object, as a property mixin does. */
export function merged(object: ObjectMeaning, over: ObjectMeaning): ObjectMeaning {
  const properties = new Map(object.properties);
  for (const [key, property] of over.properties) {
    const before = objectOf(properties.get(key)?.value.meaning ?? unknown);
    const after = objectOf(property.value.meaning);
    properties.set(key, before && after ? { ...property, value: { ...property.value, meaning: merged(before, after) } } : property);
  }
  const result = { ...object, properties };
  return over.hides ? hiding(result, over.hides) : result;
}

/** The object of which any property may be another one. */
export function hiding(object: ObjectMeaning, hides: Span): ObjectMeaning {
  const properties = new Map(
    Array.from(object.properties, ([key, property]) => [key, { ...property, value: { span: hides, meaning: unknown } }] as const),
  );
  return { kind: 'object', properties, hides };
}

export function withEntry(object: ObjectMeaning, property: Property): ObjectMeaning {
  const properties = new Map(object.properties);
  properties.set(plain(property.name), property);
  return { ...object, properties };
}

function innerObject(before: Property | undefined, hides: Span | undefined): ObjectMeaning {
  if (!before) return hides ? { ...emptyObject, hides } : emptyObject;
  const { meaning, span } = before.value;
  return objectOf(meaning) ?? (meaning.kind === 'nothing' ? emptyObject : { ...emptyObject, hides: span });
}
