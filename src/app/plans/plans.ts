import { absent, valueOf } from '../../domain/fact.ts';
import type { HealthCheck } from '../../domain/failover/healthCheck.ts';
import { type Result, success } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import { type PlanIntent, planName, type PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan, PlanKind } from '../../domain/plans/plan.ts';
import { type PermissionVerdict, verdictMessage } from '../../domain/plans/permissionCheck.ts';
import type { Clock, MultiRegionKey } from '../../domain/ports.ts';
import type { PoolSession } from '../poolSession.ts';
import { observe, type Observation } from './observe.ts';
import type { PlanState } from './planState.ts';
import { RegionsDown } from './regionsDown.ts';
import type { RunOutcome, RunRecord, RunStorage } from './runRecord.ts';
import { walk } from './walk.ts';
import { answeredSteps, writtenDownOf } from './writtenDown.ts';

export interface PlansParts {
  readonly session: PoolSession;
  readonly clock: Clock;
  readonly storage: RunStorage;
  /** Whether nothing may be changed in AWS. */
  readonly isReadOnly: () => boolean;
  /** A walk that was to go on could not: its record cannot be written, or the storage cannot be locked. */
  readonly onFailed?: (error: unknown) => void;
}

/** So many health checks are asked for their names. */
const namedAtMost = 30;

/** Why a plan was not walked. */
export type NotWalked = 'readOnly' | 'otherWindow' | 'alreadyWalked' | 'notConnected';

/**
 * The plans of the account in view: what each is to do, what is left of it, and its walk. A walk is bound to the account: choosing another one leaves it unfinished, and it goes on when
 * its account is chosen again, as it does after a reload.
 */
export class Plans {
  private readonly parts: PlansParts;
  private readonly impacts = new Map<string, Message>();
  private readonly walks = new Map<string, AbortController>();
  private readonly listening: { dispose(): void };
  private epoch: number;
  private down: RegionsDown;
  /** The place whose unfinished walks were looked for in this epoch. */
  private resumed: string | undefined;

  constructor(parts: PlansParts) {
    this.parts = parts;
    this.epoch = parts.session.store.epoch;
    this.down = new RegionsDown(parts.clock);
    this.listening = parts.session.onDidChange(() => this.sessionChanged());
    this.sessionChanged();
  }

  stateOf(subject: Pick<PlanSubject, 'account' | 'poolId'>, kind: PlanKind): PlanState | undefined {
    return this.parts.session.store.snapshot.plans.get(planName(subject, kind));
  }

  /** What is to be done from now on. While a plan is walked, it stays as it was approved. */
  choose(subject: PlanSubject, intent: PlanIntent): void {
    const before = this.stateOf(subject, intent.kind);
    if (before?.isWalked === true) return;
    this.set({ subject, intent, isWalked: false, ...(before?.record && { record: before.record }) });
  }

  /** What the switch of a pool's issuer means for the workspace. */
  setIssuerImpact(poolId: string, impact: Message): void {
    this.impacts.set(poolId, impact);
  }

  /** Reads what is there, and plans what is left. */
  async look(subject: PlanSubject, kind: PlanKind, signal: AbortSignal): Promise<PlanState | undefined> {
    const state = this.stateOf(subject, kind);
    if (!state || state.isWalked) return state;
    const observed = await this.observe(state, signal);
    if (!signal.aborted) this.keep(state, observed);
    return this.stateOf(subject, kind);
  }

  /** Asks which permissions the caller lacks for what is left. Nothing is written. Undefined where there is no plan yet. */
  async checkPermissions(subject: PlanSubject, kind: PlanKind, signal: AbortSignal): Promise<readonly PermissionVerdict[] | undefined> {
    const { session } = this.parts;
    const plan = this.stateOf(subject, kind)?.plan;
    const permissions = session.connected?.permissions;
    if (!plan || !permissions) return undefined;
    const { checkPermissions } = await import('./checkPermissions.ts');
    const identity = session.store.snapshot.identity ?? absent;
    const verdicts = await checkPermissions({ permissions, identity, plan, signal });
    const missing = verdicts.filter(({ state }) => state === 'denied').map(verdictMessage);
    this.patch(subject, kind, { missing });
    return verdicts;
  }

