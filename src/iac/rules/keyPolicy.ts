import { judgeKeyPolicy } from '../../domain/keyPolicy/keyPolicy.ts';
import { cognitoKeyActions, cognitoServicePrincipals } from '../../domain/keyPolicy/keyUse.ts';
import { message } from '../../domain/message.ts';
import type { Links } from '../analysis/links.ts';
import type { Key, KeyReplica, Value } from '../model.ts';
import { codeFinding, type CodeRule, ofKind, relatedResource } from './rule.ts';

/** Both key policies let both service principals do what replication needs: facts, cognito-replication.md section 2, prerequisite 7. */
export const keyPolicy: CodeRule = {
  id: 'key-policy',
  check: (unit, resources, links) =>
    [...ofKind(resources, 'key'), ...ofKind(resources, 'keyReplica')].flatMap((key) => {
      const pool = replicatedPoolOn(unit, key, links);
      const reason = pool && certainlyMissing(key.policy);
      if (!reason) return [];
      return [
        codeFinding({
          rule: 'key-policy',
          severity: 'error',
          resource: key,
          range: key.policy.range,
          message: reason,
          remedy: message('Add the statements of the Cognito Developer Guide to the key policy, for both service principals.'),
          related: [relatedResource(pool, message('The user pool'))],
        }),
      ];
    }),
};

/** The replicated pool that is encrypted with a key, or with the primary key of a key replica. */
function replicatedPoolOn(unit: string, key: Key | KeyReplica, links: Links) {
  return links.poolsOn(unit, key).find((pool) => links.replicaOf(pool.unit, pool.resource))?.resource;
}

/**
 * What a policy certainly does not allow: what it would not allow even if every condition held, nothing were denied, and everything that the code does not
 * say were right. Without a policy KMS makes one that lets in the account alone.
 */
export function certainlyMissing(policy: Value<string>) {
  if (policy.state === 'unknown') return undefined;
  if (policy.state === 'absent') return message('without a key policy only the account may use the key, and not the services of Cognito');
  const mildest = withoutConditions(policy.value);
  if (mildest === undefined) return undefined;
  const { reason, state } = judgeKeyPolicy(mildest, {
    account: '000000000000',
    poolArns: [],
    viaServiceRegions: [],
    servicePrincipals: cognitoServicePrincipals,
    actions: cognitoKeyActions,
    keyArn: '*',
  });
  return state === 'fail' ? reason : undefined;
}

/** The policy with its Allow statements alone, without conditions. Undefined when a statement could be anything. */
function withoutConditions(policy: string): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return undefined;
  }
  const statements = listOf(memberOf(document, 'Statement'));
  if (statements.some((statement) => couldBeAnything(statement))) return undefined;
  const allowed = statements
    .filter((statement) => memberOf(statement, 'Effect') === 'Allow')
    .map((statement) => ({ ...(statement as object), ...(memberOf(statement, 'Condition') !== undefined && { Condition: {} }) }));
  return JSON.stringify({ Version: '2012-10-17', Statement: allowed });
}

/** A statement whose effect, principals or actions the code does not say. */
function couldBeAnything(statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null) return true;
  const { Action, Effect, Principal } = statement as { readonly Action?: unknown; readonly Effect?: unknown; readonly Principal?: unknown };
  const services = memberOf(Principal, 'Service');
  return [Effect, Action, services, typeof Principal === 'string' ? Principal : undefined].some(
    (part) => part !== undefined && JSON.stringify(part).includes('${'),
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
}
