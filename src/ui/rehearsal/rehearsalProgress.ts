import * as vscode from 'vscode';
import type { Clock } from '../../domain/ports.ts';
import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import { localized } from '../localize.ts';

/** How often the remaining time is told, in milliseconds. */
const interval = 1_000;

/** Shows a rehearsal in a notification with the time that is left; cancelling it ends the rehearsal, which fails back. */
export async function showRemaining<T>(current: () => Rehearsal, clock: Clock, run: Promise<T>, endNow: () => void): Promise<T> {
  const { poolName } = current().subject;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Rehearsing a failover of {name}', { name: poolName }),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(endNow);
    let cancel: (() => void) | undefined;
    const tell = (): void => {
      progress.report({ message: remainingText(current(), clock.now()) });
      cancel = clock.after(interval, tell);
    };
    tell();
    return run.finally(() => cancel?.());
  });
}

function remainingText({ failBackAt, mode, routedAt, subject, timeline, traffic }: Rehearsal, now: number): string {
  if (mode === 'replicaOnly') return vscode.l10n.t('asking {region}', { region: subject.secondaryRegion });
  // What is in its way is to be seen while it is tried again.
  const last = timeline.at(-1);
  if (failBackAt !== undefined && last) return localized(last.what);
  const seconds = Math.max(0, Math.round(((traffic?.endsAt ?? now) - now) / 1000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return routedAt === undefined
    ? vscode.l10n.t('traffic is on its way to {region}, {left} left. Cancel to fail back now.', { region: subject.secondaryRegion, left })
    : vscode.l10n.t('traffic is in {region}, {left} left. Cancel to fail back now.', { region: subject.secondaryRegion, left });
}
