import * as vscode from 'vscode';
import type { PoolSession } from '../../app/poolSession.ts';
import { valueOf } from '../../domain/fact.ts';
import { originOf } from '../../domain/poolOrigin.ts';
import type { LivePools } from './codeLenses.ts';

/** The pools of the account in view, for code that declares them. Nothing is asked of AWS for it. */
export function livePools(session: PoolSession): LivePools {
  return {
    livePools: () =>
      session.store.pools.map(({ id, name }) => ({
        id,
        name,
        origin: originOf(valueOf(session.store.snapshot.details.get(id)?.description)?.tags ?? {}),
      })),
    onDidChange: (listener) => {
      const listening = session.onDidChange(listener);
      return new vscode.Disposable(() => listening.dispose());
    },
  };
}
