import { inRegion } from '../../domain/arn.ts';
import { absent, type Fact, factOf, failureOf, known, valueOf } from '../../domain/fact.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import { planIssuerSwitch } from '../../domain/plans/issuerSwitch.ts';
import type { PlanIntent, PlanSubject } from '../../domain/plans/intent.ts';
import { type ChosenKey, hasMultiRegionKey, keyTag } from '../../domain/plans/keySteps.ts';
import type { DraftStep, Plan } from '../../domain/plans/plan.ts';
import { planRepair } from '../../domain/plans/repair/planRepair.ts';
import type { NotCopied } from '../../domain/plans/repair/repairKind.ts';
import { planActivation, planDeactivation, planDeletion } from '../../domain/plans/replicaPlans.ts';
import { planSetUp } from '../../domain/plans/setUpReplication.ts';
import { type DescribedPool, type PoolParts, replicaStatus } from '../../domain/plans/steps.ts';
import type { PoolSnapshots } from '../../domain/parity/snapshot.ts';
import type { Clock, Connection, PoolReader } from '../../domain/ports.ts';
import type { PoolDetails, UserPool } from '../../domain/userPool.ts';
import { type ComparedRegions, comparePool, compareRowsAgain } from '../compareRegions.ts';
import { readDetails } from '../loadDetails.ts';
import type { HealthCheckFacts } from '../readFailover.ts';
import { factsOfDetails } from '../readReadiness.ts';
import type { SavedValues } from '../../domain/failover/savedValues.ts';
import { blockersOf } from './blockers.ts';
import type { RegionsDown } from './regionsDown.ts';

/** What is there now, as the plan that is left, or why that cannot be told. */
export type Observation =
  | {
      readonly plan: Plan;
      readonly failure?: undefined;
      readonly details: PoolDetails;
      readonly compared?: ComparedRegions;
      readonly notCopied?: readonly NotCopied[];
      /** The health check that the domain follows, where the plan is about it. */
      readonly health?: HealthCheckFacts;
    }
  | { readonly plan?: undefined; readonly failure: Failure; readonly details?: PoolDetails };

export interface ObserveParts {
  readonly connection: Pick<Connection, 'reader' | 'regionReader' | 'keyFinder' | 'healthChecks' | 'domainProbe'>;
  readonly clock: Pick<Clock, 'now'>;
  /** How many places of the workspace the switch of the issuer concerns, where somebody has looked. */
  readonly issuerImpact?: Message;
  /** The Regions as they were read before in the same walk: only what the plan's rows are computed from is read again. */
  readonly before?: PoolSnapshots;
  /** Regions that did not answer a moment ago. */
  readonly down?: RegionsDown;
  readonly isWalked?: boolean;
  /** When the steps of the walk that is under way were answered, by their ids. */
  readonly answeredAt?: ReadonlyMap<string, number>;
  /** What this machine has written down of the health check before it was forced. */
  readonly writtenDown?: () => Promise<SavedValues | undefined>;
}

