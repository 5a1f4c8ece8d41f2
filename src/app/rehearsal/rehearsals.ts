import { valueOf } from '../../domain/fact.ts';
import { message } from '../../domain/message.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import type { Clock } from '../../domain/ports.ts';
import { isLeft, type Rehearsal, type RehearsalOutcome } from '../../domain/rehearsal/rehearsal.ts';
import type { Plans } from '../plans/plans.ts';
import type { Lease, RunStorage } from '../plans/runRecord.ts';
import { pause } from '../plans/runParts.ts';
import type { PoolSession } from '../poolSession.ts';
import { replicaStatusOf } from '../replicaStatus.ts';
import { bringBack } from './bringBack.ts';
import { preparedRehearsal, type Prepared, type RehearsalWish } from './prepareRehearsal.ts';
import { rehearseTraffic } from './rehearseTraffic.ts';
import { RehearsalLog } from './rehearsalLog.ts';
import { type RehearsalStorage, rehearsalLease } from './rehearsalStorage.ts';
import { checkReplica, checkSignIn, type TestUser } from './replicaChecks.ts';

export interface RehearsalsParts {
  readonly session: PoolSession;
  readonly plans: Plans;
  readonly clock: Clock;
  readonly storage: RehearsalStorage & Pick<RunStorage, 'records'>;
  /** Whether nothing may be changed in AWS. */
  readonly isReadOnly: () => boolean;
  /** A rehearsal has moved traffic and was left: nobody brings it back. */
  readonly onLeft: (rehearsal: Rehearsal) => void;
  /** Something could not be written down, or looked up. */
  readonly onFailed: (error: unknown) => void;
}

/** A window that was killed holds its lease a little longer: so long it is waited before it is looked for again. In milliseconds. */
const lookedAgainAfter = 30_000;

/** Why nothing was rehearsed. */
export type NotRehearsed = 'readOnly' | 'otherWindow' | 'alreadyRehearsed' | 'notConnected';

interface Running {
  readonly id: string;
  readonly failBackNow: AbortController;
  readonly left: AbortController;
}

/**
 * Rehearsals of fail overs of the account in view. One with traffic is bound to the window and the account: when either goes, it is left, and offered to be failed back when the account
 * is looked at again. Nothing but this program ends it, so that the line for the AWS CLI is shown before it begins.
 */
export class Rehearsals {
  private readonly parts: RehearsalsParts;
  private readonly running = new Map<string, Running>();
  /** Once, as long as the account is looked at. */
  private readonly offered = new Set<string>();
  private readonly listening: { dispose(): void };
  private epoch: number;
  private lookedIn: string | undefined;
  private cancelLook: (() => void) | undefined;

  constructor(parts: RehearsalsParts) {
    this.parts = parts;
    this.epoch = parts.session.store.epoch;
    this.listening = parts.session.onDidChange(() => this.sessionChanged());
    this.sessionChanged();
  }

  /** Reads what is there, and keeps the rehearsal to be read before somebody says yes. Nothing is changed. */
  async prepare(wish: RehearsalWish, signal: AbortSignal): Promise<Prepared> {
    const { clock, plans, session } = this.parts;
    const { mode, subject } = wish;
    const place = plans.place();
    if (place === undefined || !session.connected) return { kind: 'refused', why: message('no account is looked at') };
    const preparedAt = clock.now();
    if (mode === 'traffic') plans.choose(subject, { kind: 'failOver', at: preparedAt });
    const state = mode === 'traffic' ? await plans.look(subject, 'failOver', signal) : undefined;
    const prepared = preparedRehearsal(session, wish, place, preparedAt, state);
    if (prepared.kind === 'ready') session.store.setRehearsal(this.epoch, prepared.rehearsal);
    return prepared;
  }

