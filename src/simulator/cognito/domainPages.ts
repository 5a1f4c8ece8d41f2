// What a user pool's domain shows to somebody without a session: where sign-in begins. There is no signing in here. Paths: Cognito Developer Guide, "User-interactive managed login and
// classic hosted UI endpoints"; what stands on the pages is ours.
import type { AwsRequest, Call, HttpReply, PublicDocument } from '../service.ts';
import { entryOf, regionOf } from '../world.ts';
import { domainAddressOf, type DomainAddress } from '../wire/domainAddress.ts';
import { escapeXml } from '../wire/xml.ts';
import { directoryOf } from './directory.ts';
import { routedDomain } from './domainRouting.ts';
import { replicaStatus } from './replication.ts';

/** The page of a domain that a request asks for, where it asks for one. */
export function domainPage({ method, path, headers }: AwsRequest): PublicDocument | undefined {
  const address = method === 'GET' ? domainAddressOf(path, headers['host']) : undefined;
  return address && { name: 'domain', read: (call) => read(address, call) };
}

function read(address: DomainAddress, call: Call): HttpReply {
  const routed = routedDomain(call.world, address, call.now);
  if (!routed) return page(404, 'There is no such domain.');
  const pool = entryOf(regionOf(call.world, routed.account, routed.region).userPools, routed.domain.userPoolId);
  // Not the real service's header: tests and people look at it.
  const told = { 'x-simulated-region': routed.region };
  if (!pool || (pool.replica && replicaStatus(pool, call.now) !== 'ACTIVE'))
    return page(Number(call.world.switches.inactiveReplicaDomain), 'This user pool does not take requests here.', told);
  const [bare = '', query = ''] = address.path.split('?');
  const clientId = new URLSearchParams(query).get('client_id') ?? '';
  const isKnown =
    entryOf(directoryOf({ ...call, account: routed.account, region: routed.region }, pool.id).clients, clientId) !== undefined;
  switch (bare) {
    case '/login':
      return isKnown ? page(200, `Sign in to ${pool.settings.PoolName}`, told) : page(400, 'Client does not exist.', told);
    case '/oauth2/authorize':
      return isKnown
        ? { status: 302, headers: { ...told, location: `https://${hostOf(address)}/login?${query}` }, body: '' }
        : page(400, 'Client does not exist.', told);
    case '/oauth2/userInfo':
      // OpenID Connect Core, section 5.3.3, and RFC 6750, section 3.
      return {
        status: 401,
        headers: { ...told, 'content-type': 'application/json', 'www-authenticate': 'Bearer error="invalid_token"' },
        body: JSON.stringify({ error: 'invalid_token', error_description: 'Access token is missing' }),
      };
    default:
      return page(404, 'There is no such page.', told);
  }
}

const hostOf = ({ name, region }: DomainAddress): string => (region === undefined ? name : `${name}.auth.${region}.amazoncognito.com`);

function page(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): HttpReply {
  const content = escapeXml(sentence);
  return {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8', ...headers },
    body: `<!DOCTYPE html>\n<html lang="en"><head><title>${content}</title></head><body><h1>${content}</h1></body></html>\n`,
  };
}
