import { domainRows } from './domain.ts';
import { logRows } from './logs.ts';
import { requestLimitRows } from './requestLimits.ts';
import type { ParityGroup, ParityRow } from './row.ts';
import { type Comparison, comparisonOf } from './rows.ts';
import { signInAndAccessRows } from './signInAndAccess.ts';
import type { PoolSnapshots } from './snapshot.ts';
import { tagRows } from './tags.ts';
import { templateAndSenderRows } from './templatesAndSenders.ts';
import { triggerRows } from './triggers.ts';
import { wafRows } from './waf.ts';

/** The rows of each group, in the order in which they are shown. */
export const groupRows: Readonly<Record<ParityGroup, (comparison: Comparison) => readonly ParityRow[]>> = {
  triggers: triggerRows,
  waf: wafRows,
  templatesAndSenders: templateAndSenderRows,
  logs: logRows,
  tags: tagRows,
  requestLimits: requestLimitRows,
  domain: domainRows,
  signInAndAccess: signInAndAccessRows,
};

/**
 * Compares the two Regions of a replicated pool, setting by setting. A part that could not be read makes its own rows unknown and no others: what was read is
 * compared all the same.
 */
export function compareRegions(snapshots: PoolSnapshots): readonly ParityRow[] {
  const comparison = comparisonOf(snapshots);
  return Object.values(groupRows).flatMap((rowsOf) => rowsOf(comparison));
}
