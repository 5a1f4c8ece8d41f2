import { absent, known, unknown } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import type { FunctionSnapshot, LogDelivery, PoolSnapshots } from '../../../../src/domain/parity/snapshot.ts';
import {
  type Change,
  type Changeable,
  type ChangeablePair,
  type ChangeableSide,
  settingIn,
  settingsIn,
  valueIn,
} from '../parity/changes.ts';
import { account, equalPair } from '../parity/equalPair.ts';

const arnOf = (name: string, region = 'us-west-2'): string => `arn:aws:lambda:${region}:${account}:function:${name}`;
const functionOf = (side: ChangeableSide, trigger = 'PreTokenGeneration') => side.functions.get(trigger)!;
const missing = (secondary: ChangeableSide, trigger = 'PreTokenGeneration') => secondary.functions.delete(trigger);
const namesake = (pair: ChangeablePair, trigger: string, change: Partial<FunctionSnapshot> = {}): void => {
  const there = {
    ...functionOf(pair.primary, trigger),
    arn: functionOf(pair.primary, trigger).arn.replace('us-east-1', 'us-west-2'),
    ...change,
  };
  pair.namesakes = { ...pair.namesakes, functions: new Map([[trigger, there as Changeable<FunctionSnapshot>]]) };
};
const theirPolicy = [
  {
    effect: 'Allow',
    principals: ['cognito-idp.amazonaws.com'],
    actions: ['lambda:InvokeFunction'],
    sourceArns: [`arn:aws:cognito-idp:us-west-2:${account}:userpool/*`],
    sourceAccounts: [],
    hasOtherConditions: false,
  },
];
const bucket = (arn: string): Changeable<LogDelivery>['destination'] => ({ kind: 's3', arn, exists: absent });
const deliveries = (side: ChangeableSide): Changeable<LogDelivery>[] => valueIn<readonly LogDelivery[]>(side.logs);

type RepairCase = (pair: ChangeablePair) => unknown;

/** The cases of a comparison as cases of a repair. */
export const sides =
  (change: Change): RepairCase =>
  ({ primary, secondary }) =>
    change(secondary, primary);