/** Reads everything that a plan depends on, and plans. Nothing is taken from what was read before. */
export async function observe(subject: PlanSubject, intent: PlanIntent, parts: ObserveParts, signal: AbortSignal): Promise<Observation> {
  const { account, poolId, poolName, primaryRegion, secondaryRegion } = subject;
  const pool: UserPool & { readonly secondaryRegion: string } = { id: poolId, name: poolName, primaryRegion, secondaryRegion };
  const { down } = parts;
  const reader = down?.reading(parts.connection.reader) ?? parts.connection.reader;
  const details = await readDetails(reader, pool, signal);
  // Without these two, no step of any plan can be told. A replica that does not answer says nothing of them.
  const failure = failureOf(details.replicas) ?? failureOf(details.description);
  if (failure) return { failure, details };
  const facts = factsOfDetails(pool, secondaryRegion, known(account), details);
  const own: PoolParts = { facts, account, poolName };
  const { regionReader } = parts.connection;
  const compare = async (rowIds?: readonly string[]): Promise<ComparedRegions> =>
    rowIds && parts.before
      ? compareRowsAgain(regionReader, pool, rowIds, parts.before, account, parts.clock, signal)
      : comparePool(regionReader, pool, account, parts.clock, signal);
  switch (intent.kind) {
    case 'activate': {
      // With a Region that is down there is nothing to compare, and activating cannot wait.
      const isUp = down?.failureOf(primaryRegion) === undefined;
      const compared = replicaStatus(facts) === 'INACTIVE' && isUp ? await compare() : undefined;
      return { plan: planActivation(own, blockersOf(facts, compared)), details, ...(compared && { compared }) };
    }
    case 'deactivate':
      return { plan: planDeactivation(own), details };
    case 'delete':
      return { plan: planDeletion(own, intent.deactivatesFirst), details };
    case 'switchIssuer': {
      const described = describedPool(own, details);
      return 'reason' in described
        ? { failure: described, details }
        : { plan: planIssuerSwitch(described, intent.to, parts.issuerImpact), details };
    }
    case 'setUp': {
      const described = describedPool(own, details);
      if ('reason' in described) return { failure: described, details };
      const key = hasMultiRegionKey(facts) ? undefined : await keyFor(subject, intent.keyArn, parts, signal);
      const isThere = replicaStatus(facts) === 'INACTIVE';
      const compared = isThere ? await compare(intent.regional) : undefined;
      const plan = planSetUp({
        ...described,
        ...(key && ('reason' in key ? { keysUnknown: key } : { chosenKey: key })),
        keepsIssuer: intent.keepsIssuer === true,
        ...(intent.regional && compared && { regional: regionalSteps(account, compared, intent.regional) }),
        blockers: blockersOf(facts, compared),
        ...(parts.issuerImpact && { issuerImpact: parts.issuerImpact }),
      });
      return { plan, details, ...(compared && { compared }) };
    }
    case 'failOver':
    case 'failBack':
    case 'configureFailover': {
      const { observeFailover } = await import('./observeFailover.ts');
      const isCompared = parts.isWalked !== true && down?.failureOf(primaryRegion) === undefined;
      const observed = await observeFailover(own, details, intent, { ...parts, ...(isCompared && { compare }) }, signal);
      return { ...observed, details };
    }
    case 'repair': {
      const compared = await compare(intent.rowIds);
      if (compared.failure) return { failure: compared.failure, details };
      const { notCopied, plan } = planRepair({ account, snapshots: compared.snapshots, rows: compared.rows, rowIds: intent.rowIds });
      return { plan, details, compared, notCopied };
    }
  }
}

/** The repair of the rows that somebody has chosen, as a part of the set-up. */
function regionalSteps(account: string, { rows, snapshots }: ComparedRegions, rowIds: readonly string[]): readonly DraftStep[] {
  return planRepair({ account, snapshots, rows, rowIds }).plan.steps.map(({ state, ...step }) => ({
    ...step,
    state: state === 'done' || state === 'unknown' ? state : 'open',
  }));
}

/** The pool as its primary Region describes it: what the replica answers in its place has the triggers and senders of the other Region. */
function describedPool(parts: PoolParts, { description }: PoolDetails): DescribedPool | Failure {
  const described = valueOf(description);
  const { primaryRegion } = parts.facts;
  if (described?.region === primaryRegion) return { ...parts, described: described.settings };
  return { reason: 'unreachable', operation: 'cognito-idp:DescribeUserPool', region: primaryRegion, detail: '' };
}

/** The key that was chosen, or the one that a plan for this pool has made before. Undefined where one is still to be made. */
async function keyFor(
  { poolId, primaryRegion, secondaryRegion }: PlanSubject,
  chosen: string | undefined,
  { connection }: ObserveParts,
  signal: AbortSignal,
): Promise<ChosenKey | Failure | undefined> {
  const { keyFinder, reader } = connection;
  if (chosen !== undefined) return readKey(reader, chosen, primaryRegion, secondaryRegion, signal);
  const found = await keyFinder.multiRegionKeys(primaryRegion, signal);
  if (!found.ok) return found.failure;
  const made = found.value.find(({ state, tags }) => tags[keyTag] === poolId && state !== 'PendingDeletion');
  return made && readKey(reader, made.arn, primaryRegion, secondaryRegion, signal);
}

async function readKey(
  reader: PoolReader,
  arn: string,
  primaryRegion: string,
  secondaryRegion: string,
  signal: AbortSignal,
): Promise<ChosenKey> {
  const there = inRegion(arn, secondaryRegion) ?? arn;
  const [primaryKey, primaryKeyPolicy, secondaryKey, secondaryKeyPolicy] = await Promise.all([
    reader.describeKey(primaryRegion, arn, signal),
    reader.keyPolicy(primaryRegion, arn, signal),
    reader.describeKey(secondaryRegion, there, signal),
    reader.keyPolicy(secondaryRegion, there, signal),
  ]);
  const facts: Omit<ChosenKey, 'arn'> = {
    primaryKey: factOf(primaryKey),
    primaryKeyPolicy: factOf(primaryKeyPolicy),
    secondaryKey: orAbsent(factOf(secondaryKey)),
    secondaryKeyPolicy: orAbsent(factOf(secondaryKeyPolicy)),
  };
  return { arn, ...facts };
}

/** "Not found" is an answer: the key has no replica there. */
function orAbsent<T>(fact: Fact<T>): Fact<T> {
  return failureOf(fact)?.reason === 'notFound' ? absent : fact;
}
