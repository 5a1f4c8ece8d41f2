import { absent, type Fact } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { CostQuestion } from '../domain/cost.ts';
import { planName } from '../domain/plans/intent.ts';
import type { Identity } from '../domain/ports.ts';
import { defaultPrices, type Prices } from '../domain/prices.ts';
import type { Assessment, assess } from './assessment.ts';
import type { PlanState } from './plans/planState.ts';
import type { Rehearsal } from '../domain/rehearsal/rehearsal.ts';
import type { RunRecord } from './plans/runRecord.ts';
import type { PoolParity } from './poolParity.ts';
import type { HealthCheckFacts } from './readFailover.ts';
import type { PoolFinding } from './documents/places.ts';
import type { RegionSettings } from './regionSettings.ts';
import type { SignInReport } from './signIn/signInReport.ts';
import { type RuleSeverities, withSeverity } from '../domain/ruleSeverities.ts';
import { type ListedPool, type PoolDetails, poolsOf, type UserPool } from '../domain/userPool.ts';

/** One Region's list. Old pools stay until new ones are there; a failure stands beside them. */
export interface RegionList {
  readonly loading: boolean;
  readonly pools: readonly ListedPool[];
  readonly failure?: Failure;
}

export interface Snapshot {
  /** The account looked at. Undefined while it has not answered yet. */
  readonly identity: Fact<Identity> | undefined;
  /** In the order in which the Regions were chosen. */
  readonly regions: ReadonlyMap<string, RegionList>;
  readonly details: ReadonlyMap<string, PoolDetails>;
  /** When the details of a pool were read, in milliseconds since the epoch. */
  readonly readAt: ReadonlyMap<string, number>;
  /** By pool id: the Region that the readiness of a pool without a replica was asked for. */
  readonly checks: ReadonlyMap<string, string>;
  /** What single Regions say of pools whose documents are open, by `settingsKey`. */
  readonly settings: ReadonlyMap<string, RegionSettings>;
  /** By pool id: the two Regions of pools that somebody wanted compared. */
  readonly parity: ReadonlyMap<string, PoolParity>;
  /** By pool id: the health check that the routing of the pool's domain names, once somebody asked. */
  readonly healthChecks: ReadonlyMap<string, HealthCheckFacts>;
  /** By the name of the plan: what is planned, and being walked. */
  readonly plans: ReadonlyMap<string, PlanState>;
  /** Walks of before whose records were opened, by their ids. */
  readonly runs: ReadonlyMap<string, RunRecord>;
  /** Rehearsals of fail overs by their ids: those of this window, and those of before once one was opened. */
  readonly rehearsals: ReadonlyMap<string, Rehearsal>;
  /** By pool id: the last sign-in that was tried through both of its Regions. */
  readonly signIns: ReadonlyMap<string, SignInReport>;
  /** By pool id: what a cost is estimated for. */
  readonly costs: ReadonlyMap<string, CostQuestion>;
}

/** The key of one pool in one Region. */
export function settingsKey(region: string, poolId: string): string {
  return `${region}/${poolId}`;
}

const empty: Snapshot = {
  identity: undefined,
  regions: new Map(),
  details: new Map(),
  readAt: new Map(),
  checks: new Map(),
  settings: new Map(),
  parity: new Map(),
  healthChecks: new Map(),
  plans: new Map(),
  runs: new Map(),
  rehearsals: new Map(),
  signIns: new Map(),
  costs: new Map(),
};

/**
 * What is known of the account's pools. Snapshots are replaced, never edited. Each connection has its own epoch: an answer that belongs to an
 * earlier one (another profile, other Regions) is dropped, so that no account's rows appear under another account's name.
 */