  /** Multi-Region keys that a pool of a Region can be put on. */
  async keys(region: string, signal: AbortSignal): Promise<Result<readonly MultiRegionKey[]>> {
    const finder = this.parts.session.connected?.keyFinder;
    return finder ? finder.multiRegionKeys(region, signal) : success([]);
  }

  /** The health checks of the account, by name where they are few enough to ask for it: a name is a tag, and tags are one call each. */
  async healthChecks(signal: AbortSignal): Promise<Result<readonly HealthCheck[]>> {
    const reader = this.parts.session.connected?.healthChecks;
    if (!reader) return success([]);
    const listed = await reader.list(signal);
    if (!listed.ok || listed.value.length > namedAtMost) return listed;
    const tags = await Promise.all(listed.value.map(({ id }) => reader.tags(id, signal)));
    return success(
      listed.value.map((check, index) => {
        const read = tags[index];
        const name = read?.ok ? read.value['Name'] : undefined;
        return name === undefined ? check : { ...check, name };
      }),
    );
  }

  /** The walk of a plan as it was approved, to its end; or why it was not begun. */
  async run(subject: PlanSubject, approved: Plan): Promise<RunOutcome | NotWalked> {
    const state = this.stateOf(subject, approved.kind);
    const { session, clock } = this.parts;
    if (!state || !session.connected) return 'notConnected';
    return this.begin({
      version: 1,
      id: '',
      place: this.place() ?? subject.account,
      subject,
      intent: state.intent,
      caller: valueOf(session.store.snapshot.identity)?.arn ?? '',
      approved,
      startedAt: clock.now(),
      events: [],
    });
  }

  /** Stops a walk after the call that is under way. What was done stays. */
  cancel(subject: Pick<PlanSubject, 'account' | 'poolId'>, kind: PlanKind): void {
    this.walks.get(planName(subject, kind))?.abort('cancelled');
  }

  /** The walks of the account in view, newest first. */
  async records(): Promise<readonly RunRecord[]> {
    const place = this.place();
    return place === undefined ? [] : this.parts.storage.records(place);
  }

  /** Reads the records of the account, for documents to show. */
  async loadRecords(): Promise<void> {
    const { epoch } = this;
    const records = await this.records();
    this.parts.session.store.update(epoch, () => ({ runs: new Map(records.map((record) => [record.id, record])) }));
  }

  dispose(): void {
    this.listening.dispose();
    this.leaveWalks();
  }

  private async begin(record: RunRecord): Promise<RunOutcome | NotWalked> {
    const { isReadOnly, storage } = this.parts;
    const { approved, intent, place, subject } = record;
    const name = planName(subject, approved.kind);
    if (isReadOnly()) return 'readOnly';
    // One plan of a pool at a time: each update carries the whole pool.
    const pool = planName(subject, '');
    if ([...this.walks.keys()].some((other) => other.startsWith(pool))) return 'alreadyWalked';
    const stop = new AbortController();
    this.walks.set(name, stop);
    const lease = await storage.lease(place, subject.poolId);
    if (!lease) {
      this.walks.delete(name);
      return 'otherWindow';
    }
    this.set({ subject, intent, plan: approved, readAt: record.startedAt, isWalked: true });
    try {
      return await walk(record, {
        ...this.parts,
        epoch: this.epoch,
        signal: AbortSignal.any([stop.signal, lease.lost]),
        isLeft: () => lease.lost.aborted || (stop.signal.aborted && stop.signal.reason !== 'cancelled'),
        observe: (signal) => this.observe({ subject, intent }, signal),
        onObserved: (observed) => this.keep({ subject, intent, isWalked: true }, observed),
        onRecord: (written) => this.patch(subject, approved.kind, { record: written }),
      });
    } finally {
      this.walks.delete(name);
      this.patch(subject, approved.kind, { isWalked: false });
      await lease.release();
      void this.readAnew(subject);
    }
  }

  /** What a walk has changed stands in lists and comparisons, too. */
  private async readAnew({ poolId, primaryRegion, secondaryRegion }: PlanSubject): Promise<void> {
    const { session } = this.parts;
    if (session.store.epoch !== this.epoch) return;
    // Both list a replicated pool: either list alone would still name a replica that is gone.
    const listed = [primaryRegion, secondaryRegion].filter((region) => session.store.snapshot.regions.has(region));
    await Promise.all(listed.map((region) => session.retry(region)));
    await session.readAgain(poolId);
    if (session.store.parityOf(poolId)) await session.compare(poolId);
  }

