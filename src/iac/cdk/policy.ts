import { literalText, type Located, type Meaning, type ObjectMeaning, objectOf } from './meaning.ts';
import { lastName } from './symbols.ts';

/** A policy is read up to so many values: constants may stand in constants and multiply. */
const mostValues = 5000;
/** Text that no account, ARN or action has: what stands there cannot be told. */
const notTold = '${unknown}';
const ownAccountRoot = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The statement that `Key` begins with when it is given no policy: the account's administrators may do everything (aws-kms/lib/key.js). */
export const keyDefaultStatement: Json = { Action: 'kms:*', Effect: 'Allow', Principal: { AWS: ownAccountRoot }, Resource: '*' };

/** A policy document, as a class of aws-iam or as an object. Undefined when not even its statements can be told. */
export function policyDocument(meaning: Meaning): Record<string, Json> | undefined {
  const budget = { left: mostValues };
  if (meaning.kind === 'made' && meaning.symbol.startsWith('aws-iam.PolicyDocument')) {
    const [first] = meaning.positional;
    if (lastName(meaning.symbol).toLowerCase().startsWith('from')) return first && policyDocument(first.meaning);
    const statements = propsOf(meaning)?.properties.get('statements')?.value.meaning;
    if (propsOf(meaning)?.hides) return undefined;
    if (statements === undefined) return document([]);
    if (statements.kind !== 'list' || statements.open) return undefined;
    const read = statements.items.map((item) => statement(item.meaning, budget));
    return read.every((item) => item !== undefined) ? document(read) : undefined;
  }
  const object = objectOf(meaning);
  const json = object && toJson(object, budget);
  return json !== undefined && typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
}

/** A statement, as a class of aws-iam or as an object. */
export function policyStatement(meaning: Meaning): Json | undefined {
  return statement(meaning, { left: mostValues });
}

export function document(statements: Json[]): Record<string, Json> {
  return { Version: '2012-10-17', Statement: statements };
}

function statement(meaning: Meaning, budget: { left: number }): Json | undefined {
  if (meaning.kind !== 'made' || !meaning.symbol.startsWith('aws-iam.PolicyStatement')) return undefined;
  const [first] = meaning.positional;
  if (lastName(meaning.symbol).toLowerCase().startsWith('from')) return first && toJson(first.meaning, budget);
  const props = propsOf(meaning);
  if (!props || props.hides) return undefined;
  const result: Record<string, Json> = { Effect: 'Allow' };
  for (const [name, property] of props.properties) {
    const { meaning: value } = property.value;
    const written = names.get(name);
    if (written === undefined || value.kind === 'nothing') continue;
    const json = name.endsWith('principals') ? principals(value) : toJson(value, budget);
    if (json === undefined) return undefined;
    result[written] = json;
  }
  return result;
}

/** Properties of PolicyStatement, and what they are called in a policy. */
const names: ReadonlyMap<string, string> = new Map([
  ['sid', 'Sid'],
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['notactions', 'NotAction'],
  ['principals', 'Principal'],
  ['notprincipals', 'NotPrincipal'],
  ['resources', 'Resource'],
  ['notresources', 'NotResource'],
  ['conditions', 'Condition'],
]);

function principals(list: Meaning): Json | undefined {
  if (list.kind !== 'list' || list.open) return undefined;
  const byKind = new Map<string, string[]>();
  for (const { meaning } of list.items) {
    const found = principal(meaning);
    if (!found) return undefined;
    byKind.set(found.kind, [...(byKind.get(found.kind) ?? []), found.name]);
  }
  return Object.fromEntries(byKind);
}

function principal(meaning: Meaning): { kind: string; name: string } | undefined {
  if (meaning.kind !== 'made' || !meaning.symbol.startsWith('aws-iam.')) return undefined;
  const [first, options] = meaning.positional;
  const name = first ? (literalText(first.meaning) ?? notTold) : undefined;
  switch (lastName(meaning.symbol)) {
    case 'ServicePrincipal':
      // Options may be conditions, which are not read.
      return name === undefined || options || meaning.named.properties.size > 0 ? undefined : { kind: 'Service', name };
    case 'AnyPrincipal':
      return { kind: 'AWS', name: '*' };
    case 'AccountRootPrincipal':
      return { kind: 'AWS', name: ownAccountRoot };
    case 'AccountPrincipal':
      return name === undefined ? undefined : { kind: 'AWS', name: `arn:\${AWS::Partition}:iam::${name}:root` };
    case 'ArnPrincipal':
      return name === undefined ? undefined : { kind: 'AWS', name };
    default:
      return undefined;
  }
}

function propsOf({ positional: [first], named }: Extract<Meaning, { kind: 'made' }>): ObjectMeaning | undefined {
  return first ? objectOf(first.meaning) : named;
}

/** A value as JSON. Undefined when an object may have further members, or it is too much. */
function toJson(meaning: Meaning, budget: { left: number }): Json | undefined {
  budget.left -= 1;
  if (budget.left < 0) return undefined;
  switch (meaning.kind) {
    case 'text': {
      const { text } = meaning;
      if (text.kind === 'literal') return text.text;
      return text.kind === 'attribute' ? `\${${text.resource}.${text.attribute}}` : notTold;
    }
    case 'boolean':
    case 'number':
      return meaning.value;
    case 'nothing':
      return null;
    case 'list':
      return meaning.open ? undefined : all(meaning.items, budget);
    case 'object': {
      if (meaning.hides) return undefined;
      const properties = [...meaning.properties.values()].filter(({ value }) => value.meaning.kind !== 'nothing');
      const values = all(
        properties.map(({ value }) => value),
        budget,
      );
      return values && Object.fromEntries(properties.map(({ name }, index) => [name, values[index] ?? null]));
    }
    case 'made':
      return policyDocument(meaning) ?? statement(meaning, budget) ?? notTold;
    default:
      return notTold;
  }
}

function all(items: readonly Located[], budget: { left: number }): Json[] | undefined {
  const values: Json[] = [];
  for (const { meaning } of items) {
    const json = toJson(meaning, budget);
    if (json === undefined) return undefined;
    values.push(json);
  }
  return values;
}
