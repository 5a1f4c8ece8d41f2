import { absent, known } from '../../../../src/domain/fact.ts';
import type { FunctionConfiguration, PolicyStatement } from '../../../../src/domain/parity/snapshot.ts';
import { poolArn } from '../../../../src/domain/userPool.ts';
import { type Change, type Changeable, type ChangeableSide, settingIn, valueIn } from './changes.ts';
import { account, poolId, primaryRegion } from './equalPair.ts';

const trigger = 'PreTokenGeneration';
const functionOf = (side: ChangeableSide) => side.functions.get(trigger)!;
const configurationOf = (side: ChangeableSide): Changeable<FunctionConfiguration> =>
  valueIn<FunctionConfiguration>(functionOf(side).configuration);
const statementOf = (side: ChangeableSide): Changeable<PolicyStatement> => valueIn<readonly PolicyStatement[]>(functionOf(side).policy)[0]!;
const elsewhere = poolArn(poolId, primaryRegion, account);
const variable = (regions: string[], digest = 'other', regionlessDigest = digest) => ({ digest, regionlessDigest, regions });

export const triggerCases: Readonly<Record<string, Change>> = {
  'a trigger only in the primary': (secondary) => secondary.functions.delete(trigger),
  'a trigger only in the secondary': (_secondary, primary) => primary.functions.delete(trigger),
  'a trigger that this product does not know': (secondary, primary) => {
    for (const side of [secondary, primary]) side.functions.set('PostHorse', functionOf(side));
  },
  'a function of the primary Region': (secondary) => {
    functionOf(secondary).arn = `arn:aws:lambda:us-east-1:${account}:function:claims`;
    functionOf(secondary).configuration = absent;
  },
  'a function of another Region in the primary': (_secondary, primary) => {
    functionOf(primary).arn = `arn:aws:lambda:us-west-2:${account}:function:claims`;
  },
  'a function of another Region that only the secondary names': (secondary, primary) => {
    primary.functions.delete(trigger);
    functionOf(secondary).arn = `arn:aws:lambda:us-east-1:${account}:function:claims`;
  },
  'a function of another name': (secondary) => (functionOf(secondary).arn = `arn:aws:lambda:us-west-2:${account}:function:claims-v2`),
  'names that CloudFormation made': (secondary, primary) => {
    functionOf(primary).arn = `arn:aws:lambda:us-east-1:${account}:function:identity-us-east-1-Claims-1AB2CD3EF4GH`;
    functionOf(secondary).arn = `arn:aws:lambda:us-west-2:${account}:function:identity-us-west-2-Claims-9ZY8XW7VU6TS`;
  },
  'other versions of one code': (secondary, primary) => {
    functionOf(primary).arn += ':7';
    functionOf(secondary).arn += ':3';
  },
  'an alias only in the primary': (_secondary, primary) => (functionOf(primary).arn += ':live'),
  'another event version': (secondary) => (functionOf(secondary).eventVersion = 'V3_0'),
  'no event version': (secondary) => delete functionOf(secondary).eventVersion,
  'no such function in the secondary': (secondary) => (functionOf(secondary).configuration = absent),
  'no such function in the primary': (_secondary, primary) => (functionOf(primary).configuration = absent),
  'no such function in either Region': (secondary, primary) => {
    for (const side of [secondary, primary]) functionOf(side).configuration = absent;
  },
  'a function that is not Active': (secondary) => (configurationOf(secondary).state = 'Failed'),
  'a function that is not Active in either Region': (secondary, primary) => {
    for (const side of [secondary, primary]) configurationOf(side).state = 'Inactive';
  },
  'other code': (secondary) => (configurationOf(secondary).codeSha256 = '9c01'),
  'another runtime': (secondary) => (configurationOf(secondary).runtime = 'nodejs20.x'),
  'another architecture': (secondary) => (configurationOf(secondary).architectures = ['x86_64']),
  'another handler': (secondary) => (configurationOf(secondary).handler = 'main.handler'),
  'less memory': (secondary) => (configurationOf(secondary).memorySize = 128),
  'another timeout': (secondary) => (configurationOf(secondary).timeout = 3),
  'another version of a layer': (secondary) =>
    (configurationOf(secondary).layers[1] = `arn:aws:lambda:us-west-2:${account}:layer:observability:11`),
  'layers in another order': (secondary) => configurationOf(secondary).layers.reverse(),
  'no layers': (secondary) => (configurationOf(secondary).layers = []),
  'a VPC only in the secondary': (secondary) => (configurationOf(secondary).inVpc = true),
  'an environment variable that points to the primary Region': (secondary) => {
    configurationOf(secondary).environment.set('TABLE', variable(['us-east-1'], 'digest-of-us-east-1-table', 'digest-of-table'));
  },
  'environment variables that point to each other': (secondary, primary) => {
    configurationOf(secondary).environment.set('TABLE', variable(['us-east-1'], 'one', 'same'));
    configurationOf(primary).environment.set('TABLE', variable(['us-west-2'], 'two', 'same'));
  },
  'an environment variable of the primary that points to the secondary Region': (_secondary, primary) => {
    configurationOf(primary).environment.set('TABLE', variable(['us-west-2'], 'digest-of-us-west-2-table', 'digest-of-table'));
  },
  'an environment variable with both Regions': (secondary, primary) => {
    for (const side of [secondary, primary]) configurationOf(side).environment.set('TABLE', variable(['us-east-1', 'us-west-2'], 'both'));
  },
  'an environment variable of another value': (secondary) => configurationOf(secondary).environment.set('LOG_LEVEL', variable([])),
  'an environment variable only in the primary': (secondary) => configurationOf(secondary).environment.delete('LOG_LEVEL'),
  'an environment variable only in the secondary': (secondary) => configurationOf(secondary).environment.set('DEBUG', variable([])),
  'an environment variable only in the secondary that points to the primary Region': (secondary) => {
    configurationOf(secondary).environment.set('FALLBACK', variable(['us-east-1']));
  },
  'a permission for the pool of the primary': (secondary) => (statementOf(secondary).sourceArns = [elsewhere]),
  'a permission for every pool of the account': (secondary) => {
    statementOf(secondary).sourceArns = [`arn:aws:cognito-idp:*:${account}:userpool/*`];
  },
  'a permission for the account': (secondary) => {
    Object.assign(statementOf(secondary), { sourceArns: [], sourceAccounts: [account] });
  },
  'a permission for another account': (secondary) => (statementOf(secondary).sourceAccounts = ['999988887777']),
  'a permission for another service': (secondary) => (statementOf(secondary).principals = ['apigateway.amazonaws.com']),
  'a permission for another action': (secondary) => (statementOf(secondary).actions = ['lambda:GetFunction']),
  'no resource policy': (secondary) => (functionOf(secondary).policy = absent),
  'no resource policy in the primary': (_secondary, primary) => (functionOf(primary).policy = absent),
  'a permission with conditions that are not read': (secondary) => (statementOf(secondary).hasOtherConditions = true),
  'a denial beside the permission': (secondary) => {
    const statements = valueIn<readonly PolicyStatement[]>(functionOf(secondary).policy);
    statements.push({ ...statementOf(secondary), effect: 'Deny', principals: ['*'], actions: ['lambda:*'] });
  },
  'a concurrency of zero': (secondary) => (functionOf(secondary).reservedConcurrency = known(0)),
  'less concurrency': (secondary) => (functionOf(secondary).reservedConcurrency = known(100)),
  'no concurrency reserved': (secondary) => (functionOf(secondary).reservedConcurrency = absent),
  'the key of custom senders of the primary Region': (secondary) => {
    settingIn(secondary, 'LambdaConfig')['KMSKeyID'] = `arn:aws:kms:us-east-1:${account}:key/mrk-2`;
  },
  'a key of custom senders of its own': (secondary) => {
    settingIn(secondary, 'LambdaConfig')['KMSKeyID'] = `arn:aws:kms:us-west-2:${account}:key/0a1b`;
  },
  'no key of custom senders': (secondary) => delete settingIn(secondary, 'LambdaConfig')['KMSKeyID'],
  'a key of custom senders only in the secondary': (_secondary, primary) => delete settingIn(primary, 'LambdaConfig')['KMSKeyID'],
};
