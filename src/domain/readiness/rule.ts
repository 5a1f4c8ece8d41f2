import type { Fact } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import type { ReadinessRuleId, Severity } from '../finding.ts';
import { type Message, message } from '../message.ts';
import type { RuleFacts } from './facts.ts';

/** What a rule says of one pool and secondary Region. Only a failed rule is a finding; unknown is neither fine nor a problem. */
export type Verdict =
  | { readonly state: 'pass'; readonly reason: Message }
  | { readonly state: 'unknown'; readonly reason: Message }
  | { readonly state: 'fail'; readonly reason: Message; readonly severity: Severity; readonly remedy: Message; readonly subject: string };

export interface Rule {
  readonly id: ReadinessRuleId;
  readonly judge: (facts: RuleFacts) => Verdict;
}

export function pass(reason: Message): Verdict {
  return { state: 'pass', reason };
}

export function unknown(reason: Message): Verdict {
  return { state: 'unknown', reason };
}

export function fail(severity: Severity, subject: string, reason: Message, remedy: Message): Verdict {
  return { state: 'fail', severity, subject, reason, remedy };
}

/** The verdict of a rule about a key that is not there: not fine, and no problem of its own. That a key is gone is what key-state says. */
export function noKey({ keyArn }: Pick<RuleFacts, 'keyArn'>): Verdict {
  return unknown(keyArn.state === 'absent' ? message('there is no customer managed key yet') : message('the key was not found'));
}

/** The verdict of a rule about the key in the secondary Region where it has no replica: key-replica-missing says that. */
export function noKeyReplicaYet(region: string): Verdict {
  return unknown(message('there is no key replica in {region} yet', { region }));
}

/** The verdict of a rule about a Region that code does not name. */
export function noRegionKnown(): Verdict {
  return unknown(message('the code does not say in which Region'));
}

/** The verdict of a rule whose fact could not be read: unknown, with the missing permission or whatever else kept it away. */
export function notRead(fact: Fact<unknown>): Verdict {
  return unknown(fact.state === 'unknown' ? failureMessage(fact.failure) : message('not read'));
}

/** The verdict for a known value; unknown where the fact could not be read, and `whenAbsent` where there is no such thing. */
export function judgeKnown<T>(fact: Fact<T>, judge: (value: T) => Verdict, whenAbsent: () => Verdict = () => notRead(fact)): Verdict {
  switch (fact.state) {
    case 'known':
      return judge(fact.value);
    case 'absent':
      return whenAbsent();
    case 'unknown':
      return notRead(fact);
  }
}
