import { type Fact, failureOf, known, valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import { type Message, message } from '../message.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import { issuerType } from '../readiness/issuerType.ts';
import { keyNotMultiRegion } from '../readiness/keyNotMultiRegion.ts';
import { keyPolicy } from '../readiness/keyPolicy.ts';
import { keyReplicaMissing } from '../readiness/keyReplicaMissing.ts';
import { replicaKey } from '../readiness/replicaKey.ts';
import { replicaTier } from '../readiness/replicaTier.ts';
import type { Verdict } from '../readiness/rule.ts';
import { partitionOf } from '../region.ts';
import { poolArn } from '../userPool.ts';
import { type PoolChanges, updateUserPoolInput } from '../writes/userPoolUpdate.ts';
import { type KeyOwner, newKeyPolicy, withCognitoStatements } from './keyPolicyChange.ts';
import { type DraftStep, ordered, type Plan, type PlannedCall } from './plan.ts';
import { createKeyPermissions, createReplicaPermissions, replicateKeyPermissions, updatePoolPermissions } from './requiredPermissions.ts';

export interface SetUpParts {
  readonly facts: ReadinessFacts;
  readonly account: string;
  readonly poolName: string;
  /** DescribeUserPool of the primary Region. */
  readonly described: JsonObject;
  /** An existing multi-Region key that the pool is to be on, or one that a step of this plan has made; without it a new one is made. */
  readonly chosenKey?: ChosenKey;
  /** The issuer stays as it is. */
  readonly keepsIssuer?: boolean;
}

/** A key that the pool is not on yet, as it is read beside it. */
export type ChosenKey = { readonly arn: string } & Pick<
  ReadinessFacts,
  'primaryKey' | 'primaryKeyPolicy' | 'secondaryKey' | 'secondaryKeyPolicy'
>;

/** The tag by which a key that a plan has made is found again: CreateKey makes another one with every call. */
export const keyTag = 'cognito-replicas:user-pool';

/** In plans, what stands for the ARN of the key that a step before makes. */
const newKey = '${KEY_ARN}';

/**
 * From a pool in one Region to an ACTIVE replica. Creating comes before the switch of the issuer, which breaks validators: only a create proves that the pool can be replicated at all.
 * Facts: cognito-replication.md sections 1 and 2.
 */
export function planSetUp(parts: SetUpParts): Plan {
  const { account, described, facts, poolName } = parts;
  const { poolId, primaryRegion, secondaryRegion } = facts;
  // Every update carries the whole pool: later ones what the earlier ones will have made of it.
  const tier = tierStep(parts);
  const withTier = { ...parts, described: tier.state === 'done' ? described : { ...described, ...newTier } };
  const poolKey = poolKeyStep(withTier);
  const withKey = { ...withTier, described: poolKey.state === 'done' ? withTier.described : { ...withTier.described, ...newKeyOf(parts) } };
  return {
    title: message('Set up replication of {pool} to {region}', { pool: poolName, region: secondaryRegion }),
    account,
    poolId,
    poolName,
    primaryRegion,
    secondaryRegion,
    steps: ordered([
      tier,
      keyStep(parts),
      keyReplicaStep(parts),
      keyPolicyStep(parts),
      poolKey,
      replicaStep(parts),
      ...(parts.keepsIssuer === true ? [] : [issuerStep(withKey)]),
      activationStep(parts),
    ]),
  };
}

/** The facts of the key that the pool is on or is to be on: undefined when one has to be made. */
function keyFacts({ chosenKey, facts }: SetUpParts): ReadinessFacts | undefined {
  if (hasMultiRegionKey(facts)) return facts;
  if (!chosenKey) return undefined;
  const { arn, ...key } = chosenKey;
  return { ...facts, ...key, keyType: known('CUSTOMER_MANAGED_KEY'), keyArn: known(arn) };
}

function keyArnOf(parts: SetUpParts): string | undefined {
  return valueOf(keyFacts(parts)?.keyArn);
}

function hasMultiRegionKey(facts: ReadinessFacts): boolean {
  return replicaKey.judge(facts).state === 'pass' && keyNotMultiRegion.judge(facts).state === 'pass';
}

function ownerOf({ account, facts: { primaryRegion, secondaryRegion } }: SetUpParts): KeyOwner {
  return { account, partition: partitionOf(primaryRegion).id, regions: [primaryRegion, secondaryRegion] };
}

const newTier = { UserPoolTier: 'ESSENTIALS' } as const;

function tierStep(parts: SetUpParts): DraftStep {
  return {
    id: 'tier',
    title: message('Feature plan that can be replicated'),
    ...progress(replicaTier.judge(parts.facts)),
    calls: [updateCall(parts, newTier)],
    costs: message('every active user of the month costs more on ESSENTIALS than on LITE'),
    undo: message('Change the feature plan back, as long as there is no replica.'),
  };
}

function keyStep(parts: SetUpParts): DraftStep {
  const { facts } = parts;
  const { poolId, primaryRegion } = facts;
  const arn = keyArnOf(parts);
  const title = message('Multi-Region key in {region}', { region: primaryRegion });
  if (arn !== undefined) return { id: 'key', title, state: 'done', reason: message('{arn}', { arn }), calls: [] };
  const why = unknownFact(facts.keyArn) ?? unknownFact(facts.primaryKey);
  const call: PlannedCall = {
    region: primaryRegion,
    service: 'kms',
    operation: 'CreateKey',
    input: {
      MultiRegion: true,
      Description: `User pool ${poolId}`,
      Policy: JSON.stringify(newKeyPolicy(ownerOf(parts))),
      Tags: [{ TagKey: keyTag, TagValue: poolId }],
    },
    permissions: createKeyPermissions(primaryRegion, parts.account),
    answers: { name: 'KEY_ARN', path: 'KeyMetadata.Arn' },
  };
  return {
    id: 'key',
    title,
    state: why ? 'unknown' : 'open',
    ...(why && { reason: why }),
    calls: [call],
    costs: message('a key costs 1 USD a month'),
    undo: message('Schedule the deletion of the key, when nothing is encrypted with it.'),
  };
}

function keyReplicaStep(parts: SetUpParts): DraftStep {
  const { facts } = parts;
  const key = keyFacts(parts);
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const call: PlannedCall = {
    region: primaryRegion,
    service: 'kms',
    operation: 'ReplicateKey',
    input: {
      KeyId: keyArnOf(parts) ?? newKey,
      ReplicaRegion: secondaryRegion,
      Policy: JSON.stringify(newKeyPolicy(ownerOf(parts))),
      Tags: [{ TagKey: keyTag, TagValue: poolId }],
    },
    permissions: replicateKeyPermissions(keyArnOf(parts), {
      account: parts.account,
      region: primaryRegion,
      replicaRegion: secondaryRegion,
    }),
  };
  return {
    id: 'keyReplica',
    title: message('Key replica in {region}', { region: secondaryRegion }),
    ...progress(key && keyReplicaMissing.judge(key)),
    calls: [call],
    waitsFor: { status: 'Enabled', message: message('The key replica becomes Enabled by itself.') },
    costs: message('a key replica costs 1 USD a month'),
    undo: message('Schedule the deletion of the key replica.'),
  };
}

/** Existing statements stay as they are: PutKeyPolicy replaces the whole policy. */
function keyPolicyStep(parts: SetUpParts): DraftStep {
  const facts = keyFacts(parts);
  const keys = facts ? [facts.primaryKey, facts.secondaryKey] : [];
  const policies = [facts?.primaryKeyPolicy, facts?.secondaryKeyPolicy];
  const calls = keys.flatMap((key, index): PlannedCall[] => {
    const policy = valueOf(policies[index]);
    if (key.state !== 'known' || policy === undefined) return [];
    const after = withCognitoStatements(policy, ownerOf(parts));
    if (!after) return [];
    return [
      {
        region: key.value.region,
        service: 'kms',
        operation: 'PutKeyPolicy',
        // The check that the caller can still change the policy afterwards stays on.
        input: { KeyId: key.value.arn, PolicyName: 'default', Policy: JSON.stringify(after), BypassPolicyLockoutSafetyCheck: false },
        permissions: [{ action: 'kms:PutKeyPolicy', region: key.value.region, resource: key.value.arn, hasOwnPolicy: true }],
        diff: { before: JSON.parse(policy) as JsonObject, after },
      },
    ];
  });
  return {
    id: 'keyPolicy',
    title: message('Let Cognito use both keys'),
    ...(facts
      ? progress(facts.secondaryKey.state === 'absent' ? undefined : keyPolicy.judge(facts))
      : { state: 'done', reason: message('the new keys are made with it') }),
    calls,
    undo: message('Put the key policies of before back.'),
  };
}

function newKeyOf(parts: SetUpParts): { readonly KeyConfiguration: JsonObject } {
  return { KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArnOf(parts) ?? newKey } };
}

