// Amazon Cognito user pools (cognito-idp): the operations that are simulated. Shapes and limits: SDK 3.1169.0; rules: cognito-replication.md.
import { userPoolArn } from '../arns.ts';
import { nextSource, userPoolIdFrom } from '../ids.ts';
import { byKey, pageOf } from '../paging.ts';
import { textMember, type Operation, type Service } from '../service.ts';
import { integer, required, structure } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { regionOf, withUserPool, type UserPool } from '../world.ts';
import { brandingOperations } from './branding.ts';
import { deleteOperations } from './deleteUserPool.ts';
import { describeUserPool, summarizeUserPool } from './describe.ts';
import { poolResourceOperations } from './poolResourceOperations.ts';
import { domainOperations } from './domains.ts';
import { badToken, nextToken, operation, userPoolId } from './poolInputs.ts';
import { mfaOperations } from './mfa.ts';
import { requireUsableKey } from './poolKey.ts';
import { limitOperations } from './provisionedLimits.ts';
import { replicaOperations } from './replicas.ts';
import { answersFor, userPoolHere } from './replication.ts';
import { riskOperations } from './risk.ts';
import { guardPool } from './secondaryOperations.ts';
import { requireOwnTags } from './reservedTags.ts';
import { requireConsistent, settingsOver } from './settingsRules.ts';
import { visiblePool } from './synchronization.ts';
import { tagOperations } from './tags.ts';
import { termsOperations } from './terms.ts';
import { updateOperations } from './updateUserPool.ts';
import { takenUnsigned, userOperations } from './userOperations.ts';
import { defaultSettings, userPoolSettings } from './userPoolSettings.ts';

/** Every pool of the Region, and with the switch secondaryListsReplicas the replicas it holds. */
const listUserPools = operation(
  structure({ MaxResults: required(integer({ min: 1, max: 60 })), NextToken: nextToken }),
  ({ MaxResults, NextToken }, call) => {
    const pools = Object.values(regionOf(call.world, call.account, call.region).userPools)
      .filter((pool) => !pool.replica || (call.world.switches.secondaryListsReplicas && answersFor(pool, call)))
      .map((pool) => visiblePool(pool, call))
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
  requireConsistent(input);
  requireOwnTags(Object.keys(input.UserPoolTags ?? {}), call.world.switches.reservedTagRefusal);
  const settings = settingsOver({ ...defaultSettings, PoolName: input.PoolName }, input);
  const id = userPoolIdFrom(source, call.region);
  requireUsableKey(settings.KeyConfiguration, id, call);
  const pool: UserPool = {
    id,
    createdAt: call.now,
    modifiedAt: call.now,
    estimatedUsers: 0,
    settings,
    factors: { softwareToken: false, sms: false, email: false },
  };
  const changed = withUserPool(world, call.account, call.region, pool);
  return { world: changed, output: { UserPool: describeUserPool(pool, { ...call, world: changed }) } };
});

export const cognitoOperations: Readonly<Record<string, Operation>> = {
  CreateUserPool: createUserPool,
  DescribeUserPool: describe,
  ListUserPools: listUserPools,
  ...userOperations,
  ...deleteOperations,
  ...poolResourceOperations,
  ...brandingOperations,
  ...termsOperations,
  ...domainOperations,
  ...limitOperations,
  ...mfaOperations,
  ...replicaOperations,
  ...riskOperations,
  ...tagOperations,
  ...updateOperations,
};

export const cognito: Service = {
  protocol: awsJson('AWSCognitoIdentityProviderService'),
  operations: cognitoOperations,
  guard: guardPool,
  throttled: { code: 'TooManyRequestsException', message: 'Rate exceeded' },
  failed: { code: 'InternalErrorException', message: 'Internal error.' },
  unsigned: takenUnsigned,
  resourceOf: (input, { region, account }) =>
    textMember(input, 'ResourceArn') ?? userPoolArn(region, account, textMember(input, 'UserPoolId') ?? '*'),
};