export class PoolStore {
  private current: Snapshot = empty;
  private currentEpoch = 0;
  private folded: readonly UserPool[] | undefined;
  private judge: typeof assess | undefined;
  private shownAs: RuleSeverities = {};
  private currentPrices: Prices = defaultPrices;
  private readonly assessments = new Map<string, { details: PoolDetails; key: string; assessment: Assessment }>();
  private readonly joined = new Map<
    string,
    { assessment: Assessment | undefined; compared: PoolParity['findings']; findings: readonly PoolFinding[] }
  >();
  private readonly listeners = new Set<() => void>();

  get snapshot(): Snapshot {
    return this.current;
  }

  get epoch(): number {
    return this.currentEpoch;
  }

  /** The pools of all Regions, a replicated one once. Computed on first use after a change. */
  get pools(): readonly UserPool[] {
    this.folded ??= poolsOf(
      [...this.current.regions.values()].flatMap(({ pools }) => pools),
      this.current.details,
    );
    return this.folded;
  }

  /** Forgets everything and starts a new epoch. */
  reset(): number {
    this.currentEpoch += 1;
    this.assessments.clear();
    this.joined.clear();
    this.replace(empty);
    return this.currentEpoch;
  }

  /** Applies a change of the given epoch; a change of an earlier one does nothing. */
  update(epoch: number, change: (snapshot: Snapshot) => Partial<Snapshot>): void {
    if (epoch !== this.currentEpoch) return;
    this.replace({ ...this.current, ...change(this.current) });
  }

  setRegion(epoch: number, region: string, list: RegionList): void {
    this.update(epoch, ({ regions }) => ({ regions: new Map(regions).set(region, list) }));
  }

  setDetails(epoch: number, poolId: string, details: PoolDetails, readAt: number): void {
    this.update(epoch, (snapshot) => ({
      details: new Map(snapshot.details).set(poolId, details),
      readAt: new Map(snapshot.readAt).set(poolId, readAt),
    }));
  }

  setCheck(epoch: number, poolId: string, secondaryRegion: string): void {
    this.update(epoch, ({ checks }) => ({ checks: new Map(checks).set(poolId, secondaryRegion) }));
  }

  setSettings(epoch: number, region: string, poolId: string, settings: RegionSettings): void {
    this.update(epoch, (snapshot) => ({ settings: new Map(snapshot.settings).set(settingsKey(region, poolId), settings) }));
  }

  /** Undefined: nothing is known of the comparison of this pool, as if nobody had asked. */
  setParity(epoch: number, poolId: string, parity: PoolParity | undefined): void {
    this.update(epoch, (snapshot) => {
      const others = [...snapshot.parity].filter(([id]) => id !== poolId);
      return { parity: new Map(parity ? [...others, [poolId, parity]] : others) };
    });
  }

  setHealthCheck(epoch: number, poolId: string, facts: HealthCheckFacts): void {
    this.update(epoch, ({ healthChecks }) => ({ healthChecks: new Map(healthChecks).set(poolId, facts) }));
  }

  setPlan(epoch: number, state: PlanState): void {
    this.update(epoch, ({ plans }) => ({ plans: new Map(plans).set(planName(state.subject, state.intent.kind), state) }));
  }

  setRehearsal(epoch: number, rehearsal: Rehearsal): void {
    this.update(epoch, ({ rehearsals }) => ({ rehearsals: new Map(rehearsals).set(rehearsal.id, rehearsal) }));
  }

  setCost(epoch: number, poolId: string, question: CostQuestion): void {
    this.update(epoch, ({ costs }) => ({ costs: new Map(costs).set(poolId, question) }));
  }

  setSignIn(epoch: number, report: SignInReport): void {
    this.update(epoch, ({ signIns }) => ({ signIns: new Map(signIns).set(report.pool.id, report) }));
  }

  /** What is known of the two Regions of a pool beside each other. Undefined when nobody asked since it has its replica there. */
  parityOf(poolId: string): PoolParity | undefined {
    const parity = this.current.parity.get(poolId);
    // Every row of the tree asks, and few pools are compared.
    if (!parity) return undefined;
    const pool = this.pools.find(({ id }) => id === poolId);
    return parity.secondaryRegion === pool?.secondaryRegion ? parity : undefined;
  }