function poolKeyStep(parts: SetUpParts): DraftStep {
  const isOnIt = hasMultiRegionKey(parts.facts);
  return {
    id: 'poolKey',
    title: message('Put the user pool on the key, and read it back'),
    state: isOnIt ? 'done' : 'open',
    calls: [updateCall(parts, newKeyOf(parts))],
    risk: message(
      'On older user pools the change has been seen to have no effect: that is said when it happens, and nothing else is done.',
    ),
  };
}

function replicaStep({ account, facts }: SetUpParts): DraftStep {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const status = replicaStatus(facts);
  const why = unknownFact(facts.replicas);
  return {
    id: 'replica',
    title: message('Create the replica in {region}, and wait until it is INACTIVE', { region: secondaryRegion }),
    ...(status !== undefined && status !== 'CREATING'
      ? { state: 'done', reason: message('the replica is {status}', { status }) }
      : why
        ? { state: 'unknown', reason: why }
        : { state: 'open' }),
    // Being created already, nothing is sent: AWS allows one replica.
    calls:
      status === 'CREATING'
        ? []
        : [
            {
              region: primaryRegion,
              service: 'cognito-idp',
              operation: 'CreateUserPoolReplica',
              input: { UserPoolId: poolId, RegionName: secondaryRegion },
              permissions: createReplicaPermissions(poolId, account, { primaryRegion, secondaryRegion }),
            },
          ],
    waitsFor: {
      status: 'INACTIVE',
      message: message('It takes minutes to hours, by the number of users. AWS has no status for a failure.'),
    },
    risk: message('Only this shows whether the user pool can be replicated at all: no call tells before.'),
    costs: message('every active user of the month costs more, whether the replica is used or not'),
    undo: message('Delete the replica while it is INACTIVE.'),
  };
}

