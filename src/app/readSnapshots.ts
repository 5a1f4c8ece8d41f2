import { parseArn } from '../domain/arn.ts';
import { absent, type Fact, factOf, known, mapFact, unknown, valueOf } from '../domain/fact.ts';
import type { EmailSnapshot, PoolSnapshots, RegionSnapshot, SmsSnapshot } from '../domain/parity/snapshot.ts';
import type { Clock, RegionReader } from '../domain/ports.ts';
import { type PoolDescription, poolArn, type UserPool } from '../domain/userPool.ts';
import { type Asking, answeredOnce, askingUntilDead, following } from './snapshots/asking.ts';
import { readNamesakes } from './snapshots/namesakes.ts';
import { readResources } from './snapshots/resources.ts';
import { readDestinations, readEmail, readSms } from './snapshots/senders.ts';
import { readFunctions } from './snapshots/triggers.ts';
import { readWebAcl } from './snapshots/webAcl.ts';

/** A pool with a replica. */
export type ReplicatedPool = UserPool & Required<Pick<UserPool, 'secondaryRegion'>>;

/**
 * The request limits that sign-ins meet, also on a replica, which takes no writes of users. Raises do not cross Regions (facts: cognito-replication.md section 2, "Quotas").
 */
const limitCategories = ['UserAuthentication', 'UserFederation', 'UserToken', 'ClientAuthentication'];

/**
 * Reads both Regions of a pool at once, for a comparison. What needs nothing but the pool's id is asked for in a first wave; everything else as soon as the one answer that it
 * depends on is there. No call is made twice, and one that is refused makes its own fact unknown and no other. The account is where the pool is; unknown, what the pool's
 * description says counts.
 */
export async function readSnapshots(
  reader: RegionReader,
  pool: ReplicatedPool,
  account: string | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<PoolSnapshots> {
  const { id: poolId, primaryRegion, secondaryRegion } = pool;
  const shared = { reader, poolId, poolRegions: [primaryRegion, secondaryRegion], account, once: answeredOnce(signal) };
  const [primary, secondary] = await Promise.all([
    readRegion({ ...shared, region: primaryRegion }, signal),
    readRegion({ ...shared, region: secondaryRegion }, signal),
  ]);
  const askingThere: Asking = { ...shared, region: secondaryRegion, ask: (read) => read(signal) };
  const described = valueOf(primary.pool) ?? valueOf(secondary.pool);
  return {
    poolId,
    poolName: described?.name ?? pool.name,
    account: account ?? parseArn(described?.arn ?? '')?.account ?? '',
    primary,
    secondary,
    namesakes: await readNamesakes(primary, secondary, askingThere),
    readAt: clock.now(),
  };
}

async function readRegion(shared: Omit<Asking, 'ask'>, signal: AbortSignal): Promise<RegionSnapshot> {
  const { ask, giveUp } = askingUntilDead(signal);
  const asking: Asking = { ...shared, ask };
  const { account, poolId, reader, region } = asking;
  // First of all, because most of the second wave follows from it.
  const description = ask((own) => reader.describePool(region, poolId, own)).then((result) => {
    if (!result.ok && result.failure.reason === 'timeout') giveUp();
    return factOf(result);
  });
  const arn = account === undefined ? description.then(arnOf) : known(poolArn(poolId, region, account));
  const [pool, webAcl, mfa, threatProtection, logs, limits, functions, email, sms, domain, resources] = await Promise.all([
    description,
    Promise.resolve(arn).then((found) => following(found, (known) => readWebAcl(known, asking))),
    ask((own) => reader.mfa(region, poolId, own)),
    ask((own) => reader.threatProtection(region, poolId, own)),
    ask((own) => reader.logDeliveries(region, poolId, own)).then((targets) =>
      following(factOf(targets), (there) => readDestinations(there, asking)),
    ),
    Promise.all(limitCategories.map((category) => ask((own) => reader.requestLimit(region, category, own)))),
    description.then((fact) => (fact.state === 'known' ? readFunctions(fact.value, asking) : new Map())),
    description.then((fact) => (fact.state === 'known' ? readEmail(fact.value, asking) : noEmail(fact))),
    description.then((fact) => (fact.state === 'known' ? readSms(fact.value, asking) : noSms(fact))),
    description.then((fact) => following(fact, (known) => readDomain(known, asking))),
    readResources(asking),
  ]);
  return {
    region,
    pool,
    mfa: factOf(mfa),
    functions,
    webAcl,
    email,
    sms,
    threatProtection: factOf(threatProtection),
    logs,
    requestLimits: new Map(limitCategories.map((category, index) => [category, limits[index] ? factOf(limits[index]) : absent])),
    domain,
    ...resources,
  };
}

async function readDomain(description: PoolDescription, { ask, reader, region }: Asking) {
  // A pool can have both; the custom domain is the one that can fail over (facts: cognito-replication.md section 4).
  const name = description.customDomain ?? description.prefixDomain;
  return name === undefined ? absent : factOf(await ask((signal) => reader.describeDomain(region, name, signal)));
}

/** The ARN of the pool in the Region whose description this is. Without one, nobody knows which pool to ask for. */
function arnOf(description: Fact<PoolDescription>): Fact<string> {
  const arn = mapFact(description, (pool) => pool.arn);
  const noArn = { reason: 'notAsked', operation: 'wafv2:GetWebACLForResource', detail: '' } as const;
  return valueOf(arn) === '' ? unknown(noArn) : arn;
}

function noEmail(description: Exclude<Fact<PoolDescription>, { state: 'known' }>): EmailSnapshot {
  return { identity: description, account: description };
}

function noSms(description: Exclude<Fact<PoolDescription>, { state: 'known' }>): SmsSnapshot {
  return { account: description };
}
