import { type Fact, unknown } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Json, type JsonObject, sortedJson } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import type { SettingsList } from '../../domain/ports.ts';
import type { MfaDescription, PoolDescription, PoolDetails, PoolReplica } from '../../domain/userPool.ts';
import type { RegionSettings } from '../regionSettings.ts';

/** What replication depends on comes first; the attributes of users and the message templates are long. */
const leadingMembers = [
  'Name',
  'Id',
  'Arn',
  'UserPoolTier',
  'KeyConfiguration',
  'IssuerConfiguration',
  'DeletionProtection',
  'MfaConfiguration',
  'LambdaConfig',
  'EmailConfiguration',
  'SmsConfiguration',
  'UserPoolTags',
  'Domain',
  'CustomDomain',
];

export interface PoolDocumentParts {
  readonly region: string;
  readonly details: PoolDetails | undefined;
  readonly settings: RegionSettings | undefined;
  readonly render: (message: Message) => string;
}

/**
 * One Region's user pool as data, under the names that AWS gives its parts, the short ones first. What could not be read says why in its place. What takes further calls
 * stands at the end, so that nothing above it moves when it arrives. Undefined while nothing of this Region was read.
 */
export function poolDocument({ region, details, settings, render }: PoolDocumentParts): JsonObject | undefined {
  const description = descriptionIn(region, details, settings);
  if (!description) return undefined;
  const isFromDetails = description === details?.description;
  const data = <T>(fact: Fact<T> | undefined, show: (value: T) => Json): Json => factData(fact, show, render);
  return {
    UserPoolReplicas: data(details?.replicas, (replicas) => replicas.map(replicaData)),
    UserPoolDomain: data(details?.domain, (domain) => sortedJson(domain.settings, ['Domain', 'Status', 'CustomDomainConfig', 'Routing'])),
    UserPoolMfaConfig: data((isFromDetails ? details.mfa : undefined) ?? settings?.mfa, (mfa: MfaDescription) => sortedJson(mfa.settings)),
    UserPool: data(description, (pool: PoolDescription) => sortedJson(pool.settings, leadingMembers)),
    IdentityProviders: data(settings?.identityProviders, (list) => listData(list, ['ProviderName', 'ProviderType'], render)),
    UserPoolClients: data(settings?.appClients, (list) => listData(list, ['ClientName', 'ClientId'], render)),
  };
}

/** The pool as this Region describes it: the details where they come from here, because the findings were judged by them. */
function descriptionIn(
  region: string,
  details: PoolDetails | undefined,
  settings: RegionSettings | undefined,
): Fact<PoolDescription> | undefined {
  const description = details?.description;
  if (settings?.description) return settings.description;
  if (description?.state !== 'known' || description.value.region === region) return description;
  // The other Region answered in this one's place.
  return unknown({ reason: 'unreachable', operation: 'cognito-idp:DescribeUserPool', region, detail: '' });
}

/** A fact in a document: null for what is not there, `unknown` with the reason for what could not be read. */
export function factData<T>(fact: Fact<T> | undefined, show: (value: T) => Json, render: (message: Message) => string): Json {
  switch (fact?.state) {
    case undefined:
      return { unknown: render(message('not read yet')) };
    case 'absent':
      return null;
    case 'known':
      return show(fact.value);
    case 'unknown':
      return { unknown: render(failureMessage(fact.failure)) };
  }
}

function replicaData({ region, role, status }: PoolReplica): Json {
  return { RegionName: region, Role: role, Status: status };
}

function listData({ items, more }: SettingsList, first: readonly string[], render: (message: Message) => string): Json {
  return [
    ...items.map((item) => sortedJson(item, first)),
    ...(more ? [{ more: render(message('There are more, which are not read here.')) }] : []),
  ];
}
