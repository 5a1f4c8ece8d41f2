// User pool domains: a prefix domain belongs to one Region, the custom domain is one object with failover routing (facts: section 4).
// Sentences that no source quotes are ours.
import { lettersFrom } from '../ids.ts';
import { omit } from '../omit.ts';
import type { Call, Operation } from '../service.ts';
import { integer, oneOf, required, structure, text, type Shaped } from '../shape.ts';
import { entryOf, regionOf, regionsOf, withRegion, type Domain, type World } from '../world.ts';
import { describeDomain, isCustom } from './describe.ts';
import { invalid, operation, regionName, userPoolId } from './poolInputs.ts';
import { answersFor, replicasOf, userPoolHere } from './replication.ts';

const domainName = required(text({ min: 1, max: 63 }));
const routing = structure({
  Failover: structure({ SecondaryRegion: regionName, PrimaryRoute53HealthCheckId: required(text({ min: 1, max: 64 })) }),
});
const domainInput = structure({
  Domain: domainName,
  UserPoolId: userPoolId,
  ManagedLoginVersion: integer({ min: 1, max: 2 }),
  CustomDomainConfig: structure({
    CertificateArn: required(text({ min: 20, max: 2048 })),
    SecurityPolicy: oneOf('TLS_V1', 'TLS_V1_2_2021', 'TLS_V1_3_2025'),
  }),
  Routing: routing,
});
type Input = Shaped<typeof domainInput>;

interface Located {
  readonly region: string;
  readonly domain: Domain;
}

/** A domain of this Region, or the custom domain of a pool whose replica is here. */
function domainHere(name: string, call: Call): Located | undefined {
  const here = regionOf(call.world, call.account, call.region);
  const located = regionsOf(call.world, call.account).flatMap(([region, { domains }]) => {
    const domain = entryOf(domains, name);
    return domain ? [{ region, domain }] : [];
  });
  return (
    located.find(({ region }) => region === call.region) ??
    located.find(({ domain }) => {
      const pool = isCustom(domain) ? entryOf(here.userPools, domain.userPoolId) : undefined;
      return pool && answersFor(pool, call);
    })
  );
}

/** A domain that nobody has is an empty description, not an error. */
const describeUserPoolDomain = operation(structure({ Domain: domainName }), (input, call) => {
  const found = domainHere(input.Domain, call);
  return { output: { DomainDescription: found ? describeDomain(found.domain, call.account) : {} } };
});

const createUserPoolDomain = operation(domainInput, (input, call) => {
  const pool = userPoolHere(input.UserPoolId, call);
  const custom = input.CustomDomainConfig !== undefined;
  if (custom !== input.Domain.includes('.')) throw invalid('A custom domain has a certificate and a dot; a prefix domain has neither.');
  // There is one custom domain for both Regions, and it is made in the primary (facts: section 2, "Custom domain").
  if (custom && pool.replica) throw invalid('A custom domain can only be configured in the primary Region.');
  if (taken(input.Domain, custom, call)) throw invalid('Domain already associated with another user pool.');
  const own = Object.values(regionOf(call.world, call.account, call.region).domains).filter((domain) => domain.userPoolId === pool.id);
  if (own.some((domain) => isCustom(domain) === custom)) throw invalid('User pool already has a domain of this kind.');
  const domain: Domain = {
    name: input.Domain,
    userPoolId: pool.id,
    version: version(call),
    managedLoginVersion: input.ManagedLoginVersion ?? 1,
    ...(custom && { cloudFrontDistribution: `d${lettersFrom(input.Domain, 13).toLowerCase()}.cloudfront.net` }),
    ...certificateOf(input),
    ...failoverOf(input, call),
  };
  return answer(domain, call.region, call);
});

/** Prefixes are unique in a Region, custom domains everywhere. */
const taken = (name: string, custom: boolean, { world, region }: Call): boolean =>
  Object.keys(world.accounts).some((account) =>
    regionsOf(world, account).some(([holder, { domains }]) => (custom || holder === region) && entryOf(domains, name) !== undefined),
  );

