import { known, valueOf } from '../fact.ts';
import { type Failure, failureMessage } from '../failure.ts';
import { type JsonObject, sortedJson } from '../json.ts';
import { message } from '../message.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import { keyNotMultiRegion } from '../readiness/keyNotMultiRegion.ts';
import { keyPolicy } from '../readiness/keyPolicy.ts';
import { keyReplicaMissing } from '../readiness/keyReplicaMissing.ts';
import { replicaKey } from '../readiness/replicaKey.ts';
import { partitionOf } from '../region.ts';
import { type KeyOwner, newKeyPolicy, withCognitoStatements } from './keyPolicyChange.ts';
import type { DraftStep, PlannedCall } from './plan.ts';
import { createKeyPermissions, replicateKeyPermissions } from './requiredPermissions.ts';
import { type DescribedPool, progress, unknownFact, updateCall } from './steps.ts';

export interface KeyParts extends DescribedPool {
  /** An existing multi-Region key that the pool is to be on, or one that a step of this plan has made; without it a new one is made. */
  readonly chosenKey?: ChosenKey;
  /** Why nobody knows whether a plan has made a key for this pool before: another one must not be made. */
  readonly keysUnknown?: Failure;
}

/** A key that the pool is not on yet, as it is read beside it. */
export type ChosenKey = { readonly arn: string } & Pick<
  ReadinessFacts,
  'primaryKey' | 'primaryKeyPolicy' | 'secondaryKey' | 'secondaryKeyPolicy'
>;

/** The tag by which a key that a plan has made is found again: CreateKey makes another one with every call. */
export const keyTag = 'cognito-replicas:user-pool';

/** What stands in inputs for the ARN of the key that a step before makes. */
const keyAnswer = 'KEY_ARN';
const newKey = `\${${keyAnswer}}`;

/** The facts of the key that the pool is on or is to be on: undefined when one has to be made. */
function keyFacts({ chosenKey, facts }: KeyParts): ReadinessFacts | undefined {
  if (hasMultiRegionKey(facts)) return facts;
  if (!chosenKey) return undefined;
  const { arn, ...key } = chosenKey;
  return { ...facts, ...key, keyType: known('CUSTOMER_MANAGED_KEY'), keyArn: known(arn) };
}

function keyArnOf(parts: KeyParts): string | undefined {
  return valueOf(keyFacts(parts)?.keyArn);
}

/** What the step that makes a key has answered, or would have. */
export function keyAnswers(parts: KeyParts): Readonly<Record<string, string>> {
  const arn = keyArnOf(parts);
  return arn === undefined ? {} : { [keyAnswer]: arn };
}

export function hasMultiRegionKey(facts: ReadinessFacts): boolean {
  return replicaKey.judge(facts).state === 'pass' && keyNotMultiRegion.judge(facts).state === 'pass';
}

function ownerOf({ account, facts: { primaryRegion, secondaryRegion } }: KeyParts): KeyOwner {
  return { account, partition: partitionOf(primaryRegion).id, regions: [primaryRegion, secondaryRegion] };
}

export function keyStep(parts: KeyParts): DraftStep {
  const { facts } = parts;
  const { poolId, primaryRegion } = facts;
  const arn = keyArnOf(parts);
  const title = message('Multi-Region key in {region}', { region: primaryRegion });
  if (arn !== undefined) return { id: 'key', title, state: 'done', reason: message('{arn}', { arn }), calls: [] };
  const why = unknownFact(facts.keyArn) ?? unknownFact(facts.primaryKey) ?? (parts.keysUnknown && failureMessage(parts.keysUnknown));
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
    answers: { name: keyAnswer, path: 'KeyMetadata.Arn' },
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

export function keyReplicaStep(parts: KeyParts): DraftStep {
  const { facts } = parts;
  const key = keyFacts(parts);
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const made = valueOf(key?.secondaryKey);
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
    // Made already, it takes a few seconds until it can be used, and a pool is not replicated before.
    ...(made?.state === 'Creating' ? { state: 'open', calls: [] } : { ...progress(key && keyReplicaMissing.judge(key)), calls: [call] }),
    waitsFor: { status: 'Enabled', message: message('The key replica becomes Enabled by itself.') },
    costs: message('a key replica costs 1 USD a month'),
    undo: message('Schedule the deletion of the key replica.'),
  };
}

/** Existing statements stay as they are: PutKeyPolicy replaces the whole policy. */
export function keyPolicyStep(parts: KeyParts): DraftStep {
  const facts = keyFacts(parts);
  const keys = facts ? [facts.primaryKey, facts.secondaryKey] : [];
  const policies = [facts?.primaryKeyPolicy, facts?.secondaryKeyPolicy];
  const calls = keys.flatMap((key, index): PlannedCall[] => {
    const policy = valueOf(policies[index]);
    if (key.state !== 'known' || policy === undefined) return [];
    const after = withCognitoStatements(policy, ownerOf(parts));
    if (!after || isSamePolicy(policy, after)) return [];
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

export function newKeyOf(parts: KeyParts): { readonly KeyConfiguration: JsonObject } {
  return { KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArnOf(parts) ?? newKey } };
}

export function poolKeyStep(parts: KeyParts): DraftStep {
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

function isSamePolicy(policy: string, other: JsonObject): boolean {
  return JSON.stringify(sortedJson(JSON.parse(policy) as JsonObject)) === JSON.stringify(sortedJson(other));
}
