// What a scenario's pool holds besides its settings: groups, resource servers, looks, terms and threat protection, which its replica shows too,
// and where each Region sends logs and notifications.
import { identityArn } from './arns.ts';
import type { PoolResources } from './cognito/poolResources.ts';
import { termsName } from './cognito/poolResources.ts';
import { uuidFrom } from './ids.ts';
import type { identityProvidersShape } from './scenarioProviders.ts';
import { identityProvidersFrom } from './scenarioProviders.ts';
import { filled, name, region, type Place } from './scenarioRegions.ts';
import { anything, dictionary, flag, integer, list, oneOf, required, structure, text, type Shaped } from './shape.ts';
import { clientIdIn } from './scenarioUsers.ts';

const scopes = dictionary(text({ min: 1, max: 256 }));

/** What is synchronized. */
export const heldMembers = {
  groups: list(structure({ name: required(name), description: text({ max: 2048 }), precedence: integer({ min: 0 }), role: name })),
  resourceServers: list(
    structure({ identifier: required(text({ min: 1, max: 256 })), name: required(text({ min: 1, max: 256 })), scopes }),
  ),
  /** Managed login: the style of an app client; without settings, the one that Cognito provides. */
  branding: list(structure({ client: required(name), settings: anything })),
  /** The classic hosted UI, of an app client or of all that have none. */
  hostedUi: list(structure({ client: name, css: required(text()) })),
  terms: list(structure({ client: required(name), name: required(termsName), links: required(dictionary(text({ min: 1, max: 1024 }))) })),
};

const riskAction = oneOf('BLOCK', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'NO_ACTION');
export const threatProtectionShape = structure({
  compromisedCredentials: oneOf('BLOCK', 'NO_ACTION'),
  /** What becomes of a sign-in by its risk. */
  takeover: structure({ low: riskAction, medium: riskAction, high: riskAction, notify: flag }),
  blockedAddresses: list(text()),
  skippedAddresses: list(text()),
});

/** What each Region has of its own. */
export const ownMembers = {
  /** Each source of logs goes to one of a log group, a delivery stream and a bucket, named with {region} and {account}. */
  logs: list(
    structure({
      source: required(oneOf('userNotification', 'userAuthEvents')),
      level: oneOf('ERROR', 'INFO'),
      logGroup: text({ min: 1 }),
      deliveryStream: text({ min: 1 }),
      bucket: text({ min: 1 }),
    }),
  ),
  /** Who sends the mails of threat protection. */
  notificationEmail: structure({
    from: required(text({ min: 3, pattern: '.+@.+' })),
    replyTo: text({ pattern: '.+@.+' }),
    identityRegion: region,
  }),
};

export type Held = Shaped<ReturnType<typeof structure<typeof heldMembers>>> & {
  readonly identityProviders?: Shaped<typeof identityProvidersShape>;
};
export type Own = Shaped<ReturnType<typeof structure<typeof ownMembers>>>;
export type ThreatProtection = Shaped<typeof threatProtectionShape>;

export interface ResourceOrigin {
  readonly account: string;
  /** The seed and the names that lead to the pool. */
  readonly source: string;
  /** Epoch milliseconds at which everything was made. */
  readonly since: number;
}

/** Entries by name, with their dates. */
function dated<T extends object>(items: readonly (readonly [name: string, item: T])[], since: number) {
  return Object.fromEntries(items.map(([key, item]) => [key, { ...item, createdAt: since, modifiedAt: since }]));
}

