import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import type { CommandId, Target } from '../../contributions.ts';
import type { Clock } from '../../domain/ports.ts';
import { primaryRegionOf } from '../../domain/region.ts';
import type { LivePool } from '../../iac/declarations/livePool.ts';
import { toRange } from '../toRange.ts';
import { mayDeclarePools } from './codeFiles.ts';
import { codeDocuments, type CurrentCode } from './currentCode.ts';

export interface LivePools {
  /** The pools of the account in view, as far as they are read; none when no account is. */
  readonly livePools: () => readonly LivePool[];
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
}

const refreshInterval = 500;

/** Above each user pool: its readiness for replication, and the live pool where it is certain which one that is. */
export function registerCodeLenses(code: CurrentCode, { livePools, onDidChange }: LivePools, clock: Clock): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const changedSoon = coalesce(clock, refreshInterval, () => changed.fire());
  const provider = vscode.languages.registerCodeLensProvider(codeDocuments, {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document, token) => {
      if (!mayDeclarePools(document)) return [];
      const { livePoolOf } = await import('../../iac/declarations/livePool.ts');
      if (token.isCancellationRequested) return [];
      return code
        .analysisWith(document)
        .resourcesOf(document.uri.toString())
        .flatMap((resource) => {
          if (resource.kind !== 'pool') return [];
          const live = livePoolOf(resource, livePools());
          const range = toRange(resource.range);
          const target: Target = live ? { poolId: live.id } : {};
          const check = lens(range, vscode.l10n.t('Check readiness for replication'), 'cognitoReplicas.checkReadiness', target);
          return live
            ? [
                lens(
                  range,
                  vscode.l10n.t('Open {name} in {region}', { name: live.name, region: primaryRegionOf(live.id) ?? '' }),
                  'cognitoReplicas.openPool',
                  target,
                ),
                check,
              ]
            : [check];
        });
    },
  });
  return vscode.Disposable.from(provider, changed, changedSoon, onDidChange(changedSoon));
}

function lens(range: vscode.Range, title: string, command: CommandId, target: Target): vscode.CodeLens {
  return new vscode.CodeLens(range, { title, command, arguments: [target] });
}
