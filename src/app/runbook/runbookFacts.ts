import { inRegion, parseArn } from '../../domain/arn.ts';
import { absent, type Fact, known, mapFact, unknown } from '../../domain/fact.ts';
import type { HealthCheck } from '../../domain/failover/healthCheck.ts';
import type { Failure } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { Identity } from '../../domain/ports.ts';
import type { DomainDescription, MfaDescription, PoolDetails, UserPool } from '../../domain/userPool.ts';
import type { PoolStore } from '../poolStore.ts';
import { replicaStatusOf } from '../replicaStatus.ts';

/** What a runbook says of one replicated pool. What could not be read is unknown, with the reason. */
export interface RunbookFacts {
  readonly poolId: string;
  readonly name: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly account: Fact<string>;
  /** The status of the replica, as received. */
  readonly status: Fact<string>;
  readonly primaryStatus: Fact<string>;
  readonly tier: Fact<string>;
  readonly issuerType: Fact<string>;
  /** ARN of the pool's key in each of its Regions, primary first; absent for a key of AWS. */
  readonly keyArns: Fact<readonly string[]>;
  /** The state of the key in each Region that was asked. */
  readonly keyStates: ReadonlyMap<string, Fact<string>>;
  /** The custom domain, or else the prefix domain. */
  readonly domain: Fact<DomainDescription>;
  /** What the domain fails over by; absent where it does not. */
  readonly healthCheck: Fact<HealthCheck>;
  /** A prefix domain that the pool has beside a custom one. */
  readonly besides?: string;
  readonly mfa: Fact<MfaDescription>;
  /** In milliseconds since the epoch. */
  readonly readAt: number;
}

/** The facts of a runbook, from what was read of a pool. */
export function runbookFacts(
  pool: UserPool & { readonly secondaryRegion: string },
  identity: Fact<Identity>,
  details: PoolDetails,
  readAt: number,
): RunbookFacts {
  const { description, domain, healthCheck, keys, mfa, replicas } = details;
  const { primaryRegion, secondaryRegion } = pool;
  const described = description.state === 'known' ? description.value : undefined;
  const own = described && parseArn(described.arn)?.account;
  return {
    poolId: pool.id,
    name: described?.name ?? pool.name,
    primaryRegion,
    secondaryRegion,
    account: own ? known(own) : mapFact(identity, ({ account }) => account),
    status: replicaStatusOf(pool, details) ?? absent,
    primaryStatus: present(mapFact(replicas, (rows) => rows.find(({ region }) => region === primaryRegion)?.status)),
    tier: present(mapFact(description, ({ tier }) => tier)),
    issuerType: mapFact(description, ({ issuerType }) => issuerType),
    keyArns: present(
      mapFact(description, ({ key: { arn } }) =>
        arn === undefined ? undefined : [primaryRegion, secondaryRegion].map((region) => inRegion(arn, region) ?? arn),
      ),
    ),
    keyStates: new Map([...keys].map(([region, key]) => [region, mapFact(key, ({ state }) => state)])),
    domain,
    healthCheck,
    ...(described?.customDomain !== undefined && described.prefixDomain !== undefined && { besides: described.prefixDomain }),
    mfa: mfa ?? unknown({ reason: 'notAsked', operation: 'cognito-idp:GetUserPoolMfaConfig', detail: '' }),
    readAt,
  };
}

/** The facts that the store has of a pool; undefined for one without a replica, and while it was not read. */
export function runbookFactsOf({ snapshot }: PoolStore, pool: UserPool): RunbookFacts | undefined {
  const details = snapshot.details.get(pool.id);
  const { secondaryRegion } = pool;
  if (!details || secondaryRegion === undefined) return undefined;
  const notAsked = unknown({ reason: 'notAsked', operation: 'sts:GetCallerIdentity', detail: '' });
  return runbookFacts({ ...pool, secondaryRegion }, snapshot.identity ?? notAsked, details, snapshot.readAt.get(pool.id) ?? 0);
}

/** What a reply leaves out is not there. */
function present<T>(fact: Fact<T | undefined>): Fact<T> {
  if (fact.state !== 'known') return fact;
  return fact.value === undefined ? absent : known(fact.value);
}

/** Something that could not be read, and why. */
export interface UnreadFact {
  readonly what: Message;
  readonly failure: Failure;
}

/** What a runbook would say and could not read. */
export function unreadFacts({ account, domain, healthCheck, issuerType, keyStates, mfa, status }: RunbookFacts): readonly UnreadFact[] {
  const named: readonly (readonly [Message, Fact<unknown>])[] = [
    [message('Account'), account],
    [message('Status of the replica'), status],
    [message('Description of the user pool'), issuerType],
    ...[...keyStates].map(([region, state]) => [message('Key in {region}', { region }), state] as const),
    [message('Domain'), domain],
    // Where the domain is unknown, so is what it fails over by.
    ...(domain.state === 'known' ? [[message('Health check'), healthCheck] as const] : []),
    [message('Second factors'), mfa],
  ];
  return named.flatMap(([what, fact]) => (fact.state === 'unknown' ? [{ what, failure: fact.failure }] : []));
}

/** Whether something could not be read. */
export function isPartlyUnknown(facts: RunbookFacts): boolean {
  return unreadFacts(facts).length > 0;
}
