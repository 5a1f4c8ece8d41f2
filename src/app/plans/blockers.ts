import { type Message, message } from '../../domain/message.ts';
import { findingsOf, judgeReadiness } from '../../domain/readiness/rules.ts';
import type { ReadinessFacts } from '../../domain/readiness/facts.ts';
import type { ComparedRegions } from '../compareRegions.ts';

/** What would fail for those who sign in through the replica: errors of readiness, and of the two Regions compared. */
export function blockersOf(facts: ReadinessFacts, compared: ComparedRegions | undefined): readonly Message[] {
  // A domain that fails over to a replica that is not ACTIVE is a reason for the activation.
  const judged = findingsOf(judgeReadiness(facts)).filter(({ rule, severity }) => severity === 'error' && rule !== 'failover-replica');
  const rules = new Set<string>(judged.map(({ rule }) => rule));
  const rows = (compared?.rows ?? []).filter(({ rule, severity }) => severity === 'error' && !(rule !== undefined && rules.has(rule)));
  return [
    ...judged.map(({ message: said }) => said),
    ...rows.map(({ message: why, setting }) => message('{setting}: {why}', { setting, why })),
  ];
}
