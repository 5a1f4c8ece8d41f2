import type { PoolOrigin } from '../../domain/poolOrigin.ts';
import type { Pool } from '../model.ts';

/** A user pool of the account, with what its tags say of its code. */
export interface LivePool {
  readonly id: string;
  readonly name: string;
  readonly origin: PoolOrigin | undefined;
}

/**
 * The live pool that a declaration made, where that is certain: both have the same name, no other pool of the account has it, and the tags of the pool say that a tool of this kind made
 * it, and for CloudFormation from this logical id. Names alone are not enough: every stage of an application may use them.
 */
export function livePoolOf(declared: Pool, livePools: readonly LivePool[]): LivePool | undefined {
  if (declared.name.state !== 'known' || declared.name.value.kind !== 'literal') return undefined;
  const name = declared.name.value.text;
  const named = livePools.filter((pool) => pool.name === name);
  const [only, ...others] = named;
  return only && others.length === 0 && isMadeFrom(only, declared) ? only : undefined;
}

function isMadeFrom({ origin }: LivePool, { dialect, id }: Pool): boolean {
  switch (origin?.kind) {
    case 'cloudformation':
      if (dialect === 'cloudformation') return origin.logicalId === id;
      // AWS CDK makes the logical id of the ids of constructs and a hash: `LoginPool5C9A1F2B`.
      return dialect === 'cdk';
    case 'terraform':
      return dialect === 'awscc' || dialect === 'aws';
    case 'pulumi':
    case 'sst':
    case 'amplify':
    case undefined:
      return false;
  }
}
