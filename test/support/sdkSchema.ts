// Checks a raw reply against the SDK's own description of it. The clients carry their service's model as runtime values (`ListUserPools$`,
// `UserPoolType$`, in dist-es/schemas), encoded as @smithy/core's schema module reads them:
//   [9, namespace, name, traits, input, output]                                         an operation
//   [3 | -3 | 4, namespace, name, traits, memberNames, memberSchemas, requiredCount?]   a structure, error or union; required members come first
//   [1, namespace, name, traits, item] · [2, namespace, name, traits, key, value]       a list · a map
//   [0, namespace, name, traits, code]                                                  a simple type with traits
//   64 | code · 128 | code                                                              a list · a map of a simple type
//   [schema, traits]                                                                    a member with traits
//   () => schema                                                                        a reference
//   'unit'                                                                              nothing: a structure without members
const simpleTypes: Readonly<Record<number, string>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  // Timestamps: AWS JSON sends epoch seconds.
  4: 'number',
  5: 'number',
  6: 'number',
  7: 'number',
  // Blobs are base64.
  21: 'string',
};

/** What a schema refers to, without the traits that stand beside it. */
export function dereference(schema: unknown): unknown {
  if (typeof schema === 'function') return dereference((schema as () => unknown)());
  if (Array.isArray(schema) && schema.length === 2) return dereference(schema[0]);
  if (schema === 'unit') return [3, 'smithy.api', 'Unit', 0, [], []];
  return Array.isArray(schema) && schema[0] === 0 ? schema[4] : schema;
}

/** Whether an operation has nothing to answer. */
export const isEmptyStructure = (schema: unknown): boolean =>
  Array.isArray(schema) && schema[0] === 3 && (schema[4] as unknown[]).length === 0;

/** The schema of what an operation answers, from the operation's own schema (such as `ListUserPools$`). */
export function outputSchemaOf(operation: unknown): unknown {
  if (!Array.isArray(operation) || operation[0] !== 9) throw new Error('Not an operation of an SDK client.');
  return dereference(operation[5]);
}

/**
 * Everything in a reply that its schema does not have: unknown members, missing required members, values of another wire type. One line each,
 * beginning with the path. Enumerations are not in the SDK's schemas.
 */
export function violations(reference: unknown, value: unknown, path = '$'): string[] {
  const schema = dereference(reference);
  if (schema === 'unit')
    return isObject(value) && Object.keys(value).length === 0 ? [] : [`${path}: ${JSON.stringify(value)}, not nothing`];
  if (typeof schema === 'number') {
    if (schema >= 128) return mapViolations(schema & 63, value, path);
    if (schema >= 64) return listViolations(schema & 63, value, path);
    // A document is of any form.
    if (schema === 15) return [];
    const wanted = simpleTypes[schema];
    if (wanted === undefined) return [`${path}: the checker does not know the type code ${schema}`];
    return typeof value === wanted ? [] : [`${path}: ${kindOf(value)}, not ${wanted}`];
  }
  if (!Array.isArray(schema)) return [`${path}: the checker does not know the schema ${JSON.stringify(schema)}`];
  switch (schema[0]) {
    case 1:
      return listViolations(schema[4], value, path);
    case 2:
      return mapViolations(schema[5], value, path);
    case 3:
    case -3:
    case 4: {
      if (!isObject(value)) return [`${path}: ${kindOf(value)}, not structure`];
      const names = schema[4] as string[];
      const members = schema[5] as unknown[];
      const required = names.slice(0, (schema[6] as number | undefined) ?? 0);
      return [
        ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}.${name}: missing`),
        ...Object.entries(value).flatMap(([name, item]) => {
          const index = names.indexOf(name);
          return index < 0
            ? [`${path}.${name}: unknown member of ${String(schema[2])}`]
            : violations(members[index], item, `${path}.${name}`);
        }),
      ];
    }
    default:
      return [`${path}: the checker does not know the schema kind ${String(schema[0])}`];
  }
}

function listViolations(item: unknown, value: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [`${path}: ${kindOf(value)}, not list`];
  return value.flatMap((element, index) => violations(item, element, `${path}[${index}]`));
}

function mapViolations(entry: unknown, value: unknown, path: string): string[] {
  if (!isObject(value)) return [`${path}: ${kindOf(value)}, not map`];
  return Object.entries(value).flatMap(([name, element]) => violations(entry, element, `${path}.${name}`));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** The names of a structure's members; none for an operation that answers nothing. */
export function memberNames(reference: unknown): readonly string[] {
  const schema = dereference(reference);
  return Array.isArray(schema) && schema[0] === 3 ? (schema[4] as string[]) : [];
}

/** What the SDK says of each member of a structure over HTTP: `httpHeader`, `httpQuery`, each with the name that it has there. */
export function memberTraitsOf(reference: unknown): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const schema = dereference(reference);
  if (!Array.isArray(schema) || schema[0] !== 3) return {};
  const members = schema[5] as unknown[];
  return Object.fromEntries(
    (schema[4] as string[]).map((name, index) => {
      const member = members[index];
      const traits: unknown = Array.isArray(member) && member.length === 2 ? member[1] : undefined;
      return [name, typeof traits === 'object' ? (traits as Record<string, string>) : {}];
    }),
  );
}

/** The names of the members that an operation takes. */
export function inputMembersOf(operation: unknown): readonly string[] {
  const schema = Array.isArray(operation) && operation[0] === 9 ? dereference(operation[4]) : undefined;
  return Array.isArray(schema) && schema[0] === 3 ? (schema[4] as string[]) : [];
}