/** Differences in which a repair has to decide something that a comparison does not. */
export const repairCases: Readonly<Record<string, RepairCase>> = {
  'a trigger whose function is there, and may be called': (pair) => {
    missing(pair.secondary);
    namesake(pair, 'PreTokenGeneration', { policy: known(theirPolicy) });
  },
  'a trigger whose function is there, and lets nobody call it': (pair) => {
    missing(pair.secondary);
    namesake(pair, 'PreTokenGeneration', { policy: absent });
  },
  'a trigger whose function is not there': (pair) => {
    missing(pair.secondary);
    namesake(pair, 'PreTokenGeneration', { configuration: absent, policy: absent });
  },
  'a trigger whose function may not be read': (pair) => {
    missing(pair.secondary);
    const refused = unknown({ reason: 'accessDenied', operation: 'lambda:GetFunctionConfiguration', detail: '' });
    namesake(pair, 'PreTokenGeneration', { configuration: refused, policy: refused });
  },
  'a trigger whose function another trigger calls already': (pair) => {
    missing(pair.secondary);
    functionOf(pair.primary).arn = functionOf(pair.primary, 'CustomMessage').arn;
  },
  'two triggers of one function': sides((secondary, primary) => {
    missing(secondary);
    missing(secondary, 'CustomMessage');
    functionOf(primary).arn = functionOf(primary, 'CustomMessage').arn;
  }),
  'a trigger whose function has the Region in its name': sides((secondary, primary) => {
    missing(secondary);
    functionOf(primary).arn = arnOf('claims-us-east-1:live', 'us-east-1');
  }),
  'a trigger whose function CloudFormation named': sides((secondary, primary) => {
    missing(secondary);
    functionOf(primary).arn = arnOf('identity-us-east-1-Claims-1AB2CD3EF4GH', 'us-east-1');
  }),
  'a trigger, its key of custom senders included': sides((secondary) => {
    missing(secondary, 'CustomEmailSender');
    delete settingIn(secondary, 'LambdaConfig')['KMSKeyID'];
  }),
  'a custom sender whose key has no replica': sides((secondary, primary) => {
    missing(secondary, 'CustomEmailSender');
    delete settingIn(secondary, 'LambdaConfig')['KMSKeyID'];
    settingIn(primary, 'LambdaConfig')['KMSKeyID'] = `arn:aws:kms:us-east-1:${account}:key/0a1b`;
  }),
  'a custom sender where the Region has a key of its own': sides((secondary) => {
    missing(secondary, 'CustomEmailSender');
    settingIn(secondary, 'LambdaConfig')['KMSKeyID'] = `arn:aws:kms:us-west-2:${account}:key/0a1b`;
  }),
  'a trigger, a sender, SMS, a web ACL, logs, mails of threat protection, tags and a limit at once': (pair) => {
    const { secondary } = pair;
    missing(secondary);
    delete settingsIn(secondary)['EmailConfiguration'];
    delete settingsIn(secondary)['SmsConfiguration'];
    secondary.webAcl = absent;
    pair.namesakes = {
      functions: new Map(),
      webAcl: known({ arn: `arn:aws:wafv2:us-west-2:${account}:regional/webacl/login-protection/0a1b`, name: 'login-protection' }),
    };
    secondary.logs = absent;
    const risk = valueIn<JsonObject>(secondary.threatProtection) as unknown as Record<string, Record<string, unknown>>;
    delete risk['AccountTakeoverRiskConfiguration']!['NotifyConfiguration'];
    Object.assign(settingIn(secondary, 'UserPoolTags'), { team: 'shop', stage: 'standby' });
    secondary.requestLimits.set('UserAuthentication', known(120));
  },
  'a web ACL that is not there': (pair) => {
    pair.secondary.webAcl = absent;
    pair.namesakes = { functions: new Map(), webAcl: absent };
  },
  'web ACLs that may not be listed': (pair) => {
    pair.secondary.webAcl = absent;
    pair.namesakes = { functions: new Map(), webAcl: unknown({ reason: 'accessDenied', operation: 'wafv2:ListWebACLs', detail: '' }) };
  },
  'logs to a bucket with the Region in its name': sides((secondary, primary) => {
    deliveries(primary)[1]!.destination = bucket('arn:aws:s3:::sign-ins-us-east-1');
    deliveries(secondary).splice(1, 1);
  }),
  'logs to a bucket': sides((secondary, primary) => {
    deliveries(primary)[1]!.destination = bucket('arn:aws:s3:::sign-ins');
    deliveries(secondary).splice(1, 1);
  }),
  'SMS through End User Messaging': sides((secondary, primary) => {
    settingIn(primary, 'SmsConfiguration')['EumsSms'] = { CallerArn: `arn:aws:iam::${account}:role/sms-us-east-1`, Region: 'us-east-1' };
    delete settingsIn(secondary)['SmsConfiguration'];
  }),
};

/** The triggers of a side's functions as DescribeUserPool has them. */
function withLambdaConfig(side: ChangeableSide): void {
  if (side.pool.state !== 'known') return;
  const config: Record<string, unknown> = { ...settingIn(side, 'LambdaConfig') };
  for (const [trigger, { arn, eventVersion }] of side.functions) {
    if (trigger === 'PreTokenGeneration' && eventVersion !== undefined)
      config['PreTokenGenerationConfig'] = { LambdaVersion: eventVersion, LambdaArn: arn };
    config[trigger] = trigger === 'CustomEmailSender' ? { LambdaVersion: 'V1_0', LambdaArn: arn } : arn;
  }
  settingsIn(side)['LambdaConfig'] = config;
}

/** The equal pair with a change, with its triggers in the settings of the pool as well. */
export function changedPair(change: RepairCase): PoolSnapshots {
  const pair = structuredClone(equalPair() as ChangeablePair);
  change(pair);
  withLambdaConfig(pair.primary);
  withLambdaConfig(pair.secondary);
  return pair;
}