  /** Rehearses what was prepared and confirmed, to its end. @param user is used once, and kept nowhere */
  async run(prepared: Extract<Prepared, { kind: 'ready' }>, user?: TestUser): Promise<Rehearsal | NotRehearsed> {
    const { clock, isReadOnly } = this.parts;
    const { plan, rehearsal } = prepared;
    if (rehearsal.mode === 'traffic' && isReadOnly()) return 'readOnly';
    return this.leased(rehearsal, async (log, running) => {
      const startedAt = clock.now();
      const { traffic } = rehearsal;
      await log.begin({ startedAt, ...(traffic && { traffic: { ...traffic, endsAt: startedAt + traffic.minutes * 60_000 } }) });
      const pool = this.known(rehearsal.subject);
      if (!plan) return this.checkOnly(log, pool, user, running.failBackNow.signal);
      const { failBackNow, left } = running;
      return rehearseTraffic({ ...this.parts, ...pool, log, failBackNow: failBackNow.signal, left: left.signal }, plan, user);
    });
  }

  /** Ends a rehearsal that is going on now: traffic comes back. Checks that are under way stop. */
  endNow({ poolId }: Pick<PlanSubject, 'poolId'>): void {
    this.running.get(poolId)?.failBackNow.abort();
  }

  /** Whether this window is at it. */
  isGoingOn(id: string): boolean {
    return [...this.running.values()].some((running) => running.id === id);
  }

  /** Fails a rehearsal back that was left. */
  async bringBackLeft(rehearsal: Rehearsal): Promise<Rehearsal | NotRehearsed> {
    const { clock, isReadOnly, plans } = this.parts;
    if (isReadOnly()) return 'readOnly';
    const { subject } = rehearsal;
    return this.leased(rehearsal, async (log, { left }) => {
      log.say(message('It was left, and is failed back now'));
      // The fail over goes on by itself where it was left in the middle.
      plans.cancel(subject, 'failOver');
      for (let round = 0; plans.stateOf(subject, 'failOver')?.isWalked === true && round < 60; round += 1) {
        await pause([1_000], 0, { clock, signal: left.signal });
      }
      return bringBack({ ...this.parts, log, left: left.signal });
    });
  }

  /** Rehearsals of the account in view, newest first. */
  async all(): Promise<readonly Rehearsal[]> {
    const place = this.parts.plans.place();
    return place === undefined ? [] : this.parts.storage.rehearsals(place);
  }

  /** Reads the rehearsals of the account, for documents to show and to compare with. */
  async load(): Promise<void> {
    const { epoch } = this;
    const read = await this.all();
    // What goes on in this window is newer than what it has written down.
    const written = read.filter(({ id }) => !this.isGoingOn(id)).map((rehearsal) => [rehearsal.id, rehearsal] as const);
    this.parts.session.store.update(epoch, ({ rehearsals }) => ({ rehearsals: new Map([...rehearsals, ...written]) }));
  }

  dispose(): void {
    this.listening.dispose();
    this.cancelLook?.();
    this.leave();
  }

  private async checkOnly(
    log: RehearsalLog,
    pool: ReturnType<Rehearsals['known']>,
    user: TestUser | undefined,
    signal: AbortSignal,
  ): Promise<RehearsalOutcome> {
    const { clock, session } = this.parts;
    const connection = session.connected;
    if (!connection) return { kind: 'notBegun', why: message('no account is looked at') };
    const report = (check: Parameters<typeof log.check>[0]): Promise<void> => {
      log.check(check);
      return Promise.resolve();
    };
    const own = { connection, clock, subject: log.rehearsal.subject, ...pool, report, signal };
    await checkReplica(own);
    const signedInAt = await checkSignIn(own, user);
    if (signedInAt !== undefined) log.change({ signedInAt });
    return { kind: 'done' };
  }