  private async observe({ intent, subject }: Pick<PlanState, 'intent' | 'subject'>, signal: AbortSignal): Promise<Observation> {
    const { session, clock } = this.parts;
    const { epoch } = session.store;
    const connection = session.connected;
    if (!connection) return { failure: { reason: 'expired', operation: 'planning', detail: '' } };
    const impact = this.impacts.get(subject.poolId);
    const state = this.stateOf(subject, intent.kind);
    const isWalked = state?.isWalked === true;
    const down = this.regionsDown(intent.kind, isWalked);
    const before = isWalked ? state.compared?.snapshots : undefined;
    const own = {
      connection,
      clock,
      down,
      isWalked,
      writtenDown: async () => writtenDownOf(await this.records(), subject),
      ...(isWalked && { answeredAt: answeredSteps(state.record) }),
      ...(impact && { issuerImpact: impact }),
      ...(before && { before }),
    };
    const observed = await observe(subject, intent, own, signal);
    // What was read is as fresh for the tree and the documents as it is for the plan.
    const { details } = observed;
    if (details && !signal.aborted && !observed.failure) {
      session.store.judgeWith((await import('../assessment.ts')).assess);
      session.store.setDetails(epoch, subject.poolId, details, clock.now());
      if (observed.health) session.store.setHealthCheck(epoch, subject.poolId, observed.health);
    }
    return observed;
  }

  /**
   * The Regions that are known not to answer. Who looks wants to know how it is now; a walk that moves traffic away from a Region does not ask it again before each step. Other walks need
   * what only the primary has.
   */
  private regionsDown(kind: PlanKind, isWalked: boolean): RegionsDown {
    const isAway = kind === 'activate' || kind === 'failOver' || kind === 'failBack';
    if (isAway && isWalked) return this.down;
    const down = new RegionsDown(this.parts.clock);
    if (isAway) this.down = down;
    return down;
  }

  private keep(state: PlanState, observed: Observation): void {
    const { intent, isWalked, plan: before, readAt, record, subject } = this.stateOf(state.subject, state.intent.kind) ?? state;
    const kept = { subject, intent, isWalked, ...(record && { record }) };
    if (observed.plan) {
      const { compared, notCopied, plan } = observed;
      this.set({ ...kept, plan, readAt: this.parts.clock.now(), ...(compared && { compared }), ...(notCopied && { notCopied }) });
    } else {
      // The plan of before stays beside the reason.
      this.set({ ...kept, failure: observed.failure, ...(before && { plan: before }), ...(readAt !== undefined && { readAt }) });
    }
  }

  private patch(subject: PlanSubject, kind: PlanKind, change: Partial<PlanState>): void {
    const state = this.stateOf(subject, kind);
    if (state) this.set({ ...state, ...change });
  }

  private set(state: PlanState): void {
    this.parts.session.store.setPlan(this.epoch, state);
  }

  private sessionChanged(): void {
    const { session } = this.parts;
    if (session.store.epoch !== this.epoch) {
      this.epoch = session.store.epoch;
      this.down = new RegionsDown(this.parts.clock);
      this.resumed = undefined;
      this.leaveWalks();
    }
    const place = this.place();
    if (place !== undefined && place !== this.resumed && session.connected) {
      this.resumed = place;
      void this.resume(place);
    }
  }

  /** Goes on with what was left unfinished: the window was reloaded, the machine was asleep, or another account was in view. */
  private async resume(place: string): Promise<void> {
    const { epoch } = this;
    const records = await this.parts.storage.records(place);
    for (const record of records.filter(({ outcome }) => outcome === undefined)) {
      if (epoch === this.epoch) void this.begin(record).catch(this.parts.onFailed);
    }
  }

  /** The account in view, once it has answered. */
  place(): string | undefined {
    const { state, store } = this.parts.session;
    const account = valueOf(store.snapshot.identity)?.account;
    if (account === undefined) return undefined;
    return state.choice?.kind === 'demo' ? 'demo' : account;
  }

  private leaveWalks(): void {
    for (const stop of this.walks.values()) stop.abort('left');
    this.walks.clear();
  }
}
