import {
  DescribeUserPoolCommand,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
  type GetUserPoolMfaConfigCommandOutput,
  type DomainDescriptionType,
  ListIdentityProvidersCommand,
  ListUserPoolClientsCommand,
  ListUserPoolReplicasCommand,
  ListUserPoolsCommand,
  type UserPoolDescriptionType,
  type UserPoolReplicaType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeKeyCommand, GetKeyPolicyCommand, type KeyMetadata } from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { failureMessage, type Result, success } from '../domain/failure.ts';
import type { JsonObject } from '../domain/json.ts';
import { english } from '../domain/message.ts';
import type { HealthCheckReader, PoolReader, SettingsList } from '../domain/ports.ts';
import type { DomainDescription, KeyDescription, ListedPool, MfaDescription, PoolDescription, PoolReplica } from '../domain/userPool.ts';
import { isRegionName } from '../domain/region.ts';
import { call, nextPage, UnreadableReply } from './call.ts';
import type { Clients } from './clients.ts';
import { clientData, identityProviderData, replyData } from './replyData.ts';

/** The greatest page ListUserPools gives (its MaxResults is required). */
const pageSize = 60;

/** Reads user pools through the SDK's clients. Replies become domain values here; what the SDK throws becomes a Failure here. */
export function createPoolReader(clients: Clients, healthChecks: HealthCheckReader): PoolReader {
  return {
    healthCheck: (id, signal) => healthChecks.get(id, signal),

    identity: (region, signal) =>
      call('sts:GetCallerIdentity', region, signal, async () => {
        const { Account, Arn } = await clients.sts(region).send(new GetCallerIdentityCommand({}), { abortSignal: signal });
        if (Account === undefined) throw new UnreadableReply();
        return { account: Account, arn: Arn ?? '' };
      }),

    async *listPools(region, signal) {
      let nextToken: string | undefined;
      do {
        const page = await call('cognito-idp:ListUserPools', region, signal, () =>
          clients
            .cognito(region)
            .send(new ListUserPoolsCommand({ MaxResults: pageSize, ...(nextToken !== undefined && { NextToken: nextToken }) }), {
              abortSignal: signal,
            }),
        );
        if (!page.ok) {
          yield page;
          return;
        }
        yield success((page.value.UserPools ?? []).flatMap((pool) => toListedPool(pool, region)));
        nextToken = nextPage(page.value.NextToken, nextToken);
      } while (nextToken !== undefined);
    },

    describePool: (region, poolId, signal) =>
      call('cognito-idp:DescribeUserPool', region, signal, async () => {
        const { UserPool } = await clients
          .cognito(region)
          .send(new DescribeUserPoolCommand({ UserPoolId: poolId }), { abortSignal: signal });
        if (!UserPool) throw new UnreadableReply();
        return toPoolDescription(UserPool, poolId, region);
      }),

    listReplicas: (region, poolId, signal) =>
      call('cognito-idp:ListUserPoolReplicas', region, signal, async () => {
        const replicas: PoolReplica[] = [];
        let nextToken: string | undefined;
        do {
          const page = await clients
            .cognito(region)
            .send(new ListUserPoolReplicasCommand({ UserPoolId: poolId, ...(nextToken !== undefined && { NextToken: nextToken }) }), {
              abortSignal: signal,
            });
          replicas.push(...(page.UserPoolReplicas ?? []).flatMap(toReplica));
          nextToken = nextPage(page.NextToken, nextToken);
        } while (nextToken !== undefined);
        return replicas;
      }),

    describeKey: (region, keyArn, signal) =>
      call('kms:DescribeKey', region, signal, async () => {
        const { KeyMetadata } = await clients.kms(region).send(new DescribeKeyCommand({ KeyId: keyArn }), { abortSignal: signal });
        if (!KeyMetadata) throw new UnreadableReply();
        return toKeyDescription(KeyMetadata, keyArn, region);
      }),

    keyPolicy: (region, keyArn, signal) =>
      call('kms:GetKeyPolicy', region, signal, async () => {
        const { Policy } = await clients
          .kms(region)
          .send(new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: 'default' }), { abortSignal: signal });
        if (Policy === undefined) throw new UnreadableReply();
        return Policy;
      }),

    mfa: (region, poolId, signal) =>
      call('cognito-idp:GetUserPoolMfaConfig', region, signal, async () =>
        toMfaDescription(
          await clients.cognito(region).send(new GetUserPoolMfaConfigCommand({ UserPoolId: poolId }), { abortSignal: signal }),
        ),
      ),

    appClients: async (region, poolId, signal) => {
      const cognito = clients.cognito(region);
      const list = await call('cognito-idp:ListUserPoolClients', region, signal, () =>
        cognito.send(new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: describedAtMost }), { abortSignal: signal }),
      );
      if (!list.ok) return list;
      return described(list.value.UserPoolClients ?? [], list.value.NextToken, ({ ClientId }) =>
        call('cognito-idp:DescribeUserPoolClient', region, signal, async () => {
          const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId }), {
            abortSignal: signal,
          });
          return clientData(UserPoolClient ?? {});
        }),
      );
    },

    identityProviders: async (region, poolId, signal) => {
      const cognito = clients.cognito(region);
      const list = await call('cognito-idp:ListIdentityProviders', region, signal, () =>
        cognito.send(new ListIdentityProvidersCommand({ UserPoolId: poolId, MaxResults: describedAtMost }), { abortSignal: signal }),
      );
      if (!list.ok) return list;
      return described(list.value.Providers ?? [], list.value.NextToken, ({ ProviderName }) =>
        call('cognito-idp:DescribeIdentityProvider', region, signal, async () => {
          const { IdentityProvider } = await cognito.send(new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName }), {
            abortSignal: signal,
          });
          return identityProviderData(IdentityProvider ?? {});
        }),
      );
    },

    describeDomain: (region, domain, signal) =>
      call('cognito-idp:DescribeUserPoolDomain', region, signal, async () => {
        const { DomainDescription } = await clients
          .cognito(region)
          .send(new DescribeUserPoolDomainCommand({ Domain: domain }), { abortSignal: signal });
        return toDomainDescription(DomainDescription ?? {});
      }),
  };
}