  /** Rehearses while no other window does, and writes down how it ended. */
  private async leased(
    rehearsal: Rehearsal,
    act: (log: RehearsalLog, running: Running) => Promise<RehearsalOutcome | undefined>,
  ): Promise<Rehearsal | NotRehearsed> {
    const { onFailed, session, storage } = this.parts;
    const { poolId } = rehearsal.subject;
    if (!session.connected) return 'notConnected';
    if (this.running.has(poolId)) return 'alreadyRehearsed';
    const running = { id: rehearsal.id, failBackNow: new AbortController(), left: new AbortController() };
    this.running.set(poolId, running);
    const { epoch } = this;
    let lease: Lease | undefined;
    try {
      lease = await storage.lease(rehearsal.place, rehearsalLease(poolId));
      if (!lease) return 'otherWindow';
      lease.lost.addEventListener('abort', () => running.left.abort(), { once: true });
      const onChange = (changed: Rehearsal): void => session.store.setRehearsal(epoch, changed);
      const log = new RehearsalLog(rehearsal, { ...this.parts, onChange, onFailed });
      const outcome = await act(log, running);
      // Left to be offered again: it has not ended.
      if (outcome && !running.left.signal.aborted) await log.end(outcome);
      else await log.flushed();
      return log.rehearsal;
    } finally {
      this.running.delete(poolId);
      await lease?.release();
    }
  }

  /** What was read of the pool that sign-ins and their tokens are judged by. */
  private known({ poolId }: PlanSubject): { readonly issuerType: string | undefined; readonly replicaStatus: string | undefined } {
    const { store } = this.parts.session;
    const details = store.snapshot.details.get(poolId);
    const pool = store.pools.find(({ id }) => id === poolId);
    return {
      issuerType: valueOf(details?.description)?.issuerType,
      replicaStatus: pool && valueOf(replicaStatusOf(pool, details)),
    };
  }

  private sessionChanged(): void {
    const { plans, session } = this.parts;
    if (session.store.epoch !== this.epoch) {
      this.epoch = session.store.epoch;
      this.lookedIn = undefined;
      this.cancelLook?.();
      this.offered.clear();
      this.leave();
    }
    const place = plans.place();
    // The pools are what a fail back is planned from.
    if (place === undefined || place === this.lookedIn || !session.connected || session.state.loading) return;
    this.lookedIn = place;
    void this.offerLeft(place).catch(this.parts.onFailed);
  }

  /** Looks for rehearsals that were left with traffic away, and that no other window sees to. */
  private async offerLeft(place: string): Promise<void> {
    const { epoch } = this;
    const { clock, onFailed, onLeft, storage } = this.parts;
    let isHeld = false;
    for (const rehearsal of (await storage.rehearsals(place)).filter(isLeft)) {
      const { poolId } = rehearsal.subject;
      if (epoch !== this.epoch || this.running.has(poolId)) continue;
      const lease = await storage.lease(place, rehearsalLease(poolId));
      if (!lease) {
        isHeld = true;
        continue;
      }
      const isBack = await this.isBack(rehearsal).finally(() => lease.release());
      if (epoch !== this.epoch) return;
      if (isBack) await this.leased(rehearsal, () => Promise.resolve({ kind: 'foundBack' }));
      else if (!this.offered.has(rehearsal.id)) {
        this.offered.add(rehearsal.id);
        onLeft(rehearsal);
      }
    }
    // Another window is at it, or was: it may go before its end.
    if (isHeld && epoch === this.epoch) this.cancelLook = clock.after(lookedAgainAfter, () => void this.offerLeft(place).catch(onFailed));
  }

  /** Whether the health check is seen not to be forced. A fail over that goes on by itself may force it at any time, and what cannot be read is not back. */
  private async isBack({ place, startedAt = 0, subject }: Rehearsal): Promise<boolean> {
    const { plans, storage } = this.parts;
    const records = await storage.records(place);
    const isGoingOn = records.some(
      (record) =>
        record.intent.kind === 'failOver' && record.subject.poolId === subject.poolId && record.startedAt >= startedAt && !record.outcome,
    );
    if (isGoingOn) return false;
    plans.choose(subject, { kind: 'failBack' });
    const state = await plans.look(subject, 'failBack', new AbortController().signal);
    if (!state?.plan || state.failure || state.isWalked) return false;
    return state.plan.steps.find(({ id }) => id === 'restore')?.state === 'done';
  }

  private leave(): void {
    for (const { left } of this.running.values()) left.abort();
  }
}
