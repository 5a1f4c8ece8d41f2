import { failed } from '../../domain/failure.ts';
import { message } from '../../domain/message.ts';
import type { PlansParts } from './plans.ts';
import type { Observation } from './observe.ts';
import { readBack } from './readBack.ts';
import { runPlan } from './runPlan.ts';
import { recordId, type RunEvent, type RunOutcome, type RunRecord } from './runRecord.ts';

export interface WalkParts extends PlansParts {
  readonly epoch: number;
  readonly signal: AbortSignal;
  /** Whether the walk was left to be taken up later, and not stopped by somebody. */
  readonly isLeft: () => boolean;
  readonly observe: (signal: AbortSignal) => Promise<Observation>;
  readonly onObserved: (observed: Observation) => void;
  readonly onRecord: (record: RunRecord) => void;
}

/** Walks a plan, and writes down each event before what follows from it. */
export async function walk(begun: RunRecord, parts: WalkParts): Promise<RunOutcome> {
  const { clock, epoch, session, signal, storage } = parts;
  const { approved, subject } = begun;
  const isResumed = begun.events.length > 0 || begun.id !== '';
  let record: RunRecord = begun.id === '' ? { ...begun, id: recordId(begun.startedAt, begun.intent) } : begun;
  const write = async (change: Partial<RunRecord>): Promise<void> => {
    record = { ...record, ...change };
    parts.onRecord(record);
    await storage.save(record);
  };
  const report = (event: RunEvent): Promise<void> => write({ events: [...record.events, { ...event, at: clock.now() }] });
  await (isResumed ? report({ kind: 'resumed' }) : write({}));
  const outcome = await runPlan({
    approved,
    observe: async (own) => {
      const observed = await parts.observe(own);
      if (!own.aborted) parts.onObserved(observed);
      return observed;
    },
    send: async (call, own) => {
      const connection = session.connected;
      if (parts.isReadOnly()) return failed({ reason: 'invalid', operation: `${call.service}:${call.operation}`, detail: readOnly });
      if (!connection || session.store.epoch !== epoch)
        return failed({ reason: 'cancelled', operation: `${call.service}:${call.operation}`, detail: '' });
      return connection.sender.send(call, own);
    },
    readBack: async (call, own) => {
      const connection = session.connected;
      if (!connection)
        return failed({ reason: 'expired', operation: `${call.service}:${call.operation}`, region: call.region, detail: '' });
      return readBack(connection, subject.poolId, call, own);
    },
    isReadOnly: parts.isReadOnly,
    report,
    clock,
    signal,
    isResumed,
  });
  // Left to be taken up again: nothing has ended.
  if (!parts.isLeft()) await write({ outcome, endedAt: clock.now() });
  return outcome;
}

const readOnly = message('the setting cognitoReplicas.readOnly is on').text;
