import { domainRows } from './domain.ts';
import { logRows } from './logs.ts';
import { requestLimitRows } from './requestLimits.ts';
import type { ParityRow } from './row.ts';
import { comparisonOf } from './rows.ts';
import { signInAndAccessRows } from './signInAndAccess.ts';
import type { PoolSnapshots } from './snapshot.ts';
import { tagRows } from './tags.ts';
import { templateAndSenderRows } from './templatesAndSenders.ts';
import { triggerRows } from './triggers.ts';
import { wafRows } from './waf.ts';

/**
 * Compares the two Regions of a replicated pool, setting by setting. A part that could not be read makes its own rows unknown and no others: what was read is
 * compared all the same.
 */
export function compareRegions(snapshots: PoolSnapshots): readonly ParityRow[] {
  const comparison = comparisonOf(snapshots);
  return [
    ...triggerRows(comparison),
    ...wafRows(comparison),
    ...templateAndSenderRows(comparison),
    ...logRows(comparison),
    ...tagRows(comparison),
    ...requestLimitRows(comparison),
    ...domainRows(comparison),
    ...signInAndAccessRows(comparison),
  ];
}
