import { type Message, message } from '../message.ts';
import { replicaTier } from '../readiness/replicaTier.ts';
import { issuerRisk, issuerStep } from './issuerSwitch.ts';
import { type KeyParts, keyAnswers, keyPolicyStep, keyReplicaStep, keyStep, newKeyOf, poolKeyStep } from './keySteps.ts';
import { type DraftStep, ordered, type Plan } from './plan.ts';
import { createReplicaPermissions } from './requiredPermissions.ts';
import { activationStep, type DescribedPool, type PoolParts, progress, replicaStatus, unknownFact, updateCall } from './steps.ts';

export interface SetUpParts extends KeyParts {
  /** The issuer stays as it is. */
  readonly keepsIssuer?: boolean;
  /** What is copied of the settings that each Region has for itself. Undefined until the replica is there and somebody has chosen. */
  readonly regional?: readonly DraftStep[];
  /** What speaks against the activation: errors where the Regions were compared. */
  readonly blockers?: readonly Message[];
  /** How many places the switch of the issuer concerns, where somebody has looked. */
  readonly issuerImpact?: Message;
}

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
  const issuer = parts.keepsIssuer === true ? undefined : issuerStep(withKey, 'UPDATED');
  const activation = activationStep(parts);
  const steps = ordered([
    tier,
    keyStep(parts),
    keyReplicaStep(parts),
    keyPolicyStep(parts),
    poolKey,
    replicaStep(parts),
    ...(issuer ? [issuer] : []),
    ...(activation.state === 'done' ? [] : regionalSteps(parts)),
    activation,
  ]);
  // Blockers are about what comes next: the Regions can only be compared when the replica is there.
  const isNext = steps.some(({ id, state }) => id === 'activate' && state === 'next');
  const breaks = issuer !== undefined && issuer.state !== 'done';
  return {
    kind: 'setUp',
    title: message('Set up replication of {pool} to {region}', { pool: poolName, region: secondaryRegion }),
    account,
    poolId,
    poolName,
    primaryRegion,
    secondaryRegion,
    steps,
    answers: keyAnswers(parts),
    dangers: breaks ? [issuerRisk, ...(parts.issuerImpact ? [parts.issuerImpact] : [])] : [],
    blockers: isNext ? (parts.blockers ?? []) : [],
  };
}

/** What is copied, or that it is to be chosen. */
function regionalSteps({ facts, regional }: SetUpParts): readonly DraftStep[] {
  if (regional && replicaStatus(facts) === 'INACTIVE') return regional;
  return [
    {
      id: 'regional',
      title: message('Copy regional settings to {region}', { region: facts.secondaryRegion }),
      state: 'open',
      calls: [],
      needsLook: message(
        'Triggers, senders, log delivery, tags and web ACL are set per Region. What can be copied is seen when the replica is there: then you choose, and the calls are shown.',
      ),
    },
  ];
}

const newTier = { UserPoolTier: 'ESSENTIALS' } as const;

function tierStep(parts: DescribedPool): DraftStep {
  return {
    id: 'tier',
    title: message('Feature plan that can be replicated'),
    ...progress(replicaTier.judge(parts.facts)),
    calls: [updateCall(parts, newTier)],
    costs: message('every active user of the month costs more on ESSENTIALS than on LITE'),
    undo: message('Change the feature plan back, as long as there is no replica.'),
  };
}

function replicaStep({ account, facts }: PoolParts): DraftStep {
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
