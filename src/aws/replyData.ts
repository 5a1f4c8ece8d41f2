import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';

/** What stands in place of a secret, so that a reader sees that there is one. */
const notShown = '(not shown)';

/** A reply as plain data: times as ISO 8601 text, what has no value left out, bytes never shown. */
export function replyData(reply: object): JsonObject {
  const data = toJson(reply);
  return isJsonObject(data) ? data : {};
}

function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Uint8Array) return notShown;
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  if (typeof value !== 'object') return undefined;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const data = toJson(member);
    return data === undefined || name.startsWith('$') ? [] : [[name, data] as const];
  });
  return Object.fromEntries(members);
}

/** An app client without its secret, which DescribeUserPoolClient returns in clear. */
export function clientData(client: object): JsonObject {
  const data = replyData(client);
  return 'ClientSecret' in data ? { ...data, ClientSecret: notShown } : data;
}

/**
 * The details of an identity provider that are no secrets. It is a free map in which client_secret and private_key stand beside the rest, so what is shown is listed, and
 * not what is hidden (SDK: CreateIdentityProviderRequest.ProviderDetails).
 */
const shownProviderDetails = new Set([
  'client_id',
  'team_id',
  'key_id',
  'api_version',
  'authorize_scopes',
  'attributes_request_method',
  'oidc_issuer',
  'authorize_url',
  'token_url',
  'attributes_url',
  'attributes_url_add_attributes',
  'jwks_uri',
  'MetadataURL',
  'IDPSignout',
  'IDPInit',
  'EncryptedResponses',
  'RequestSigningAlgorithm',
  'SSORedirectBindingURI',
  'SLORedirectBindingURI',
]);

/** An identity provider without secrets. */
export function identityProviderData(provider: object): JsonObject {
  const data = replyData(provider);
  const details = data['ProviderDetails'];
  if (!isJsonObject(details)) return data;
  const shown = Object.entries(details).map(
    ([name, value]) => [name, shownProviderDetails.has(name) && typeof value === 'string' ? withoutQuery(value) : notShown] as const,
  );
  return { ...data, ProviderDetails: Object.fromEntries(shown) };
}

/** Text without what could carry a token or a password, if it is a URL: its query, its fragment, and the user before its host. */
function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, '').replace(/^([a-z][a-z\d+.-]*:\/\/)[^/@]*@/i, '$1');
}
