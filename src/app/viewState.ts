import type { SessionState } from './poolSession.ts';
import type { Snapshot } from './poolStore.ts';

/** What the view is about when it has no rows: which welcome view it shows. `rows` when there is something to list. */
export type ViewState = 'signedOut' | 'expired' | 'noRegions' | 'loading' | 'empty' | 'noMatch' | 'rows';

/** The state of the view, from the session and the number of rows after filtering. */
export function viewStateOf(session: SessionState, snapshot: Snapshot, rows: { readonly all: number; readonly shown: number }): ViewState {
  if (!session.choice) return 'signedOut';
  if (session.failure?.reason === 'expired' && rows.all === 0) return 'expired';
  if (session.failure) return 'rows';
  if (session.regions.length === 0) return session.loading ? 'loading' : 'noRegions';
  const lists = [...snapshot.regions.values()];
  const hasPools = lists.some(({ pools }) => pools.length > 0);
  if (!hasPools && lists.length > 0 && lists.every(({ failure }) => failure?.reason === 'expired')) return 'expired';
  if (rows.shown > 0) return 'rows';
  if (rows.all > 0) return 'noMatch';
  return session.loading ? 'loading' : 'empty';
}