function issuerStep(parts: SetUpParts): DraftStep {
  return {
    id: 'issuer',
    title: message('Switch the issuer to UPDATED'),
    ...progress(issuerType.judge(parts.facts)),
    calls: [updateCall(parts, { IssuerConfiguration: { Type: 'UPDATED' } })],
    risk: message('Breaking for token validators that expect the old iss, for load balancers and for Cognito authorizers of API Gateway.'),
    undo: message('Switch the issuer back to ORIGINAL.'),
  };
}

function activationStep({ account, facts }: SetUpParts): DraftStep {
  const { poolId, secondaryRegion } = facts;
  const isActive = replicaStatus(facts) === 'ACTIVE';
  return {
    id: 'activate',
    title: message('Activate the replica'),
    state: isActive ? 'done' : 'open',
    ...(isActive && { reason: message('the replica is {status}', { status: 'ACTIVE' }) }),
    calls: [
      {
        // Both Regions take it; the secondary answers when the primary is down.
        region: secondaryRegion,
        service: 'cognito-idp',
        operation: 'UpdateUserPoolReplica',
        input: { UserPoolId: poolId, RegionName: secondaryRegion, Status: 'ACTIVE' },
        permissions: [
          { action: 'cognito-idp:UpdateUserPoolReplica', region: secondaryRegion, resource: poolArn(poolId, secondaryRegion, account) },
        ],
      },
    ],
    waitsFor: { status: 'ACTIVE', message: message('The replica becomes ACTIVE by itself.') },
    undo: message('Deactivate the replica.'),
  };
}

function updateCall({ account, described, facts }: SetUpParts, changes: PoolChanges): PlannedCall {
  const { poolId, primaryRegion } = facts;
  const before = updateUserPoolInput(poolId, described, {});
  const input = updateUserPoolInput(poolId, described, changes);
  return {
    region: primaryRegion,
    service: 'cognito-idp',
    operation: 'UpdateUserPool',
    input,
    permissions: updatePoolPermissions(poolArn(poolId, primaryRegion, account), primaryRegion, input),
    diff: { before, after: input },
  };
}

function replicaStatus({ replicas, secondaryRegion }: ReadinessFacts): string | undefined {
  return valueOf(replicas)?.find(({ region }) => region === secondaryRegion)?.status;
}

/** A step that a rule of readiness speaks about: done where it passes. Without a verdict the step before decides. */
function progress(verdict: Verdict | undefined): { readonly state: 'done' | 'open' | 'unknown'; readonly reason?: Message } {
  switch (verdict?.state) {
    case 'pass':
      return { state: 'done', reason: verdict.reason };
    case 'unknown':
      return { state: 'unknown', reason: verdict.reason };
    case 'fail':
    case undefined:
      return { state: 'open' };
  }
}

function unknownFact(fact: Fact<unknown>): Message | undefined {
  const failure = failureOf(fact);
  return failure && failureMessage(failure);
}
