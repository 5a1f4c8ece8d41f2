// Where a page of managed login is: under a user pool's domain, which is the host, or under the simulator's own address with the domain in the path.

export interface DomainAddress {
  /** `auth.example.com`, or a prefix. */
  readonly name: string;
  /** Of a prefix domain; a custom domain is in no Region. */
  readonly region?: string;
  /** With the query string. */
  readonly path: string;
}

const prefixHost = /^([a-z0-9-]+)\.auth\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazoncognito\.com$/;
/** A name with a dot whose last part has a letter: no address of a machine. */
const hostName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const inPath = /^\/([^/?]+)(\/.*)$/;

/**
 * The domain that a request is for. For a client that cannot choose its Host header, the first part of the path: `http://127.0.0.1:4600/auth.example.com/login`. Undefined for a host of
 * AWS's own, and for none that is a domain's.
 */
export function domainAddressOf(path: string, host = ''): DomainAddress | undefined {
  const own = addressAt(host.replace(/:\d+$/, '').toLowerCase(), path);
  if (own) return own;
  const [, first = '', rest = ''] = inPath.exec(path) ?? [];
  return addressAt(first.toLowerCase(), rest);
}

function addressAt(host: string, path: string): DomainAddress | undefined {
  const [, prefix, region] = prefixHost.exec(host) ?? [];
  if (prefix !== undefined && region !== undefined) return { name: prefix, region, path };
  return hostName.test(host) && !/\.amazonaws\.com(\.cn)?$/.test(host) ? { name: host, path } : undefined;
}
