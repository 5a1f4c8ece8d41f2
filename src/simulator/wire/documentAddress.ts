// Where a public document of a user pool is: under one of two host names of AWS, or under the simulator's own address.

export interface DocumentAddress {
  readonly document: 'jwks.json' | 'openid-configuration';
  readonly userPoolId: string;
  /** Undefined where the request only says what it wants, not from which of AWS's hosts. */
  readonly host?: { readonly form: 'ORIGINAL' | 'UPDATED'; readonly region: string };
}

const awsHost = '(issuer-)?cognito-idp\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com';
const hostPattern = new RegExp(`^${awsHost}(?::\\d+)?$`);
const pathPattern = new RegExp(`^(?:/${awsHost})?/([\\w-]+_[0-9a-zA-Z]+)/\\.well-known/(jwks\\.json|openid-configuration)(?:\\?.*)?$`);

/**
 * The document that a path names. The host is the one in the Host header; for a client that cannot choose that header, the first part of the path:
 * `http://127.0.0.1:4600/issuer-cognito-idp.eu-west-1.amazonaws.com/{poolId}/.well-known/jwks.json`.
 */
export function documentAddressOf(path: string, hostname = ''): DocumentAddress | undefined {
  const [found, ...inPath] = pathPattern.exec(path) ?? [];
  if (found === undefined) return undefined;
  const [issuer, region] = inPath[1] === undefined ? (hostPattern.exec(hostname)?.slice(1) ?? []) : inPath;
  return {
    document: inPath[3] === 'jwks.json' ? 'jwks.json' : 'openid-configuration',
    userPoolId: inPath[2] ?? '',
    ...(region !== undefined && { host: { form: issuer === undefined ? 'ORIGINAL' : 'UPDATED', region } }),
  };
}
