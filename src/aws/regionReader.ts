import type { PoolReader, RegionReader } from '../domain/ports.ts';
import type { Clients } from './clients.ts';
import { onFirstUse } from './onFirstUse.ts';
import { Digests } from './parity/digests.ts';

/**
 * Reads the two Regions of a pool through the SDK's clients. Each service's client and operations load with the first thing that is read of it, so that lists of pools do
 * without them.
 */
export function createRegionReader(clients: Clients, pools: PoolReader): RegionReader {
  const digests = new Digests();
  const cognito = onFirstUse(async () => (await import('./parity/cognito.ts')).cognitoReads(clients, digests));
  const lambda = onFirstUse(async () => (await import('./parity/lambda.ts')).lambdaReads(clients, digests));
  const waf = onFirstUse(async () => (await import('./parity/wafv2.ts')).wafReads(clients, digests));
  const ses = onFirstUse(async () => (await import('./parity/ses.ts')).sesReads(clients));
  const sns = onFirstUse(async () => (await import('./parity/sns.ts')).snsReads(clients));
  const logGroups = onFirstUse(async () => (await import('./parity/cloudWatchLogs.ts')).logGroupReads(clients));
  const streams = onFirstUse(async () => (await import('./parity/firehose.ts')).deliveryStreamReads(clients));
  const buckets = onFirstUse(async () => (await import('./parity/s3.ts')).bucketReads(clients));
  return {
    describePool: pools.describePool.bind(pools),
    mfa: pools.mfa.bind(pools),
    describeDomain: pools.describeDomain.bind(pools),
    threatProtection: async (...of) => (await cognito()).threatProtection(...of),
    logDeliveries: async (...of) => (await cognito()).logDeliveries(...of),
    requestLimit: async (...of) => (await cognito()).requestLimit(...of),
    listAppClients: async (...of) => (await cognito()).listAppClients(...of),
    appClient: async (...of) => (await cognito()).appClient(...of),
    branding: async (...of) => (await cognito()).branding(...of),
    listIdentityProviders: async (...of) => (await cognito()).listIdentityProviders(...of),
    identityProvider: async (...of) => (await cognito()).identityProvider(...of),
    groups: async (...of) => (await cognito()).groups(...of),
    resourceServers: async (...of) => (await cognito()).resourceServers(...of),
    userChangedAt: async (...of) => (await cognito()).userChangedAt(...of),
    listTerms: async (...of) => (await cognito()).listTerms(...of),
    terms: async (...of) => (await cognito()).terms(...of),
    webAcl: async (...of) => (await waf()).webAcl(...of),
    webAclNamed: async (...of) => (await waf()).webAclNamed(...of),
    webAclLogging: async (...of) => (await waf()).webAclLogging(...of),
    webAclReference: async (...of) => (await waf()).webAclReference(...of),
    functionConfiguration: async (...of) => (await lambda()).functionConfiguration(...of),
    functionPolicy: async (...of) => (await lambda()).functionPolicy(...of),
    reservedConcurrency: async (...of) => (await lambda()).reservedConcurrency(...of),
    emailIdentity: async (...of) => (await ses()).emailIdentity(...of),
    emailAccount: async (...of) => (await ses()).emailAccount(...of),
    smsAccount: async (...of) => (await sns()).smsAccount(...of),
    logGroupExists: async (...of) => (await logGroups()).logGroupExists(...of),
    deliveryStreamExists: async (...of) => (await streams()).deliveryStreamExists(...of),
    bucketRegion: async (...of) => (await buckets()).bucketRegion(...of),
  };
}
