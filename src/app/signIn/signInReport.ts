import type { SignInComparison } from '../../domain/signIn/compareSignIns.ts';
import { type SignInFlow, signInFlows } from '../../domain/signIn/flows.ts';
import type { SignInClient, SignInOutcome } from '../../domain/signIn/outcome.ts';
import type { SignInResult } from '../../domain/signIn/regionText.ts';
import type { ReplicatedPool } from '../readSnapshots.ts';

/** A sign-in that was tried through both Regions of a pool. It names the user by `sub` alone, and is kept for the window only. */
export interface SignInReport {
  readonly pool: ReplicatedPool;
  readonly client: Pick<SignInClient, 'id' | 'name'>;
  readonly flow: SignInFlow;
  /** The flows that the app client does not allow. */
  readonly offFlows: readonly SignInFlow[];
  /** When it began, in milliseconds since the epoch. */
  readonly testedAt: number;
  readonly triesWrite: boolean;
  readonly primary: SignInResult;
  readonly secondary: SignInResult;
  readonly comparison: SignInComparison;
}

export function offFlowsOf(allowed: readonly SignInFlow[]): readonly SignInFlow[] {
  return signInFlows.filter((flow) => !allowed.includes(flow));
}

/** What a Region gave tokens for; undefined where it gave none. */
export function signedInOf(result: SignInResult): Extract<SignInOutcome, { readonly kind: 'signedIn' }> | undefined {
  return result.ok && result.value.kind === 'signedIn' ? result.value : undefined;
}

/** What the log says of a test: nothing that came from the user or from the service. */
export function logLinesOf({ client, comparison, pool, primary, secondary }: SignInReport): readonly string[] {
  const failures = [primary, secondary].flatMap((result) => (result.ok ? [] : [result.failure]));
  return [
    `sign-in tried: ${pool.id} through app client ${client.id}: ${comparison.verdict}`,
    ...failures.map(({ operation, reason, region = '' }) => `sign-in unknown: ${operation} ${reason} in ${region}`),
  ];
}
