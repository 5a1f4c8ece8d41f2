import { valueOf } from '../fact.ts';
import { type Message, message } from '../message.ts';
import { poolArn } from '../userPool.ts';
import { type DraftStep, ordered, type Plan, type PlanKind } from './plan.ts';
import { activationStep, deactivationStep, type PoolParts, replicaStatus, unknownFact } from './steps.ts';

/** Lets users sign in through the replica. What would fail for them there speaks against it. */
export function planActivation(parts: PoolParts, blockers: readonly Message[]): Plan {
  const { poolName } = parts;
  const step = activationStep(parts);
  return planOf(parts, 'activate', message('Activate the replica of {pool}', { pool: poolName }), [step], {
    blockers: step.state === 'done' ? [] : [...missingReplica(parts), ...blockers],
  });
}

/** Ends sign-ins through the replica, which stays as it is. */
export function planDeactivation(parts: PoolParts): Plan {
  const step = deactivationStep(parts);
  return planOf(parts, 'deactivate', message('Deactivate the replica of {pool}', { pool: parts.poolName }), [step], {
    dangers: step.state === 'done' ? [] : endedSignIns(parts),
    blockers: step.state === 'done' ? [] : missingReplica(parts),
  });
}

/**
 * Deletes the replica: from the primary Region, and only while it is INACTIVE (SDK: DeleteUserPoolReplica).
 *
 * @param deactivatesFirst whether an ACTIVE replica is deactivated first; otherwise that speaks against the plan
 */
export function planDeletion(parts: PoolParts, deactivatesFirst: boolean): Plan {
  const { facts, poolName } = parts;
  const { secondaryRegion } = facts;
  const status = replicaStatus(facts);
  const isGone = facts.replicas.state !== 'unknown' && status === undefined;
  const deactivation = deactivationStep(parts);
  const steps = [
    ...(deactivatesFirst ? [isGone || status === 'DELETING' ? doneStep(deactivation, deletionReason(status)) : deactivation] : []),
    deletionStep(parts),
  ];
  return planOf(parts, 'delete', message('Delete the replica of {pool} in {region}', { pool: poolName, region: secondaryRegion }), steps, {
    dangers: isGone
      ? []
      : [
          ...(status === 'ACTIVE' ? endedSignIns(parts) : []),
          message('Its own settings end with it: triggers, senders, log delivery, tags and the association with a web ACL.'),
          message('Another replica has to be created from the start, and takes minutes to hours.'),
        ],
    blockers:
      status === 'ACTIVE' && !deactivatesFirst ? [message('The replica is ACTIVE: AWS deletes a replica only while it is INACTIVE.')] : [],
  });
}

function deletionStep(parts: PoolParts): DraftStep {
  const { account, facts } = parts;
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const status = replicaStatus(facts);
  const why = unknownFact(facts.replicas);
  return {
    id: 'delete',
    title: message('Delete the replica in {region}, and wait until it is gone', { region: secondaryRegion }),
    ...(why
      ? { state: 'unknown', reason: why }
      : status === undefined
        ? { state: 'done', reason: message('there is no replica in {region}', { region: secondaryRegion }) }
        : { state: 'open' }),
    calls:
      status === 'DELETING'
        ? []
        : [
            {
              region: primaryRegion,
              service: 'cognito-idp',
              operation: 'DeleteUserPoolReplica',
              input: { UserPoolId: poolId, RegionName: secondaryRegion },
              permissions: [
                { action: 'cognito-idp:DeleteUserPoolReplica', region: primaryRegion, resource: poolArn(poolId, primaryRegion, account) },
              ],
            },
          ],
    waitsFor: { status: 'gone', message: message('It takes a while until the replica is gone.') },
    risk: message('It cannot be taken back.'),
  };
}

function doneStep(step: DraftStep, reason: Message): DraftStep {
  return { ...step, state: 'done', reason };
}

function deletionReason(status: string | undefined): Message {
  return status === undefined ? message('there is no replica any more') : message('the replica is {status}', { status });
}

/** What a sign-in through the replica meets once it is INACTIVE or gone. */
function endedSignIns({ facts: { domain, secondaryRegion } }: PoolParts): readonly Message[] {
  const failover = valueOf(domain)?.failover;
  return [
    message('Nobody can sign in through {region} any more.', { region: secondaryRegion }),
    ...(failover?.secondaryRegion === secondaryRegion
      ? [
          message('The domain fails over to {region}: sign-ins end there when the health check of the primary fails.', {
            region: secondaryRegion,
          }),
        ]
      : []),
  ];
}

function missingReplica({ facts }: PoolParts): readonly Message[] {
  const isMissing = facts.replicas.state !== 'unknown' && replicaStatus(facts) === undefined;
  return isMissing ? [message('There is no replica in {region}.', { region: facts.secondaryRegion })] : [];
}

function planOf(
  { account, facts, poolName }: PoolParts,
  kind: PlanKind,
  title: Message,
  steps: readonly DraftStep[],
  { dangers = [], blockers = [] }: Partial<Pick<Plan, 'dangers' | 'blockers'>>,
): Plan {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  return { kind, title, account, poolId, poolName, primaryRegion, secondaryRegion, steps: ordered(steps), dangers, blockers };
}