/** How many app clients or identity providers of a pool are described: each is a call, and a pool may have a thousand. */
const describedAtMost = 25;

/** The items of a list, each described by a call of its own. One that is gone meanwhile is left out, one that is refused says so in its place. */
async function described<T extends object>(
  items: readonly T[],
  nextToken: string | undefined,
  describe: (item: T) => Promise<Result<JsonObject>>,
): Promise<Result<SettingsList>> {
  const results = await Promise.all(items.map(async (item) => ({ item, result: await describe(item) })));
  const found = results.flatMap(({ item, result }) => {
    if (result.ok) return [result.value];
    const { failure } = result;
    return failure.reason === 'notFound' ? [] : [{ ...replyData(item), unknown: english(failureMessage(failure)) }];
  });
  return success({ items: found, more: Boolean(nextToken) });
}

function toListedPool({ Id, Name, ReplicaRegions }: UserPoolDescriptionType, region: string): ListedPool[] {
  if (Id === undefined) return [];
  return [{ id: Id, name: Name ?? Id, region, replicaRegions: (ReplicaRegions ?? []).filter(isRegionName) }];
}

function toPoolDescription(pool: UserPoolType, poolId: string, region: string): PoolDescription {
  const { Arn, CustomDomain, DeletionProtection, Domain, IssuerConfiguration, KeyConfiguration, Name, UserPoolTags, UserPoolTier } = pool;
  return {
    id: poolId,
    name: Name ?? poolId,
    arn: Arn ?? '',
    region,
    // Absent means the default of both: cognito-replication.md section 2, "Where absent = AWS owned" and "Issuer: default is ORIGINAL".
    issuerType: IssuerConfiguration?.Type ?? 'ORIGINAL',
    key: {
      type: KeyConfiguration?.KeyType ?? 'AWS_OWNED_KEY',
      ...(KeyConfiguration?.KmsKeyArn !== undefined && { arn: KeyConfiguration.KmsKeyArn }),
    },
    ...(UserPoolTier !== undefined && { tier: UserPoolTier }),
    ...(DeletionProtection !== undefined && { deletionProtection: DeletionProtection === 'ACTIVE' }),
    ...(Domain !== undefined && { prefixDomain: Domain }),
    ...(CustomDomain !== undefined && { customDomain: CustomDomain }),
    tags: UserPoolTags ?? {},
    settings: replyData(pool),
  };
}

/** A replica whose Region has no form of a Region is not one: the name goes into host names and ARNs. */
function toReplica({ RegionName, Role, Status }: UserPoolReplicaType): PoolReplica[] {
  if (RegionName === undefined || !isRegionName(RegionName)) return [];
  return [{ region: RegionName, role: Role ?? '', status: Status ?? '' }];
}

function toKeyDescription(metadata: KeyMetadata, keyArn: string, region: string): KeyDescription {
  const configuration = metadata.MultiRegionConfiguration;
  const regions = [configuration?.PrimaryKey, ...(configuration?.ReplicaKeys ?? [])].flatMap((key) => key?.Region ?? []);
  return {
    arn: metadata.Arn ?? keyArn,
    region,
    multiRegion: metadata.MultiRegion ?? false,
    state: metadata.KeyState ?? '',
    ...(metadata.KeySpec !== undefined && { spec: metadata.KeySpec }),
    ...(metadata.KeyUsage !== undefined && { usage: metadata.KeyUsage }),
    regions: regions.length === 0 ? [region] : regions,
    settings: replyData(metadata),
  };
}

function toMfaDescription(output: GetUserPoolMfaConfigCommandOutput): MfaDescription {
  return {
    mode: output.MfaConfiguration ?? 'OFF',
    totp: output.SoftwareTokenMfaConfiguration?.Enabled ?? false,
    sms: output.SmsMfaConfiguration?.SmsConfiguration !== undefined,
    email: output.EmailMfaConfiguration !== undefined,
    settings: replyData(output),
  };
}

function toDomainDescription(domain: DomainDescriptionType): DomainDescription | undefined {
  const { CustomDomainConfig, Domain, Routing, Status } = domain;
  // An unknown domain is an empty description, not an error.
  if (Domain === undefined) return undefined;
  const failover = Routing?.Failover;
  return {
    name: Domain,
    // A prefix domain may come with an empty CustomDomainConfig.
    custom: CustomDomainConfig?.CertificateArn !== undefined,
    ...(Status !== undefined && { status: Status }),
    ...(CustomDomainConfig?.CertificateArn !== undefined && { certificateArn: CustomDomainConfig.CertificateArn }),
    ...(failover?.SecondaryRegion !== undefined && {
      failover: { secondaryRegion: failover.SecondaryRegion, healthCheckId: failover.PrimaryRoute53HealthCheckId ?? '' },
    }),
    settings: replyData(domain),
  };
}
