import type { PermissionReader } from '../domain/ports.ts';
import type { Clients } from './clients.ts';
import { onFirstUse } from './onFirstUse.ts';

/** Asks IAM through the SDK's client, which loads with the first question: only plans that are run have one. */
export function createPermissionReader(clients: Clients): PermissionReader {
  const iam = onFirstUse(async () => (await import('./permissions.ts')).iamReads(clients));
  return {
    roleArn: async (...of) => (await iam()).roleArn(...of),
    simulate: async (...of) => (await iam()).simulate(...of),
  };
}
