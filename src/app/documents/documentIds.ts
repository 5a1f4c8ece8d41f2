import { keyIdOf, parseArn } from '../../domain/arn.ts';
import { valueOf } from '../../domain/fact.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { PoolStore } from '../poolStore.ts';
import type { DocumentId, DocumentKind } from './documentPath.ts';

/**
 * The name of a pool's document of some kind. Undefined when there is nothing to show: no key, no domain, no Region that the pool is
 * judged for, or no account that could be told. */
export function documentIdOf(store: PoolStore, pool: UserPool, kind: DocumentKind, region = pool.primaryRegion): DocumentId | undefined {
  const details = store.snapshot.details.get(pool.id);
  const account = accountOf(store, pool.id);
  if (account === undefined) return undefined;
  const common = { kind, account, region, poolId: pool.id };
  switch (kind) {
    case 'pool':
      return { ...common, name: pool.name };
    case 'cost':
      return { ...common, region: pool.primaryRegion, name: pool.name };
    case 'key':
    case 'keyPolicy': {
      const arn = valueOf(details?.description)?.key.arn;
      return arn === undefined ? undefined : { ...common, name: keyIdOf(arn) };
    }
    case 'domain': {
      const domain = valueOf(details?.domain);
      return domain && { ...common, name: domain.name };
    }
    case 'run':
    case 'rehearsal':
      return undefined;
    case 'replicaOperations': {
      const { primaryRegion, secondaryRegion } = pool;
      return secondaryRegion === undefined ? undefined : { ...common, region: primaryRegion, name: pool.name, secondaryRegion };
    }
    case 'readiness':
    case 'signIn':
    case 'plan':
    case 'activation':
    case 'deactivation':
    case 'deletion':
    case 'issuerSwitch':
    case 'repair':
    case 'failover':
    case 'failback':
    case 'routing':
    case 'preflight': {
      const secondaryRegion = store.secondaryRegionOf(pool);
      return secondaryRegion === undefined ? undefined : { ...common, region: pool.primaryRegion, name: pool.name, secondaryRegion };
    }
  }
}

/** The account that a pool is in: who was asked, or what the pool's own ARN says. Undefined while neither has answered. */
export function accountOf({ snapshot }: PoolStore, poolId: string): string | undefined {
  const arn = valueOf(snapshot.details.get(poolId)?.description)?.arn;
  return valueOf(snapshot.identity)?.account ?? (arn === undefined ? undefined : parseArn(arn)?.account);
}