/** Replaces the certificate and the login version; whether a Routing that is left out goes is the switch omittedRouting. */
const updateUserPoolDomain = operation(domainInput, (input, call) => {
  const { region, domain } = ownDomain(input, call);
  if (isCustom(domain) && !input.CustomDomainConfig) throw invalid('CustomDomainConfig is required for a custom domain.');
  if (!isCustom(domain) && input.CustomDomainConfig) throw invalid('A prefix domain has no certificate.');
  const { failover } = domain;
  const changed: Domain = {
    ...omit(domain, 'failover', 'certificateArn', 'securityPolicy'),
    version: version(call),
    managedLoginVersion: input.ManagedLoginVersion ?? domain.managedLoginVersion,
    ...(call.world.switches.omittedRouting === 'keeps' && failover && { failover }),
    ...certificateOf(input),
    ...failoverOf(input, call),
  };
  return answer(changed, region, call);
});

const deleteUserPoolDomain = operation(structure({ Domain: domainName, UserPoolId: userPoolId }), (input, call) => {
  const { region, domain } = ownDomain(input, call);
  const world = withRegion(call.world, call.account, region, (state) => ({
    ...state,
    domains: Object.fromEntries(Object.entries(state.domains).filter(([name]) => name !== domain.name)),
  }));
  return { world, output: {} };
});

/** @throws Refusal InvalidParameterException for a domain that this pool does not have */
function ownDomain({ Domain: name, UserPoolId }: Pick<Input, 'Domain' | 'UserPoolId'>, call: Call): Located {
  const pool = userPoolHere(UserPoolId, call);
  const found = domainHere(name, call);
  if (found?.domain.userPoolId !== pool.id) throw invalid(`No such domain or user pool exists.`);
  return found;
}

/** CloudFront takes certificates of us-east-1 only (facts: section 2, "Custom domain"). */
function certificateOf({ CustomDomainConfig }: Input): Pick<Domain, 'certificateArn' | 'securityPolicy'> {
  if (!CustomDomainConfig) return {};
  const { CertificateArn, SecurityPolicy } = CustomDomainConfig;
  if (!CertificateArn.startsWith('arn:aws:acm:us-east-1:')) throw invalid('The certificate of a custom domain must be in us-east-1.');
  return { certificateArn: CertificateArn, ...(SecurityPolicy && { securityPolicy: SecurityPolicy }) };
}

/** Failover goes to the Region of the pool's replica, on custom domains only (SDK; switch prefixDomainRouting: the guide says both). */
function failoverOf({ Domain: name, UserPoolId, Routing }: Input, call: Call): Pick<Domain, 'failover'> {
  const failover = Routing?.Failover;
  if (!failover) return {};
  if (!name.includes('.') && call.world.switches.prefixDomainRouting === 'refused') {
    throw invalid('Routing configuration is currently only supported for custom domains.');
  }
  const { SecondaryRegion: secondaryRegion, PrimaryRoute53HealthCheckId: healthCheckId } = failover;
  if (!replicasOf(call.world, call.account, UserPoolId, call.now).some(({ region }) => region === secondaryRegion)) {
    throw invalid(`User pool ${UserPoolId} has no replica in ${secondaryRegion}.`);
  }
  return { failover: { secondaryRegion, healthCheckId } };
}

function answer(domain: Domain, region: string, call: Call): { world: World; output: Readonly<Record<string, unknown>> } {
  const { ManagedLoginVersion, CloudFrontDistribution, Routing } = describeDomain(domain, call.account);
  const world = withRegion(call.world, call.account, region, (state) => ({
    ...state,
    domains: { ...state.domains, [domain.name]: domain },
  }));
  return {
    world,
    output: {
      ManagedLoginVersion,
      ...(CloudFrontDistribution && { CloudFrontDomain: CloudFrontDistribution }),
      ...(Routing && { Routing }),
    },
  };
}

/** `20260604000000` */
const version = ({ now }: Call): string => new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);

export const domainOperations: Readonly<Record<string, Operation>> = {
  CreateUserPoolDomain: createUserPoolDomain,
  DeleteUserPoolDomain: deleteUserPoolDomain,
  DescribeUserPoolDomain: describeUserPoolDomain,
  UpdateUserPoolDomain: updateUserPoolDomain,
};
