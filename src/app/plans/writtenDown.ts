import type { SavedValues } from '../../domain/failover/savedValues.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import type { RunRecord } from './runRecord.ts';

/**
 * What a health check was before this machine forced it, by the newest record of a fail over of the pool: for a health check whose tag is gone. Undefined where none was carried out.
 *
 * @param records newest first
 */
export function writtenDownOf(
  records: readonly RunRecord[],
  { account, poolId, primaryRegion, secondaryRegion }: PlanSubject,
): SavedValues | undefined {
  for (const { events, intent, subject } of records) {
    if (intent.kind !== 'failOver' || subject.poolId !== poolId || subject.account !== account) continue;
    const isForced = events.some(({ kind, ...event }) => kind === 'answered' && 'step' in event && event.step === 'force');
    const sent = events.find((event) => event.kind === 'sending' && event.step === 'force');
    const before = sent?.kind === 'sending' ? sent.call.before : undefined;
    if (!isForced || !isJsonObject(before)) continue;
    const { Disabled: disabled, HealthCheckVersion: version, Inverted: inverted } = before;
    if (typeof disabled !== 'boolean' || typeof inverted !== 'boolean' || typeof version !== 'number') continue;
    return { disabled, inverted, version, at: intent.at, poolId, primaryRegion, secondaryRegion };
  }
  return undefined;
}

/** When the steps of a walk were answered last, by their ids. */
export function answeredSteps(record: RunRecord | undefined): ReadonlyMap<string, number> {
  return new Map(
    (record?.events ?? []).flatMap((event): [string, number][] => (event.kind === 'answered' ? [[event.step, event.at]] : [])),
  );
}
