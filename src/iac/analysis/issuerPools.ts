import { primaryRegionOf } from '../../domain/region.ts';
import type { IssuerForm } from '../issuerReferences/issuerPool.ts';
import type { Pool, Replica } from '../model.ts';
import { type Links, resourceIdentity } from './links.ts';

/** A pool as code tells of its issuer: one that it declares, or that it gives a replica to by its id. */
export interface CodeIssuerPool {
  /** What its code calls it, or its id. */
  readonly name: string;
  /** Undefined for one that is declared: AWS makes its id. */
  readonly id?: string;
  readonly primaryRegion?: string;
  readonly secondaryRegion?: string;
  /** The issuer types that it can have, as far as its code tells. */
  readonly issuerTypes: readonly IssuerForm[];
  /** What tells that it is replicated, or which issuer it has. */
  readonly declaration: Pool | Replica;
}

/** The pools whose issuer a switch or a replica makes worth looking at: those on UPDATED, and those with a replica. Any other is an ordinary pool in one Region. */
export function codeIssuerPools(links: Links): readonly CodeIssuerPool[] {
  const replicas = links.all('replica').map(({ unit, resource }) => ({ resource, identity: links.identity(unit, resource.pool) }));
  const declared = links.all('pool').flatMap(({ unit, resource }): CodeIssuerPool[] => {
    const replica = replicas.find(({ identity }) => identity === resourceIdentity(unit, resource.id))?.resource;
    const issuerTypes = issuerTypesOf(resource);
    if (!replica && !isSwitched(issuerTypes)) return [];
    const { region } = resource;
    return [
      {
        name: resource.id,
        issuerTypes,
        declaration: resource,
        ...(region.state === 'known' && { primaryRegion: region.value }),
        ...secondaryRegionOf(replica),
      },
    ];
  });
  const literal = replicas.flatMap(({ resource }): CodeIssuerPool[] => {
    const { pool } = resource;
    const id = pool.state === 'known' && pool.value.kind === 'literal' ? pool.value.text : '';
    const primaryRegion = primaryRegionOf(id);
    if (primaryRegion === undefined) return [];
    return [{ name: id, id, primaryRegion, issuerTypes: ['ORIGINAL', 'UPDATED'], declaration: resource, ...secondaryRegionOf(resource) }];
  });
  return [...declared, ...new Map(literal.map((pool) => [pool.name, pool])).values()];
}

/** Whether a pool is on UPDATED for certain. */
export function isSwitched(issuerTypes: readonly IssuerForm[]): boolean {
  return issuerTypes.length === 1 && issuerTypes[0] === 'UPDATED';
}

/** ORIGINAL is what a pool has that names none. aws_cognito_user_pool cannot name one: cognito-replication.md section 5.4. */
function issuerTypesOf({ dialect, issuerType }: Pool): readonly IssuerForm[] {
  if (issuerType.state === 'absent' && dialect !== 'aws') return ['ORIGINAL'];
  if (issuerType.state !== 'known') return ['ORIGINAL', 'UPDATED'];
  return issuerType.value === 'ORIGINAL' || issuerType.value === 'UPDATED' ? [issuerType.value] : [];
}

function secondaryRegionOf(replica: Replica | undefined): { readonly secondaryRegion?: string } {
  return replica?.secondaryRegion.state === 'known' ? { secondaryRegion: replica.secondaryRegion.value } : {};
}
