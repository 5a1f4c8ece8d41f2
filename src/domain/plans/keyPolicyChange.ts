import { isJsonObject, type Json, jsonListOf, type JsonObject } from '../json.ts';
import { isList, isSpecial, account as accountValue, type CodeMap, type CodeValue } from '../render/codeValue.ts';
import { cognitoKeyPolicy, cognitoKeyStatements } from '../render/replicationResources.ts';

/** What a key policy has to be told: whose key it is, and the Regions of the pool. */
export interface KeyOwner {
  readonly account: string;
  readonly partition: string;
  readonly regions: readonly string[];
}

/** A key policy for a new key. */
export function newKeyPolicy(owner: KeyOwner): JsonObject {
  return resolved(cognitoKeyPolicy(owner.regions).members, owner);
}

/**
 * A key policy with the statements that Cognito needs behind those that are there, which stay as they are. A statement of ours from before is replaced. Undefined for
 * what is no policy.
 */
export function withCognitoStatements(policy: string, owner: KeyOwner): JsonObject | undefined {
  const document = parsed(policy);
  if (!isJsonObject(document)) return undefined;
  const { Statement: statement, ...rest } = document;
  const before = jsonListOf(statement);
  const added = cognitoKeyStatements(owner.regions).map((one) => resolved(one, owner));
  const names = new Set(added.map((one) => one['Sid']));
  const kept = before.filter((one) => !isJsonObject(one) || one['Sid'] === undefined || !names.has(one['Sid']));
  return { Version: '2012-10-17', ...rest, Statement: [...kept, ...added] };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function resolved(map: CodeMap, owner: KeyOwner): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, resolvedValue(value, owner)]));
}

/** The value as AWS gets it: outside of a template, account and partition are known. */
function resolvedValue(value: CodeValue, owner: KeyOwner): Json {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => resolvedValue(item, owner));
  if (!isSpecial(value)) return resolved(value, owner);
  switch (value.kind) {
    case 'text':
      return value.parts
        .map((part) => (typeof part === 'string' ? part : part === accountValue ? owner.account : owner.partition))
        .join('');
    case 'document':
    case 'tags':
      return resolved(value.members, owner);
    case 'reference':
    case 'expression':
      throw new TypeError('A key policy refers to nothing of a template.');
  }
}
