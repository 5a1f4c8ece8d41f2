// Amazon Cognito user pools (cognito-idp): the operations that are simulated. Shapes and limits: SDK 3.1169.0; rules: cognito-replication.md.
import { userPoolArn } from '../arns.ts';
import { nextSource, userPoolIdFrom } from '../ids.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, textMember, type Call, type Operation, type Service } from '../service.ts';
import { integer, required, structure, text } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { entryOf, regionOf, regionsOf, withUserPool, type Domain, type UserPool, type UserPoolSettings } from '../world.ts';
import { requireUsableKey } from './poolKey.ts';
import { userPoolId } from './inputs.ts';
import { describeDomain, describeUserPool, isCustom, summarizeUserPool } from './describe.ts';
import { answersFor, primaryRegionOf, replicasOf, userPoolHere } from './replication.ts';
import { takenUnsigned, userOperations } from './userOperations.ts';
import { defaultSettings, userPoolSettings } from './userPoolSettings.ts';

const operation = operationsWith('InvalidParameterException');
const nextToken = text({ min: 1, max: 131_072 });
const badToken = (): Error => new Refusal('InvalidParameterException', 'Invalid pagination token.');

/** Every pool of the Region, and with the switch secondaryListsReplicas the replicas it holds. */
const listUserPools = operation(
  structure({ MaxResults: required(integer({ min: 1, max: 60 })), NextToken: nextToken }),
  ({ MaxResults, NextToken }, call) => {
    const pools = Object.values(regionOf(call.world, call.account, call.region).userPools)
      .filter((pool) => !pool.replica || (call.world.switches.secondaryListsReplicas && answersFor(pool, call)))
      .sort(byKey(({ id }) => id));
    const { page, next } = pageOf(pools, ({ id }) => id, { size: MaxResults, token: NextToken, onBadToken: badToken });
    return { output: { UserPools: page.map((pool) => summarizeUserPool(pool, call)), ...(next && { NextToken: next }) } };
  },
);

const describe = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => ({
  output: { UserPool: describeUserPool(userPoolHere(UserPoolId, call), call) },
}));

/** The new pool's key has to be there already: same Region, full ARN, usable (facts: section 2, "Key"). */
const createUserPool = operation(userPoolSettings, (input, call) => {
  const { world, source } = nextSource(call.world);
  const settings: UserPoolSettings = { ...defaultSettings, ...input };
  requireUsableKey(settings.KeyConfiguration, call);
  const pool: UserPool = {
    id: userPoolIdFrom(source, call.region),
    createdAt: call.now,
    modifiedAt: call.now,
    estimatedUsers: 0,
    settings,
    factors: { softwareToken: false, sms: false, email: false },
  };
  const changed = withUserPool(world, call.account, call.region, pool);
  return { world: changed, output: { UserPool: describeUserPool(pool, { ...call, world: changed }) } };
});

/** Both Regions answer with both rows; the primary is always ACTIVE (facts: section 1). */
const listUserPoolReplicas = operation(structure({ UserPoolId: userPoolId, NextToken: nextToken }), ({ UserPoolId, NextToken }, call) => {
  if (NextToken !== undefined) throw badToken();
  const { id } = userPoolHere(UserPoolId, call);
  const row = (RegionName: string, Status: string, Role: string) => ({
    RegionName,
    Status,
    Role,
    UserPoolArn: userPoolArn(RegionName, call.account, id),
  });
  const replicas = replicasOf(call.world, call.account, id, call.now).map(({ region, status }) => row(region, status, 'SECONDARY'));
  return { output: { UserPoolReplicas: [row(primaryRegionOf(id), 'ACTIVE', 'PRIMARY'), ...replicas] } };
});

/** A domain that nobody has is an empty description, not an error. */
const describeUserPoolDomain = operation(structure({ Domain: required(text({ min: 1, max: 63 })) }), (input, call) => {
  const domain = domainHere(input.Domain, call);
  return { output: { DomainDescription: domain ? describeDomain(domain, call.account) : {} } };
});

const getUserPoolMfaConfig = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => {
  const { settings, factors } = userPoolHere(UserPoolId, call);
  return {
    output: {
      MfaConfiguration: settings.MfaConfiguration ?? 'OFF',
      SoftwareTokenMfaConfiguration: { Enabled: factors.softwareToken },
      ...(factors.sms && { SmsMfaConfiguration: { ...(settings.SmsConfiguration && { SmsConfiguration: settings.SmsConfiguration }) } }),
      ...(factors.email && { EmailMfaConfiguration: {} }),
    },
  };
});

/** A domain of this Region, or the custom domain of a pool whose replica is here. */
function domainHere(name: string, call: Call): Domain | undefined {
  const here = regionOf(call.world, call.account, call.region);
  const elsewhere = regionsOf(call.world, call.account).map(([, { domains }]) => entryOf(domains, name));
  return (
    entryOf(here.domains, name) ??
    elsewhere.find((domain) => {
      const pool = domain && isCustom(domain) ? entryOf(here.userPools, domain.userPoolId) : undefined;
      return pool && answersFor(pool, call);
    })
  );
}

export const cognitoOperations: Readonly<Record<string, Operation>> = {
  CreateUserPool: createUserPool,
  DescribeUserPool: describe,
  DescribeUserPoolDomain: describeUserPoolDomain,
  GetUserPoolMfaConfig: getUserPoolMfaConfig,
  ListUserPoolReplicas: listUserPoolReplicas,
  ListUserPools: listUserPools,
  ...userOperations,
};

export const cognito: Service = {
  protocol: awsJson('AWSCognitoIdentityProviderService'),
  operations: cognitoOperations,
  throttled: { code: 'TooManyRequestsException', message: 'Rate exceeded' },
  failed: { code: 'InternalErrorException', message: 'Internal error.' },
  unsigned: takenUnsigned,
  resourceOf: (input, { region, account }) => userPoolArn(region, account, textMember(input, 'UserPoolId') ?? '*'),
};