  /** Drops what was read of pools that no list names any more. While a Region has not answered, its pools may only be hidden. */
  forgetUnlisted(): void {
    const { checks, details, healthChecks, parity, readAt, regions, settings, signIns } = this.current;
    if ([...regions.values()].some(({ failure, loading }) => failure !== undefined || loading)) return;
    const listed = new Set(this.pools.map(({ id }) => id));
    const kept = <T>(map: ReadonlyMap<string, T>, poolIdOf = (key: string) => key): ReadonlyMap<string, T> =>
      [...map.keys()].every((key) => listed.has(poolIdOf(key))) ? map : new Map([...map].filter(([key]) => listed.has(poolIdOf(key))));
    this.replace({
      ...this.current,
      checks: kept(checks),
      parity: kept(parity),
      healthChecks: kept(healthChecks),
      details: kept(details),
      readAt: kept(readAt),
      signIns: kept(signIns),
      settings: kept(settings, (key) => key.slice(key.indexOf('/') + 1)),
    });
  }

  /** The Region that a pool is judged for: that of its replica, or the one that was asked for. */
  secondaryRegionOf(pool: UserPool): string | undefined {
    return pool.secondaryRegion ?? this.current.checks.get(pool.id);
  }

  /** The rules load with the first details, and not with the extension. */
  judgeWith(judge: typeof assess): void {
    this.judge = judge;
  }

  /** How severe the findings of single rules are shown. */
  set severities(severities: RuleSeverities) {
    this.shownAs = severities;
    this.assessments.clear();
    this.joined.clear();
    this.replace(this.current);
  }

  /** What AWS bills, for estimates of cost. */
  get prices(): Prices {
    return this.currentPrices;
  }

  set prices(prices: Prices) {
    this.currentPrices = prices;
    this.replace(this.current);
  }

  /** What the rules say of a pool, once its details are read. Undefined for a pool without a replica that nobody asked about. */
  assessmentOf(pool: UserPool): Assessment | undefined {
    const details = this.current.details.get(pool.id);
    const secondaryRegion = this.secondaryRegionOf(pool);
    if (!details || secondaryRegion === undefined || !this.judge) return undefined;
    const identity = this.current.identity ?? absent;
    const key = JSON.stringify([secondaryRegion, identity]);
    const known = this.assessments.get(pool.id);
    // Key policies take a while to evaluate, and rows are drawn often.
    if (known?.details === details && known.key === key) return known.assessment;
    const judged = this.judge(pool, secondaryRegion, identity, details);
    const assessment = { ...judged, findings: judged.findings.flatMap((finding) => withSeverity(finding, this.shownAs) ?? []) };
    this.assessments.set(pool.id, { details, key, assessment });
    return assessment;
  }

  /**
   * What is wrong with a pool: what the rules say of it, and what breaks a rule where its two Regions were compared. A rule of both is judged with the pool. The same list as
   * long as nothing has changed.
   */
  findingsOf(pool: UserPool): readonly PoolFinding[] {
    const assessment = this.assessmentOf(pool);
    const compared = this.parityOf(pool.id)?.findings;
    const before = this.joined.get(pool.id);
    if (before && before.assessment === assessment && before.compared === compared) return before.findings;
    const judged = new Set<string>(assessment?.judgements.map(({ rule }) => rule));
    const others = (compared ?? []).filter(({ rule }) => !judged.has(rule));
    const findings = [...(assessment?.findings ?? []), ...others.flatMap((finding) => withSeverity(finding, this.shownAs) ?? [])];
    this.joined.set(pool.id, { assessment, compared, findings });
    return findings;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private replace(snapshot: Snapshot): void {
    if (snapshot.regions !== this.current.regions || snapshot.details !== this.current.details) this.folded = undefined;
    this.current = snapshot;
    for (const listener of this.listeners) listener();
  }
}
