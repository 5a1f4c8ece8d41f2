import { type Fact, mapFact } from '../domain/fact.ts';
import type { ReadinessFinding } from '../domain/finding.ts';
import type { Identity } from '../domain/ports.ts';
import type { ReadinessFacts } from '../domain/readiness/facts.ts';
import { findingsOf, type Judgement, judgeReadiness } from '../domain/readiness/rules.ts';
import type { PoolDetails, UserPool } from '../domain/userPool.ts';
import { factsOfDetails } from './readReadiness.ts';

/** What the rules say of one pool and a secondary Region for it. */
export interface Assessment {
  readonly pool: UserPool;
  readonly facts: ReadinessFacts;
  readonly judgements: readonly Judgement[];
  readonly findings: readonly ReadinessFinding[];
}

export function assess(pool: UserPool, secondaryRegion: string, identity: Fact<Identity>, details: PoolDetails): Assessment {
  const facts = factsOfDetails(
    pool,
    secondaryRegion,
    mapFact(identity, ({ account }) => account),
    details,
  );
  const judgements = judgeReadiness(facts);
  return { pool, facts, judgements, findings: findingsOf(judgements) };
}
