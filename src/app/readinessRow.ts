import type { Finding } from '../domain/finding.ts';
import { joined, type Message, message } from '../domain/message.ts';
import type { UserPool } from '../domain/userPool.ts';
import type { Assessment } from './assessment.ts';
import type { PoolStore } from './poolStore.ts';
import type { Row, RowIcon } from './row.ts';

/** How ready a pool is, in one row that opens the readiness document; a pool without a replica says nothing before somebody asks. */
export function readinessRow(store: PoolStore, pool: UserPool): Row {
  const assessment = store.assessmentOf(pool);
  const label = message('Readiness');
  const common = {
    id: `pool/${pool.id}/readiness`,
    kind: 'readiness',
    poolId: pool.id,
    label,
    expandable: false,
    identifiers: [],
  } as const;
  if (!assessment) {
    return {
      ...common,
      description: message('not checked'),
      icon: 'readiness',
      action: 'check',
      document: 'readiness',
      tooltip: [message('Check what stands in the way of a replica in another Region.')],
    };
  }
  const { facts, judgements } = assessment;
  const { secondaryRegion } = facts;
  const worst = inOrder(assessment.findings)[0];
  const unknown = countOf(judgements, 'unknown');
  // A replica proves that the pool can have one (domain/readiness/eligibility.ts).
  const isEligible = pool.secondaryRegion !== undefined;
  return {
    ...common,
    description: joined([
      ...(pool.secondaryRegion === undefined ? [message('for {secondaryRegion}', { secondaryRegion })] : []),
      message('{passed} of {all}', { passed: countOf(judgements, 'pass'), all: judgements.length }),
      ...(worst ? [worst.message] : unknown > 0 ? [message('{unknown} unknown', { unknown })] : []),
      ...(isEligible ? [] : [message('eligibility unknown')]),
    ]),
    icon: readinessIcon(assessment),
    document: 'readiness',
    tooltip: [
      message('Readiness for {secondaryRegion}', { secondaryRegion }),
      ...inOrder(assessment.findings).map(({ message: said, rule, severity }) =>
        message('{severity} {rule}: {said}', { severity: severityWord(severity), rule, said }),
      ),
      ...(unknown > 0 ? [message('{unknown} unknown', { unknown })] : []),
    ],
  };
}

/** Errors before warnings, each in the order in which replication is set up. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const rank = { error: 0, warning: 1, info: 2 };
  return [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** How many judgements have this state. */
export function countOf(judgements: Assessment['judgements'], state: 'pass' | 'fail' | 'unknown'): number {
  return judgements.filter(({ verdict }) => verdict.state === state).length;
}

function readinessIcon({ findings, judgements, pool }: Assessment): RowIcon {
  if (findings.some(({ severity }) => severity === 'error')) return 'error';
  if (findings.length > 0) return 'problem';
  return pool.secondaryRegion === undefined || judgements.some(({ verdict }) => verdict.state === 'unknown') ? 'unknown' : 'passed';
}

export function severityWord(severity: 'error' | 'warning' | 'info'): Message {
  switch (severity) {
    case 'error':
      return message('error');
    case 'warning':
      return message('warning');
    case 'info':
      return message('info');
  }
}
