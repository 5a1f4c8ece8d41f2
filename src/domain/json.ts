/** Plain data: what a reply of AWS is once it has left the SDK, and what a document shows. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same data with the members of every object in the order of their names, `first` ones before all others. Lists keep their order. */
export function sortedJson(value: Json, first: readonly string[] = []): Json {
  if (isJsonList(value)) return value.map((item) => sortedJson(item));
  if (!isJsonObject(value)) return value;
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, sortedJson(value[name] ?? null)]));
}

/** A list of plain data. Array.isArray does not narrow readonly arrays. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a policy may give alone or in a list; none where there is nothing (IAM User Guide, "Grammar of the IAM JSON policy language"). */
export function jsonListOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isJsonList(value) ? value : [value];
}

/** The same object without members of these names. */
export function withoutMembers(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
