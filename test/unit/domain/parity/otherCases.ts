import { absent, known, unknown } from '../../../../src/domain/fact.ts';
import type { LogDelivery, LogDestination } from '../../../../src/domain/parity/snapshot.ts';
import { type Change, type Changeable, type ChangeableSide, settingIn, settingsIn, valueIn } from './changes.ts';
import { account } from './equalPair.ts';

const tagsOf = (side: ChangeableSide): Record<string, unknown> => settingIn(side, 'UserPoolTags');
const deliveriesOf = (side: ChangeableSide): Changeable<LogDelivery>[] => valueIn<readonly LogDelivery[]>(side.logs);
const prefix = (name: string, version = 2) => known({ name, custom: false, settings: { ManagedLoginVersion: version } });
const custom = (change: object) => known({ name: 'auth.example.com', custom: true, settings: {}, ...change });
const bucketIn = (region: string, name = 'logs-of-sign-ins'): Changeable<LogDestination> => ({
  kind: 's3',
  arn: `arn:aws:s3:::${name}`,
  exists: known(true),
  bucketRegion: region,
});
const noPermission = unknown({ reason: 'accessDenied', operation: 's3:ListBucket', detail: 'HTTP 403' });

export const otherCases: Readonly<Record<string, Change>> = {
  'a tag of another value': (secondary) => (tagsOf(secondary)['team'] = 'shop'),
  'a tag only in the primary': (secondary) => delete tagsOf(secondary)['team'],
  'a tag only in the secondary': (secondary) => (tagsOf(secondary)['stage'] = 'standby'),
  'a tag that names the primary Region in both': (secondary) => (tagsOf(secondary)['home'] = 'us-east-1'),
  'a tag with slashes': (secondary) => (tagsOf(secondary)['kubernetes.io/cluster'] = 'a'),
  'tags of AWS only in the primary': (secondary) => delete tagsOf(secondary)['aws:cloudformation:stack-id'],
  'no tags': (secondary) => delete settingsIn(secondary)['UserPoolTags'],
  'a lower limit': (secondary) => secondary.requestLimits.set('UserAuthentication', known(120)),
  'a higher limit': (secondary) => secondary.requestLimits.set('UserAuthentication', known(500)),
  'a limit that the secondary does not have': (secondary) => secondary.requestLimits.set('UserFederation', absent),
  'a limit that only the secondary has': (_secondary, primary) => primary.requestLimits.set('UserFederation', absent),
  'a limit that neither Region has': (secondary, primary) => {
    for (const side of [secondary, primary]) side.requestLimits.set('UserFederation', absent);
  },
  'a limit that was not asked for': (secondary) => secondary.requestLimits.delete('UserFederation'),
  'no logs in the secondary': (secondary) => (secondary.logs = known([])),
  'no logs in either Region': (secondary, primary) => {
    secondary.logs = absent;
    primary.logs = absent;
  },
  'logs only in the secondary': (_secondary, primary) => deliveriesOf(primary).shift(),
  'logs of another level': (secondary) => (deliveriesOf(secondary)[0]!.level = 'INFO'),
  'logs to another log group': (secondary) => {
    deliveriesOf(secondary)[0]!.destination.arn = `arn:aws:logs:us-west-2:${account}:log-group:/other`;
  },
  'logs to the primary Region': (secondary) => {
    deliveriesOf(secondary)[0]!.destination.arn = `arn:aws:logs:us-east-1:${account}:log-group:/aws/vendedlogs/customer-login`;
  },
  'logs to a place that is not there': (secondary) => (deliveriesOf(secondary)[0]!.destination.exists = known(false)),
  'logs of the primary to a place that is not there': (_secondary, primary) => (deliveriesOf(primary)[0]!.destination.exists = absent),
  'logs to another kind of place': (secondary) => (deliveriesOf(secondary)[1]!.destination = bucketIn('us-west-2')),
  'logs to one bucket': (secondary, primary) => {
    for (const side of [secondary, primary]) deliveriesOf(side)[1]!.destination = bucketIn('us-east-1');
  },
  'logs to a bucket in each Region': (secondary, primary) => {
    for (const side of [secondary, primary]) deliveriesOf(side)[1]!.destination = bucketIn(side.region, `sign-ins-${side.region}`);
  },
  'logs to a bucket that is not there': (secondary, primary) => {
    for (const side of [secondary, primary]) deliveriesOf(side)[1]!.destination = bucketIn(side.region, `sign-ins-${side.region}`);
    deliveriesOf(secondary)[1]!.destination = { kind: 's3', arn: 'arn:aws:s3:::sign-ins-us-west-2', exists: known(false) };
  },
  'logs to a bucket that may not be asked for': (secondary, primary) => {
    for (const side of [secondary, primary]) deliveriesOf(side)[1]!.destination = bucketIn(side.region, `sign-ins-${side.region}`);
    deliveriesOf(secondary)[1]!.destination = { kind: 's3', arn: 'arn:aws:s3:::sign-ins-us-west-2', exists: noPermission };
  },
  'two deliveries of one source': (secondary, primary) => {
    for (const side of [secondary, primary]) deliveriesOf(side)[0]!.source = 'userAuthEvents';
  },
  'a custom domain that the replica does not show': (secondary) => (secondary.domain = absent),
  'another custom domain': (secondary) => (secondary.domain = custom({ name: 'west.example.com' })),
  'a custom domain without failover': (_secondary, primary) => (primary.domain = custom({})),
  'a custom domain that fails over elsewhere': (_secondary, primary) => {
    primary.domain = custom({ failover: { secondaryRegion: 'eu-west-1', healthCheckId: 'check' } });
  },
  'a prefix domain only in the primary': (secondary, primary) => {
    secondary.domain = absent;
    primary.domain = prefix('customer-login');
  },
  'a prefix domain in each Region': (secondary, primary) => {
    secondary.domain = prefix('customer-login-us-west-2');
    primary.domain = prefix('customer-login-us-east-1');
  },
  'other prefixes, and the classic hosted UI': (secondary, primary) => {
    secondary.domain = prefix('customer-login-b', 1);
    primary.domain = prefix('customer-login');
  },
  'a domain only in the secondary': (secondary, primary) => {
    secondary.domain = prefix('customer-login');
    primary.domain = absent;
  },
  'no domain': (secondary, primary) => {
    secondary.domain = absent;
    primary.domain = absent;
  },
};
