// Where the mail, the text messages and the logs of a scenario's pools go: identities, accounts, log groups, delivery streams and buckets.
import type { DeliveryStream } from './firehose/service.ts';
import type { LogGroup } from './logs/service.ts';
import { copiesOf, filled, inRegions, name, region } from './scenarioRegions.ts';
import type { Bucket } from './s3/service.ts';
import { newEmailAccount, type EmailIdentity } from './ses/service.ts';
import { anything, dictionary, flag, integer, list, number, oneOf, required, structure, text, type Shaped } from './shape.ts';
import { newSmsAccount } from './sns/service.ts';
import { withRegion, type RegionState, type World } from './world.ts';

const verification = oneOf('PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED');

export const emailIdentitiesShape = list(
  inRegions({
    /** Of the identity itself; SUCCESS where it is left out. */
    status: verification,
    dkim: verification,
    configurationSet: text({ min: 1, max: 64 }),
    mailFrom: text(),
    policies: dictionary(anything),
    tags: dictionary(text({ max: 256 })),
  }),
);

/** By Region; a Region without an entry is in the sandbox, as every account at first. */
export const emailAccountsShape = dictionary(
  structure({
    /** Out of the sandbox; true where it is left out. */
    production: flag,
    sending: flag,
    enforcement: oneOf('HEALTHY', 'PROBATION', 'SHUTDOWN'),
    dailyQuota: number({ min: 0 }),
    perSecond: number({ min: 0 }),
    sentLastDay: number({ min: 0 }),
  }),
  region,
);

/** By Region; a Region without an entry is in the sandbox, as every account at first. */
export const smsAccountsShape = dictionary(
  structure({
    /** False where it is left out. */
    sandbox: flag,
    attributes: dictionary(
      text(),
      oneOf(
        'MonthlySpendLimit',
        'DeliveryStatusIAMRole',
        'DeliveryStatusSuccessSamplingRate',
        'DefaultSenderID',
        'DefaultSMSType',
        'UsageReportS3Bucket',
      ),
    ),
  }),
  region,
);

export const logGroupsShape = list(
  inRegions(
    { retentionDays: integer({ min: 1, max: 3653 }), class: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'), key: text() },
    text({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' }),
  ),
);

export const deliveryStreamsShape = list(
  inRegions({
    status: oneOf('CREATING', 'CREATING_FAILED', 'DELETING', 'DELETING_FAILED', 'ACTIVE'),
    /** With {region} and {account}; made of the stream's name where it is left out. */
    bucket: name,
  }),
);

/** A bucket is in one Region, and no other bucket has its name. */
export const bucketsShape = list(
  structure({ name: required(text({ min: 3, max: 63, pattern: '[a-z0-9][a-z0-9.-]+[a-z0-9]' })), region: required(region) }),
);

/** Request rates by Region and category, requests per second. */
export const provisionedLimitsShape = dictionary(dictionary(integer({ min: 1 })), region);

export interface DestinationSections {
  readonly emailIdentities?: Shaped<typeof emailIdentitiesShape>;
  readonly emailAccounts?: Shaped<typeof emailAccountsShape>;
  readonly smsAccounts?: Shaped<typeof smsAccountsShape>;
  readonly logGroups?: Shaped<typeof logGroupsShape>;
  readonly deliveryStreams?: Shaped<typeof deliveryStreamsShape>;
  readonly buckets?: Shaped<typeof bucketsShape>;
  readonly provisionedLimits?: Shaped<typeof provisionedLimitsShape>;
}

/**
 * A World with everything that a scenario's pools send to, and the rates that its account bought.
 * @param since epoch milliseconds at which all of it was made
 */
export function addDestinations(
  world: World,
  sections: DestinationSections,
  { account, since }: { account: string; since: number },
): World {
  let result = world;
  const change = (place: string, changed: (state: RegionState) => Partial<RegionState>): void => {
    result = withRegion(result, account, place, (state) => ({ ...state, ...changed(state) }));
  };
  for (const { region: place, item } of (sections.emailIdentities ?? []).flatMap(copiesOf)) {
    const identity = identityFrom(item, since);
    change(place, ({ emailIdentities }) => ({ emailIdentities: { ...emailIdentities, [identity.name]: identity } }));
  }
  for (const [place, given] of Object.entries(sections.emailAccounts ?? {})) {
    const emailAccount = { ...newEmailAccount, production: true, dailyQuota: 50_000, perSecond: 14, ...given };
    change(place, () => ({ emailAccount }));
  }
  for (const [place, given] of Object.entries(sections.smsAccounts ?? {})) {
    const smsAccount = { sandbox: given.sandbox ?? false, attributes: { ...newSmsAccount.attributes, ...given.attributes } };
    change(place, () => ({ smsAccount }));
  }
  for (const { region: place, item } of (sections.logGroups ?? []).flatMap(copiesOf)) {
    const { key, ...rest } = item;
    const group: LogGroup = {
      class: 'STANDARD',
      ...rest,
      ...(key !== undefined && { key: filled(key, { region: place, account }) }),
      createdAt: since,
    };
    change(place, ({ logGroups }) => ({ logGroups: { ...logGroups, [group.name]: group } }));
  }
  for (const { region: place, item } of (sections.deliveryStreams ?? []).flatMap(copiesOf)) {
    const bucket = filled(item.bucket ?? `${item.name}-{region}`, { region: place, account });
    const stream: DeliveryStream = { name: item.name, status: item.status ?? 'ACTIVE', bucket, createdAt: since };
    change(place, ({ deliveryStreams }) => ({ deliveryStreams: { ...deliveryStreams, [stream.name]: stream } }));
  }
  for (const { name: bucketName, region: place } of sections.buckets ?? []) {
    const bucket: Bucket = { name: bucketName, createdAt: since };
    change(place, ({ buckets }) => ({ buckets: { ...buckets, [bucket.name]: bucket } }));
  }
  for (const [place, provisionedLimits] of Object.entries(sections.provisionedLimits ?? {})) change(place, () => ({ provisionedLimits }));
  return result;
}

type ScenarioIdentity = NonNullable<DestinationSections['emailIdentities']>[number];

function identityFrom(item: Omit<ScenarioIdentity, 'regions' | 'differs'>, since: number): EmailIdentity {
  const { policies = {}, tags = {}, status = 'SUCCESS', dkim = item.name.includes('@') ? 'NOT_STARTED' : status, ...rest } = item;
  const documents = Object.entries(policies).map(([policy, document]) => [policy, JSON.stringify(document)] as const);
  return { ...rest, status, dkim, policies: Object.fromEntries(documents), tags, createdAt: since };
}
