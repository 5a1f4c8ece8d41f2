import type { Change } from './changes.ts';
import { firewallCases } from './firewallCases.ts';
import { otherCases } from './otherCases.ts';
import { senderCases } from './senderCases.ts';
import { synchronizedCases } from './synchronizedCases.ts';
import { triggerCases } from './triggerCases.ts';

/** Small changes to the equal pair, by the golden file that says which rows they change. */
export const cases: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  triggers: triggerCases,
  waf: firewallCases,
  senders: senderCases,
  synchronized: synchronizedCases,
  other: otherCases,
};
