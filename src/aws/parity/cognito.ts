import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeRiskConfigurationCommand,
  type DescribeRiskConfigurationCommandOutput,
  DescribeTermsCommand,
  DescribeUserPoolClientCommand,
  GetLogDeliveryConfigurationCommand,
  GetProvisionedLimitCommand,
  ListGroupsCommand,
  ListIdentityProvidersCommand,
  ListResourceServersCommand,
  ListTermsCommand,
  ListUserPoolClientsCommand,
  type LogConfigurationType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Result } from '../../domain/failure.ts';
import type { ListedThings, LogDeliveryTarget, RegionReader } from '../../domain/ports.ts';
import { call, callForOptional, nextPage, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import { clientData, identityProviderData, replyData } from '../replyData.ts';
import type { Digests } from './digests.ts';

type CognitoReads = Pick<
  RegionReader,
  | 'threatProtection'
  | 'logDeliveries'
  | 'requestLimit'
  | 'listAppClients'
  | 'appClient'
  | 'branding'
  | 'listIdentityProviders'
  | 'identityProvider'
  | 'groups'
  | 'resourceServers'
  | 'userChangedAt'
  | 'listTerms'
  | 'terms'
>;

/** The greatest page of every list here but that of resource servers, which is 50. */
const pageSize = 60;

/** How many pages of a list are read. What is compared are settings of people, not data: a pool may have ten thousand groups. */
const pagesAtMost = 5;

type Ask<T> = (cognito: CognitoIdentityProviderClient, options: { abortSignal: AbortSignal }) => Promise<T>;

/** Reads what a user pool is made of, in the Region that is asked. */
export function cognitoReads(clients: Clients, digests: Digests): CognitoReads {
  /** One call; the client is the Region's. */
  const send = <T>(operation: string, region: string, signal: AbortSignal, ask: Ask<T>): Promise<Result<T>> =>
    call(`cognito-idp:${operation}`, region, signal, () => ask(clients.cognito(region), { abortSignal: signal }));

  /** The same for a thing that need not be there. */
  const sendForOptional = <T>(
    operation: string,
    region: string,
    signal: AbortSignal,
    ask: Ask<T | undefined>,
  ): Promise<Result<T | undefined>> =>
    callForOptional(`cognito-idp:${operation}`, region, signal, () => ask(clients.cognito(region), { abortSignal: signal }));

  return {
    threatProtection: (region, poolId, signal) =>
      send('DescribeRiskConfiguration', region, signal, async (cognito, options) => {
        const { RiskConfiguration } = await cognito.send(new DescribeRiskConfigurationCommand({ UserPoolId: poolId }), options).catch(
          unless<Pick<DescribeRiskConfigurationCommandOutput, 'RiskConfiguration'>>('UserPoolAddOnNotEnabledException', {
            RiskConfiguration: {},
          }),
        );
        if (!RiskConfiguration) throw new UnreadableReply();
        const { AccountTakeoverRiskConfiguration: takeover, CompromisedCredentialsRiskConfiguration: credentials } = RiskConfiguration;
        const isSet = takeover ?? credentials ?? RiskConfiguration.RiskExceptionConfiguration;
        return isSet && replyData(RiskConfiguration);
      }),

    logDeliveries: (region, poolId, signal) =>
      send('GetLogDeliveryConfiguration', region, signal, async (cognito, options) => {
        const { LogDeliveryConfiguration } = await cognito.send(new GetLogDeliveryConfigurationCommand({ UserPoolId: poolId }), options);
        return (LogDeliveryConfiguration?.LogConfigurations ?? []).flatMap(toLogDelivery);
      }),

    requestLimit: (region, category, signal) =>
      send('GetProvisionedLimit', region, signal, async (cognito, options) => {
        const { Limit } = await cognito
          .send(
            new GetProvisionedLimitCommand({ LimitDefinition: { LimitClass: 'API_CATEGORY', Attributes: { Category: category } } }),
            options,
          )
          // Which categories the operation takes is in no document (facts: cognito-replication.md section 2, "Quotas").
          .catch(unless('InvalidParameterException', { Limit: { ProvisionedLimitValue: undefined } }));
        if (!Limit) throw new UnreadableReply();
        return Limit.ProvisionedLimitValue;
      }),

    listAppClients: (region, poolId, signal) =>
      send('ListUserPoolClients', region, signal, (cognito, options) =>
        pages(async (NextToken) => {
          const reply = await cognito.send(
            new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: pageSize, ...NextToken }),
            options,
          );
          return [things(reply.UserPoolClients, ({ ClientId, ClientName }) => [ClientId, ClientName]), reply.NextToken];
        }),
      ),

    appClient: (region, poolId, clientId, signal) =>
      sendForOptional('DescribeUserPoolClient', region, signal, async (cognito, options) => {
        const { UserPoolClient } = await cognito.send(
          new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
          options,
        );
        if (!UserPoolClient) throw new UnreadableReply();
        return clientData(UserPoolClient);
      }),

    branding: (region, poolId, clientId, signal) =>
      sendForOptional('DescribeManagedLoginBrandingByClient', region, signal, async (cognito, options) => {
        const { ManagedLoginBranding } = await cognito.send(
          new DescribeManagedLoginBrandingByClientCommand({ UserPoolId: poolId, ClientId: clientId }),
          options,
        );
        if (!ManagedLoginBranding) return undefined;
        const { Assets, ...rest } = ManagedLoginBranding;
        // Pictures are compared by a digest.
        const assets = Assets?.map(({ Bytes, ...asset }) => ({ ...asset, ...(Bytes && { Bytes: `digest ${digests.of(Bytes)}` }) }));
        return replyData({ ...rest, ...(assets && { Assets: assets }) });
      }),

    listIdentityProviders: (region, poolId, signal) =>
      send('ListIdentityProviders', region, signal, (cognito, options) =>
        pages(async (NextToken) => {
          const reply = await cognito.send(
            new ListIdentityProvidersCommand({ UserPoolId: poolId, MaxResults: pageSize, ...NextToken }),
            options,
          );
          return [things(reply.Providers, ({ ProviderName }) => [ProviderName, ProviderName]), reply.NextToken];
        }),
      ),

    identityProvider: (region, poolId, name, signal) =>
      sendForOptional('DescribeIdentityProvider', region, signal, async (cognito, options) => {
        const { IdentityProvider } = await cognito.send(
          new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName: name }),
          options,
        );
        if (!IdentityProvider) throw new UnreadableReply();
        return identityProviderData(IdentityProvider);
      }),

    groups: (region, poolId, signal) =>
      send('ListGroups', region, signal, (cognito, options) =>
        pages(async (NextToken) => {
          const reply = await cognito.send(new ListGroupsCommand({ UserPoolId: poolId, Limit: pageSize, ...NextToken }), options);
          return [reply.Groups?.map(replyData), reply.NextToken];
        }),
      ),

    resourceServers: (region, poolId, signal) =>
      send('ListResourceServers', region, signal, (cognito, options) =>
        pages(async (NextToken) => {
          const reply = await cognito.send(new ListResourceServersCommand({ UserPoolId: poolId, MaxResults: 50, ...NextToken }), options);
          return [reply.ResourceServers?.map(replyData), reply.NextToken];
        }),
      ),

    userChangedAt: (region, poolId, username, signal) =>
      send('AdminGetUser', region, signal, async (cognito, options) => {
        const user = await cognito
          .send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username }), options)
          .catch(unless('UserNotFoundException', undefined));
        return user?.UserLastModifiedDate?.getTime();
      }),

    listTerms: (region, poolId, signal) =>
      send('ListTerms', region, signal, (cognito, options) =>
        pages(async (NextToken) => {
          const reply = await cognito.send(new ListTermsCommand({ UserPoolId: poolId, MaxResults: pageSize, ...NextToken }), options);
          return [things(reply.Terms, ({ TermsId, TermsName }) => [TermsId, TermsName]), reply.NextToken];
        }),
      ),

    terms: (region, poolId, termsId, signal) =>
      sendForOptional('DescribeTerms', region, signal, async (cognito, options) => {
        const { Terms } = await cognito.send(new DescribeTermsCommand({ UserPoolId: poolId, TermsId: termsId }), options);
        if (!Terms) throw new UnreadableReply();
        return replyData(Terms);
      }),
  };
}

