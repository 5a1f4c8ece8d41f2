import type { Failure } from '../../domain/failure.ts';
import type { Clock, SignInProver } from '../../domain/ports.ts';
import { compareSignIns } from '../../domain/signIn/compareSignIns.ts';
import type { SignInAttempt, SignInClient } from '../../domain/signIn/outcome.ts';
import type { SignInContext, SignInResult } from '../../domain/signIn/regionText.ts';
import type { ReplicatedPool } from '../readSnapshots.ts';
import { offFlowsOf, type SignInReport } from './signInReport.ts';

export interface VerifySignInParts {
  readonly signIns: SignInProver;
  readonly clock: Clock;
  /** Whether nothing may be changed in AWS. */
  readonly isReadOnly: () => boolean;
}

/** A test user and what they sign in through. User name and password are used for the one attempt in each Region and kept nowhere. */
export interface SignInTest extends Pick<SignInContext, 'issuerType' | 'replicaStatus'> {
  readonly pool: ReplicatedPool;
  readonly client: SignInClient;
  readonly username: string;
  readonly password: string;
  /** Whether a write that the secondary refuses is tried there with the user's own token. */
  readonly triesWrite: boolean;
}

/** Why nothing was tried, or nothing came of it. */
export type NotVerified = 'readOnly' | 'noFlow' | 'cancelled';

/** All calls of one Region together end after so many milliseconds; each ends by itself before. */
export const signInLimit = 30_000;

/**
 * Signs a test user in through both Regions of a pool at once, one attempt in each, and compares what came of it. It sees no token: what the port gives back are the claims that an
 * application goes by, and whether they verified.
 */
export async function verifySignIn(
  { clock, isReadOnly, signIns }: VerifySignInParts,
  test: SignInTest,
  signal: AbortSignal,
): Promise<SignInReport | NotVerified> {
  const { client, password, pool, triesWrite, username } = test;
  if (triesWrite && isReadOnly()) return 'readOnly';
  const [flow] = client.flows ?? [];
  if (!client.flows || flow === undefined) return 'noFlow';
  const testedAt = clock.now();
  const late = new AbortController();
  const cancel = clock.after(signInLimit, () => late.abort());
  const attempt: SignInAttempt = { poolId: pool.id, clientId: client.id, flow, username, password, triesWrite: false };
  const through = async (region: string, made: SignInAttempt): Promise<SignInResult> => {
    const result = await signIns.signIn(region, made, AbortSignal.any([signal, late.signal]));
    return result.ok || !late.signal.aborted ? result : { ok: false, failure: timedOut(result.failure) };
  };
  const [primary, secondary] = await Promise.all([
    through(pool.primaryRegion, attempt),
    through(pool.secondaryRegion, { ...attempt, triesWrite }),
  ]);
  cancel();
  if (signal.aborted) return 'cancelled';
  return {
    pool,
    client: { id: client.id, name: client.name },
    flow,
    offFlows: offFlowsOf(client.flows),
    testedAt,
    triesWrite,
    primary,
    secondary,
    comparison: compareSignIns(pool.id, primary, secondary, contextOf(test)),
  };
}

/** Nobody cancelled it: the time was up. */
function timedOut(failure: Failure): Failure {
  return failure.reason === 'cancelled' ? { ...failure, reason: 'timeout' } : failure;
}

function contextOf({ issuerType, pool, replicaStatus }: SignInTest): SignInContext {
  return {
    primaryRegion: pool.primaryRegion,
    secondaryRegion: pool.secondaryRegion,
    ...(issuerType !== undefined && { issuerType }),
    ...(replicaStatus !== undefined && { replicaStatus }),
  };
}
