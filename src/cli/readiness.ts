import { readIdentity } from '../app/loadPools.ts';
import { countsMessage } from '../app/documents/readinessDocument.ts';
import { readReadiness } from '../app/readReadiness.ts';
import { absent, factOf, mapFact } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import { eligibility } from '../domain/readiness/eligibility.ts';
import type { ReadinessFacts } from '../domain/readiness/facts.ts';
import { findingsOf, type Judgement, judgeReadiness } from '../domain/readiness/rules.ts';
import { primaryRegionOf } from '../domain/region.ts';
import type { ReadinessArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { type FindingReport, findingReports } from './findings.ts';
import { printable } from './poolsText.ts';
import { exitCodes, type Terminal } from './run.ts';

/** The JSON of `readiness`. */
export interface ReadinessReport {
  readonly pool: string;
  readonly secondaryRegion: string;
  readonly findings: readonly FindingReport[];
  readonly rules: readonly { readonly rule: string; readonly state: string; readonly reason: string }[];
}

/** Says of one user pool what stands in the way of a replica in a Region, and prints it. */
export async function readiness(parsed: ReadinessArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async ({ reader }) => {
    const { poolId, secondaryRegion } = parsed;
    const primaryRegion = primaryRegionOf(poolId) ?? '';
    const { signal } = new AbortController();
    const identity = await readIdentity(reader, [primaryRegion, secondaryRegion], signal);
    const account = identity ? mapFact(factOf(identity), (known) => known.account) : absent;
    const facts = await readReadiness(reader, { id: poolId, name: poolId, primaryRegion }, secondaryRegion, account, signal);
    const unanswered = whyNothingAnswered(facts);
    if (unanswered !== undefined) {
      terminal.complain(printable(`cognito-replicas: ${poolId}: ${unanswered}`));
      return exitCodes.couldNotRun;
    }
    const judgements = judgeReadiness(facts);
    terminal.print(parsed.format === 'json' ? JSON.stringify(report(facts, judgements), null, 2) : asText(facts, judgements));
    if (findingsOf(judgements).some(({ severity }) => severity === 'error')) return exitCodes.findings;
    return judgements.some(({ verdict }) => verdict.state === 'unknown') ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

/** The reason why the pool itself could not be read, where that says that nothing else could be either. One refused permission is not such a reason. */
function whyNothingAnswered({ keyType }: ReadinessFacts): string | undefined {
  if (keyType.state !== 'unknown' || keyType.failure.reason === 'accessDenied') return undefined;
  return english(failureMessage(keyType.failure));
}

function report({ poolId, secondaryRegion }: ReadinessFacts, judgements: readonly Judgement[]): ReadinessReport {
  return {
    pool: poolId,
    secondaryRegion,
    findings: findingReports(findingsOf(judgements)),
    rules: judgements.map(({ rule, verdict }) => ({ rule, state: verdict.state, reason: english(verdict.reason) })),
  };
}

function asText(facts: ReadinessFacts, judgements: readonly Judgement[]): string {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const width = Math.max(...judgements.map(({ rule }) => rule.length));
  const lines = judgements.flatMap(({ rule, verdict }) => [
    `${(verdict.state === 'fail' ? verdict.severity : verdict.state).padEnd(9)}${rule.padEnd(width)}  ${english(verdict.reason)}`,
    ...(verdict.state === 'fail' ? [`${' '.repeat(9 + width)}  → ${english(verdict.remedy)}`] : []),
  ]);
  const infrastructure = eligibility(facts);
  return [
    `${poolId}: ${primaryRegion} → ${secondaryRegion}: ${english(countsMessage(judgements))}`,
    ...lines,
    `${infrastructure.state.padEnd(9)}${' '.repeat(width)}  ${english(infrastructure.reason)}`,
  ]
    .map(printable)
    .join('\n');
}
