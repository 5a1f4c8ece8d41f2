import { type Fact, failureOf, valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import { type Message, message } from '../message.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import type { Verdict } from '../readiness/rule.ts';
import { poolArn } from '../userPool.ts';
import { type PoolChanges, updateUserPoolInput } from '../writes/userPoolUpdate.ts';
import type { DraftStep, PlannedCall } from './plan.ts';
import { updatePoolPermissions } from './requiredPermissions.ts';

/** What every plan of a pool is computed from. */
export interface PoolParts {
  readonly facts: ReadinessFacts;
  readonly account: string;
  readonly poolName: string;
}

/** The same with the pool as a whole, for plans that update it. */
export interface DescribedPool extends PoolParts {
  /** DescribeUserPool of the primary Region, and of no other: triggers and senders of another Region must not be sent to this one. */
  readonly described: JsonObject;
}

/** An UpdateUserPool of the primary Region that changes a few settings and carries all others over. */
export function updateCall({ account, described, facts }: DescribedPool, changes: PoolChanges): PlannedCall {
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

/** Activates or deactivates the replica. Both Regions take the call; the secondary answers when the primary is down (facts: section 1, "UpdateUserPoolReplica"). */
export function statusCall({ account, facts }: PoolParts, status: 'ACTIVE' | 'INACTIVE'): PlannedCall {
  const { poolId, secondaryRegion } = facts;
  return {
    region: secondaryRegion,
    service: 'cognito-idp',
    operation: 'UpdateUserPoolReplica',
    input: { UserPoolId: poolId, RegionName: secondaryRegion, Status: status },
    permissions: [
      { action: 'cognito-idp:UpdateUserPoolReplica', region: secondaryRegion, resource: poolArn(poolId, secondaryRegion, account) },
    ],
  };
}

export function activationStep(parts: PoolParts): DraftStep {
  return {
    id: 'activate',
    title: message('Activate the replica'),
    ...statusProgress(parts, 'ACTIVE'),
    calls: [statusCall(parts, 'ACTIVE')],
    waitsFor: { status: 'ACTIVE', message: message('The replica becomes ACTIVE by itself.') },
    undo: message('Deactivate the replica.'),
  };
}

export function deactivationStep(parts: PoolParts): DraftStep {
  return {
    id: 'deactivate',
    title: message('Deactivate the replica'),
    ...statusProgress(parts, 'INACTIVE'),
    calls: [statusCall(parts, 'INACTIVE')],
    waitsFor: { status: 'INACTIVE', message: message('The replica becomes INACTIVE by itself.') },
    risk: message('Nobody can sign in through {region} any more.', { region: parts.facts.secondaryRegion }),
    undo: message('Activate the replica.'),
  };
}

/** Whether the replica has the status that a step leads to. */
function statusProgress({ facts }: PoolParts, wanted: string): ReturnType<typeof progress> {
  const why = unknownFact(facts.replicas);
  if (why) return { state: 'unknown', reason: why };
  const status = replicaStatus(facts);
  return status === wanted ? { state: 'done', reason: message('the replica is {status}', { status }) } : { state: 'open' };
}

/** The status of the replica in the secondary Region; undefined where there is none, or nobody knows. */
export function replicaStatus({ replicas, secondaryRegion }: ReadinessFacts): string | undefined {
  return valueOf(replicas)?.find(({ region }) => region === secondaryRegion)?.status;
}

/** A step that a rule of readiness speaks about: done where it passes. Without a verdict the step before decides. */
export function progress(verdict: Verdict | undefined): { readonly state: 'done' | 'open' | 'unknown'; readonly reason?: Message } {
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

export function unknownFact(fact: Fact<unknown>): Message | undefined {
  const failure = failureOf(fact);
  return failure && failureMessage(failure);
}
