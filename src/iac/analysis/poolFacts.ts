import { absent, type Fact, known, mapFact, unknown } from '../../domain/fact.ts';
import type { RuleFacts } from '../../domain/readiness/facts.ts';
import type { DomainDescription, KeyDescription, MfaDescription } from '../../domain/userPool.ts';
import type { Dialect, Domain, Key, KeyReplica, Pool, Value } from '../model.ts';
import type { Links } from './links.ts';

/** Why a fact about code is unknown. Nobody is shown it: unknown makes no finding. */
const notInCode = unknown({ reason: 'unknown', operation: 'reading the code', detail: 'the code does not say' });

/** A value of code as a fact; `whenAbsent` is the default of the service. */
function factOf<T>(value: Value<T>, whenAbsent: Fact<T> = absent): Fact<T> {
  switch (value.state) {
    case 'known':
      return known(value.value);
    case 'absent':
      return whenAbsent;
    case 'unknown':
      return notInCode;
  }
}

export interface PoolParts {
  readonly unit: string;
  readonly pool: Pool;
  readonly domain: Domain | undefined;
  /** The Region of the pool's replica, where the code has one and says it. */
  readonly secondaryRegion: string | undefined;
}

/** A pool in code as the facts that readiness is judged by. Defaults of the service are known values: cognito-replication.md sections 1 and 2. */
export function factsOfPool(links: Links, { unit, pool, domain, secondaryRegion }: PoolParts): RuleFacts {
  const key = links.keyOf(unit, pool.keyArn)?.key;
  // aws_cognito_user_pool has no argument for key and issuer (facts: section 5.4), so that its code says nothing of either.
  const isSilent = pool.dialect === 'aws' && pool.keyArn.state === 'absent' && pool.keyType.state === 'absent';
  return {
    poolId: pool.id,
    subject: pool.id,
    account: notInCode,
    primaryRegion: pool.region.state === 'known' ? pool.region.value : undefined,
    secondaryRegion,
    tier: factOf(pool.tier, known('ESSENTIALS')),
    issuerType: factOf(pool.issuerType, pool.dialect === 'aws' ? notInCode : known('ORIGINAL')),
    keyType: isSilent
      ? notInCode
      : factOf(pool.keyType, pool.keyArn.state === 'absent' ? known('AWS_OWNED_KEY') : known('CUSTOMER_MANAGED_KEY')),
    keyArn: isSilent ? notInCode : keyArnOf(pool),
    deletionProtection: factOf(pool.deletionProtection, known(false)),
    // Replicas in code have no status, and how many there are is a rule of its own.
    replicas: notInCode,
    primaryKey: pool.keyArn.state === 'absent' ? absent : primaryKeyOf(links, unit, pool, key),
    secondaryKey: notInCode,
    primaryKeyPolicy: notInCode,
    secondaryKeyPolicy: notInCode,
    domain: domain ? domainOf(domain) : absent,
    mfa: mfaOf(pool),
  };
}

/** The ARN of a key as far as it is written out: a reference to a key's id is no ARN, and one to its ARN is right wherever the key is. */
function keyArnOf({ dialect, keyArn }: Pool): Fact<string> {
  if (keyArn.state !== 'known') return keyArn.state === 'absent' ? absent : notInCode;
  const { value } = keyArn;
  if (value.kind === 'literal') return value.text.includes('${') ? notInCode : known(value.text);
  return value.kind === 'attribute' && value.attribute === 'id' ? known(idAsWritten(value.resource, dialect)) : notInCode;
}

/** How a language refers to the id of a resource. */
function idAsWritten(resource: string, dialect: Dialect): string {
  return dialect === 'cloudformation' ? `!Ref ${resource}` : dialect === 'cdk' ? `${resource}.keyId` : `${resource}.key_id`;
}

/** The key of a pool: as code declares it, or as the literal id tells, because the ids of multi-Region keys begin with mrk-. */
function primaryKeyOf(links: Links, unit: string, pool: Pool, key: Key | KeyReplica | undefined): Fact<KeyDescription> {
  const region = pool.region.state === 'known' ? pool.region.value : '';
  const described = (multiRegion: boolean, regions: readonly string[]): Fact<KeyDescription> =>
    known({ arn: pool.id, region, multiRegion, state: 'Enabled', regions, settings: {} });
  if (key?.kind === 'keyReplica') return notInCode;
  if (!key) {
    const literal = pool.keyArn.state === 'known' && pool.keyArn.value.kind === 'literal' ? pool.keyArn.value.text : undefined;
    const keyId = literal === undefined ? undefined : /:key\/([\w-]+)$/.exec(literal)?.[1];
    // A multi-Region key of another stack may have key replicas that this code does not show.
    return keyId === undefined || keyId.startsWith('mrk-') ? notInCode : described(false, []);
  }
  const multiRegion = factOf(key.multiRegion, known(false));
  if (multiRegion.state !== 'known') return notInCode;
  const regions = replicaRegionsOf(links, unit, pool);
  return regions ? described(multiRegion.value, regions) : multiRegion.value ? notInCode : described(false, []);
}

/** The Regions of the key's replicas in code. Undefined when one of them could be anywhere, or a key replica's primary key cannot be told. */
function replicaRegionsOf(links: Links, unit: string, pool: Pool): readonly string[] | undefined {
  const identity = links.identity(unit, pool.keyArn);
  const regions: string[] = [];
  for (const { unit: other, resource } of links.all('keyReplica')) {
    const primary = links.identity(other, resource.primaryKey);
    if (primary === undefined || primary.startsWith('literal ')) return undefined;
    if (primary !== identity) continue;
    if (resource.region.state !== 'known') return undefined;
    regions.push(resource.region.value);
  }
  return regions;
}

function domainOf(domain: Domain): Fact<DomainDescription> {
  const { certificateArn, healthCheckId, name, routing, secondaryRegion } = domain;
  const literalCertificate =
    certificateArn.state === 'known' && certificateArn.value.kind === 'literal' ? certificateArn.value.text : undefined;
  // Without a certificate or a health check no Region is right; which one it is matters only beside both.
  const isIncomplete = certificateArn.state === 'absent' || healthCheckId.state === 'absent';
  const hasRouting = routing.state === 'known' && routing.value && (secondaryRegion.state !== 'unknown' || isIncomplete);
  return known({
    name: name.state === 'known' ? name.value : domain.id,
    custom: certificateArn.state !== 'absent',
    ...(literalCertificate !== undefined && !literalCertificate.includes('${') && { certificateArn: literalCertificate }),
    ...(hasRouting && {
      failover: {
        secondaryRegion: secondaryRegion.state === 'known' ? secondaryRegion.value : secondaryRegion.state === 'unknown' ? 'given' : '',
        healthCheckId: healthCheckId.state === 'absent' ? '' : 'given',
      },
    }),
    settings: {},
  });
}

function mfaOf({ emailFactor, mfa, smsFactor, totp }: Pool): Fact<MfaDescription> {
  const isOn = (value: Value<boolean>): Fact<boolean> => factOf(value, known(false));
  const [mode, app, sms, email] = [factOf(mfa, known('OFF')), isOn(totp), isOn(smsFactor), isOn(emailFactor)];
  if (mode.state !== 'known' || app.state !== 'known') return notInCode;
  // Another factor that cannot be told could save the users: the milder reading holds.
  const hasOther = (fact: Fact<boolean>): boolean => fact.state !== 'known' || fact.value;
  return mapFact(mode, (value) => ({ mode: value, totp: app.value, sms: hasOther(sms), email: hasOther(email), settings: {} }));
}
