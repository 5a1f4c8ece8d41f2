import type { ReadinessFinding, ReadinessRuleId } from '../finding.ts';
import { certificateRegion } from './certificateRegion.ts';
import { deletionProtection } from './deletionProtection.ts';
import { failoverReplica } from './failoverReplica.ts';
import { failoverRouting } from './failoverRouting.ts';
import type { RuleFacts } from './facts.ts';
import { issuerType } from './issuerType.ts';
import { keyArn } from './keyArn.ts';
import { keyNotMultiRegion } from './keyNotMultiRegion.ts';
import { keyReplicaMissing } from './keyReplicaMissing.ts';
import { keyPolicy } from './keyPolicy.ts';
import { keyState } from './keyState.ts';
import { mfaTotp } from './mfaTotp.ts';
import { replicaDuplicate } from './replicaDuplicate.ts';
import { replicaKey } from './replicaKey.ts';
import { replicaRegion } from './replicaRegion.ts';
import { replicaTier } from './replicaTier.ts';
import type { Rule, Verdict } from './rule.ts';

/** The rules of readiness, in the order in which a person would set replication up. */
export const readinessRules: readonly Rule[] = [
  replicaTier,
  replicaRegion,
  replicaDuplicate,
  replicaKey,
  keyArn,
  keyNotMultiRegion,
  keyReplicaMissing,
  keyState,
  keyPolicy,
  issuerType,
  mfaTotp,
  deletionProtection,
  certificateRegion,
  failoverRouting,
  failoverReplica,
];

export interface Judgement {
  readonly rule: ReadinessRuleId;
  readonly verdict: Verdict;
}

/** What every rule says of a pool and a secondary Region. */
export function judgeReadiness(facts: RuleFacts): Judgement[] {
  return readinessRules.map(({ id, judge }) => ({ rule: id, verdict: judge(facts) }));
}

/** The problems among the judgements. */
export function findingsOf(judgements: readonly Judgement[]): ReadinessFinding[] {
  return judgements.flatMap(({ rule, verdict }) =>
    verdict.state === 'fail'
      ? [{ rule, severity: verdict.severity, message: verdict.reason, remedy: verdict.remedy, subject: verdict.subject }]
      : [],
  );
}
