import { absent, type Fact, factOf, known, mapFact, unknown, valueOf } from '../../domain/fact.ts';
import type { Result } from '../../domain/failure.ts';
import type { RegionSnapshot, SnapshotPart } from '../../domain/parity/snapshot.ts';
import type { RegionParts } from '../../domain/parity/snapshotParts.ts';
import type { ListedThings } from '../../domain/ports.ts';
import { type PoolDescription, poolArn } from '../../domain/userPool.ts';
import { type Asking, askingUntilDead, following } from './asking.ts';
import { readAppClients, readBranding, readGroups, readIdentityProviders, readResourceServers, readTerms } from './resources.ts';
import { readDestinations, readEmail, readSms } from './senders.ts';
import { readFunctions } from './triggers.ts';
import { readWebAcl } from './webAcl.ts';

/** One Region of a pool while it is read: what several parts need is asked for by the first of them, and by none where no part does. */
export interface RegionReading extends Asking {
  readonly description: () => Promise<Fact<PoolDescription>>;
  readonly appClientList: () => Promise<Result<ListedThings>>;
}

/**
 * The request limits that sign-ins meet, also on a replica, which takes no writes of users. Raises do not cross Regions (facts: cognito-replication.md section 2, "Quotas").
 */
const limitCategories = ['UserAuthentication', 'UserFederation', 'UserToken', 'ClientAuthentication'];

/** How each part of a Region is read. What follows from the pool's description is as absent or unknown as that. */
const readers: { readonly [Part in SnapshotPart]: (reading: RegionReading) => Promise<RegionSnapshot[Part]> } = {
  pool: ({ description }) => description(),
  webAcl: async (reading) => following(await arnOf(reading), (arn) => readWebAcl(arn, reading)),
  mfa: async ({ ask, poolId, reader, region }) => factOf(await ask((signal) => reader.mfa(region, poolId, signal))),
  threatProtection: async ({ ask, poolId, reader, region }) =>
    factOf(await ask((signal) => reader.threatProtection(region, poolId, signal))),
  logs: async (reading) => {
    const { ask, poolId, reader, region } = reading;
    const targets = factOf(await ask((signal) => reader.logDeliveries(region, poolId, signal)));
    return following(targets, (there) => readDestinations(there, reading));
  },
  requestLimits: async ({ ask, reader, region }) =>
    new Map(
      await Promise.all(
        limitCategories.map(async (category) => {
          const limit = await ask((signal) => reader.requestLimit(region, category, signal));
          return [category, factOf(limit)] as const;
        }),
      ),
    ),
  functions: async (reading) => {
    const pool = valueOf(await reading.description());
    return pool ? readFunctions(pool, reading) : new Map<string, never>();
  },
  email: async (reading) => {
    const pool = await reading.description();
    return pool.state === 'known' ? readEmail(pool.value, reading) : { identity: pool, account: pool };
  },
  sms: async (reading) => {
    const pool = await reading.description();
    return pool.state === 'known' ? readSms(pool.value, reading) : { account: pool };
  },
  domain: async (reading) => following(await reading.description(), (pool) => readDomain(pool, reading)),
  appClients: readAppClients,
  branding: readBranding,
  identityProviders: readIdentityProviders,
  groups: readGroups,
  resourceServers: readResourceServers,
  terms: readTerms,
};

/** Begins to read one Region of a pool: what is returned reads parts of it, with the description of the pool wherever a part followed from that, and asks for nothing twice. */
export function readingOfRegion(
  shared: Omit<Asking, 'ask'>,
  signal: AbortSignal,
): (parts: readonly SnapshotPart[]) => Promise<RegionParts> {
  const { poolId, reader, region } = shared;
  const { ask, giveUp } = askingUntilDead(signal);
  const describe = async (): Promise<Fact<PoolDescription>> => {
    const result = await ask((own) => reader.describePool(region, poolId, own));
    if (!result.ok && result.failure.reason === 'timeout') giveUp();
    return factOf(result);
  };
  let described: Promise<Fact<PoolDescription>> | undefined;
  let listed: Promise<Result<ListedThings>> | undefined;
  const reading: RegionReading = {
    ...shared,
    ask,
    description: () => (described ??= describe()),
    appClientList: () => (listed ??= ask((own) => reader.listAppClients(region, poolId, own))),
  };
  return async (parts) => {
    const values = await Promise.all(parts.map(async (part) => [part, await readers[part](reading)] as const));
    const read = Object.fromEntries(values) as RegionParts;
    return described ? { ...read, pool: await described } : read;
  };
}

/** The ARN of the pool in this Region. Where nobody knows the account, the description says it, and without that nobody knows which pool to ask for. */
async function arnOf({ account, description, poolId, region }: RegionReading): Promise<Fact<string>> {
  if (account !== undefined) return known(poolArn(poolId, region, account));
  const arn = mapFact(await description(), (pool) => pool.arn);
  const noArn = { reason: 'notAsked', operation: 'wafv2:GetWebACLForResource', detail: '' } as const;
  return valueOf(arn) === '' ? unknown(noArn) : arn;
}

async function readDomain(description: PoolDescription, { ask, reader, region }: Asking) {
  // A pool can have both; the custom domain is the one that can fail over (facts: cognito-replication.md section 4).
  const name = description.customDomain ?? description.prefixDomain;
  return name === undefined ? absent : factOf(await ask((signal) => reader.describeDomain(region, name, signal)));
}
