import type * as vscode from 'vscode';
import type { PoolSession } from '../app/poolSession.ts';
import { factsOfSettings } from '../app/regionSettings.ts';
import { failureOf } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import { factsOf } from '../domain/userPool.ts';

/** Writes each failure to the log once, when it appears. The log is never shown unasked, and is not translated. */
export function logChanges(session: PoolSession, log: vscode.LogOutputChannel): { dispose(): void } {
  const written = new WeakSet<Failure>();
  const write = (what: string, failure: Failure | undefined): void => {
    if (!failure || failure.reason === 'cancelled' || written.has(failure)) return;
    written.add(failure);
    log.warn(
      `${what}: ${failure.operation} ${failure.reason}${failure.region === undefined ? '' : ` in ${failure.region}`}: ${failure.detail}`,
    );
  };
  return session.onDidChange(() => {
    const { identity, regions, details, settings } = session.store.snapshot;
    write('connection failed', session.state.failure);
    write('identity unknown', failureOf(identity));
    for (const list of regions.values()) write('list failed', list.failure);
    for (const [key, read] of settings) {
      for (const fact of factsOfSettings(read)) write(`settings of ${key} unknown`, failureOf(fact));
    }
    for (const [poolId, read] of details) {
      for (const fact of factsOf(read)) write(`details of ${poolId} unknown`, failureOf(fact));
    }
  });
}