/** What both Regions show, as the service stores it; nothing for what the scenario leaves out. */
export function heldResources(held: Held, { account, source, since }: ResourceOrigin): PoolResources {
  const client = (clientName: string): string => clientIdIn(source, clientName);
  const { groups, resourceServers, branding, hostedUi, terms } = held;
  return {
    ...(held.identityProviders && identityProvidersFrom(held.identityProviders, since)),
    ...(groups && {
      groups: dated(
        groups.map(({ name: GroupName, description, precedence, role }) => [
          GroupName,
          {
            GroupName,
            ...(description !== undefined && { Description: description }),
            ...(role !== undefined && { RoleArn: `arn:aws:iam::${account}:role/${role}` }),
            ...(precedence !== undefined && { Precedence: precedence }),
          },
        ]),
        since,
      ),
    }),
    ...(resourceServers && {
      resourceServers: dated(
        resourceServers.map(({ identifier: Identifier, name: Name, scopes: given = {} }) => [
          Identifier,
          { Identifier, Name, Scopes: Object.entries(given).map(([ScopeName, ScopeDescription]) => ({ ScopeName, ScopeDescription })) },
        ]),
        since,
      ),
    }),
    ...(branding && {
      branding: dated(
        branding.map(({ client: clientName, settings }) => [
          client(clientName),
          {
            id: uuidFrom(`branding ${source} ${clientName}`),
            UseCognitoProvidedValues: settings === undefined,
            ...(settings && { Settings: settings }),
          },
        ]),
        since,
      ),
    }),
    ...(hostedUi && {
      hostedUi: dated(
        hostedUi.map(({ client: clientName, css }) => [clientName === undefined ? 'ALL' : client(clientName), { CSS: css }]),
        since,
      ),
    }),
    ...(terms && {
      terms: dated(
        terms.map(({ client: clientName, name: TermsName, links }) => [
          uuidFrom(`terms ${source} ${clientName} ${TermsName}`),
          { ClientId: client(clientName), TermsName, TermsSource: 'LINK' as const, Enforcement: 'NONE' as const, Links: links },
        ]),
        since,
      ),
    }),
  };
}

/** What one Region has: its log delivery, and the threat protection with its own sender of notifications. */
export function ownResources(
  { threatProtection, logs = [], notificationEmail }: Own & { readonly threatProtection?: ThreatProtection },
  place: Place,
  since: number,
): PoolResources {
  return {
    ...(logs.length > 0 && { logConfigurations: logs.map((log) => logConfiguration(log, place)) }),
    ...(threatProtection && { risk: dated([['', riskFrom(threatProtection, notificationEmail, place)]], since) }),
  };
}

function logConfiguration(
  { source: EventSource, level, logGroup, deliveryStream, bucket }: NonNullable<Own['logs']>[number],
  place: Place,
) {
  const arn = (pattern: string): string => filled(pattern, place);
  return {
    LogLevel: level ?? (EventSource === 'userNotification' ? ('ERROR' as const) : ('INFO' as const)),
    EventSource,
    ...(logGroup !== undefined && {
      CloudWatchLogsConfiguration: { LogGroupArn: arn(`arn:aws:logs:{region}:{account}:log-group:${logGroup}`) },
    }),
    ...(deliveryStream !== undefined && {
      FirehoseConfiguration: { StreamArn: arn(`arn:aws:firehose:{region}:{account}:deliverystream/${deliveryStream}`) },
    }),
    ...(bucket !== undefined && { S3Configuration: { BucketArn: arn(`arn:aws:s3:::${bucket}`) } }),
  };
}

function riskFrom(
  { compromisedCredentials, takeover, blockedAddresses, skippedAddresses }: ThreatProtection,
  sender: Own['notificationEmail'],
  place: Place,
) {
  const addresses = {
    ...(blockedAddresses && { BlockedIPRangeList: blockedAddresses }),
    ...(skippedAddresses && { SkippedIPRangeList: skippedAddresses }),
  };
  return {
    ...(compromisedCredentials && {
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: compromisedCredentials } },
    }),
    ...(takeover && {
      AccountTakeoverRiskConfiguration: {
        Actions: Object.fromEntries(
          (['low', 'medium', 'high'] as const).flatMap((risk) => {
            const EventAction = takeover[risk];
            const member = `${risk.charAt(0).toUpperCase()}${risk.slice(1)}Action`;
            return EventAction ? [[member, { Notify: takeover.notify ?? false, EventAction }] as const] : [];
          }),
        ),
        ...(sender && { NotifyConfiguration: senderOf(sender, place) }),
      },
    }),
    ...(Object.keys(addresses).length > 0 && { RiskExceptionConfiguration: addresses }),
  };
}

function senderOf({ from: From, replyTo, identityRegion }: NonNullable<Own['notificationEmail']>, place: Place) {
  const domain = From.slice(From.indexOf('@') + 1);
  return {
    From,
    ...(replyTo !== undefined && { ReplyTo: replyTo }),
    SourceArn: identityArn(identityRegion ?? place.region, place.account, domain),
  };
}
