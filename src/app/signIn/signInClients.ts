import { isRegionDown, type Result } from '../../domain/failure.ts';
import type { SignInClients, SignInProver } from '../../domain/ports.ts';
import type { ReplicatedPool } from '../readSnapshots.ts';

/** The app clients of a pool; those of the replica while the primary Region is down, which has the same ones under the same ids (facts: cognito-replication.md section 1). */
export async function signInClients(
  signIns: Pick<SignInProver, 'clients'>,
  { id, primaryRegion, secondaryRegion }: ReplicatedPool,
  signal: AbortSignal,
): Promise<Result<SignInClients>> {
  const read = await signIns.clients(primaryRegion, id, signal);
  return read.ok || !isRegionDown(read.failure) ? read : signIns.clients(secondaryRegion, id, signal);
}
