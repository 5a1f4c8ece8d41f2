import type { ParityFinding } from '../finding.ts';
import { message } from '../message.ts';
import { poolArn } from '../userPool.ts';
import type { ParityRow } from './row.ts';
import type { PoolSnapshots } from './snapshot.ts';

/**
 * The rows that break a rule, as findings: for the documents of a pool, the tree and the command line. Their subject is the function of the trigger where there is one in
 * the secondary Region, and the replica otherwise.
 */
export function parityFindings(rows: readonly ParityRow[], { account, poolId, secondary }: PoolSnapshots): readonly ParityFinding[] {
  const replica = poolArn(poolId, secondary.region, account);
  return rows.flatMap(({ id, message: seen, remedy, rule, severity }) => {
    if (rule === undefined || severity === undefined) return [];
    const [group, trigger = ''] = id.split('/');
    const named = group === 'triggers' ? secondary.functions.get(trigger)?.arn : undefined;
    return [{ rule, row: id, severity, message: seen, remedy: remedy ?? message('Compare the two Regions.'), subject: named ?? replica }];
  });
}
