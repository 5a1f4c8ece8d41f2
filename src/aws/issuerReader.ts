import type { IssuerReader } from '../domain/ports.ts';
import { call, UnreadableReply } from './call.ts';
import type { Clients } from './clients.ts';

/** Reads what issuers publish, as an application does that verifies tokens. Both documents are public, and nothing is signed. */
export function createIssuerReader(clients: Clients): IssuerReader {
  const read = async (url: URL, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> => {
    const { status, text } = await clients.document('cognito_identity_provider', url, signal);
    // A pool that is on the other form of issuer, or that the host does not know (facts: cognito-replication.md section 4).
    if (status === 403 || status === 404) throw Object.assign(new Error(`HTTP ${status}`), { name: 'NotFound' });
    if (status !== 200) throw Object.assign(new Error(`HTTP ${status}`), { name: 'DocumentNotRead' });
    const parsed = JSON.parse(text) as unknown;
    if (typeof parsed !== 'object' || parsed === null) throw new UnreadableReply();
    return parsed as Readonly<Record<string, unknown>>;
  };
  return {
    keyIds: async (baseUrl, signal) => {
      const url = new URL(`${baseUrl}/.well-known/jwks.json`);
      return call(`GET ${url.href}`, regionOf(url), signal, async () => {
        const { keys } = await read(url, signal);
        if (!Array.isArray(keys)) throw new UnreadableReply();
        return keys.flatMap((key: unknown) => (hasId(key) ? [key.kid] : []));
      });
    },
    discovery: async (baseUrl, signal) => {
      const url = new URL(`${baseUrl}/.well-known/openid-configuration`);
      return call(`GET ${url.href}`, regionOf(url), signal, async () => {
        const { issuer } = await read(url, signal);
        if (typeof issuer !== 'string') throw new UnreadableReply();
        return issuer;
      });
    },
  };
}

function hasId(key: unknown): key is { readonly kid: string } {
  return typeof key === 'object' && key !== null && 'kid' in key && typeof key.kid === 'string';
}

/** The Region in the name of a host such as `cognito-idp.us-west-2.amazonaws.com`. */
function regionOf({ hostname }: URL): string {
  return hostname.split('.')[1] ?? '';
}