/** All pages of a list, to a bound. */
async function pages<T>(
  page: (token: { readonly NextToken?: string }) => Promise<readonly [readonly T[] | undefined, string | undefined]>,
): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
  const items: T[] = [];
  let token: string | undefined;
  for (let count = 0; count < pagesAtMost; count += 1) {
    const [found, next] = await page(token === undefined ? {} : { NextToken: token });
    if (!found) throw new UnreadableReply();
    items.push(...found);
    token = nextPage(next, token);
    if (token === undefined) return { items, more: false };
  }
  return { items, more: true };
}

function things<T>(
  items: readonly T[] | undefined,
  read: (item: T) => readonly [id: string | undefined, name: string | undefined],
): ListedThings['items'] | undefined {
  return items?.flatMap((item) => {
    const [id, name] = read(item);
    return id === undefined ? [] : [{ id, name: name ?? id }];
  });
}

/** Takes an error of this name for an answer. */
function unless<T>(name: string, answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && error.name === name) return answer;
    throw error;
  };
}

function toLogDelivery(configuration: LogConfigurationType): LogDeliveryTarget[] {
  const { CloudWatchLogsConfiguration, EventSource = '', FirehoseConfiguration, LogLevel = '', S3Configuration } = configuration;
  const destinations = [
    { kind: 'cloudWatchLogs', arn: CloudWatchLogsConfiguration?.LogGroupArn },
    { kind: 'firehose', arn: FirehoseConfiguration?.StreamArn },
    { kind: 's3', arn: S3Configuration?.BucketArn },
  ] as const;
  return destinations.flatMap(({ kind, arn }) => (arn === undefined ? [] : [{ source: EventSource, level: LogLevel, kind, arn }]));
}
