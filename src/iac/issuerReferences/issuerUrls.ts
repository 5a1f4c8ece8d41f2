import type { IssuerPool } from './issuerPool.ts';
import type { Place } from './reference.ts';
import type { SourceText } from './sourceText.ts';

/** The longest text that one URL is looked for in, after its `cognito-idp.`. It also bounds the work per occurrence. */
const longestUrl = 320;
const longestRegionExpression = 120;

const host = /(issuer-)?cognito-idp\\{0,2}\./g;
const literalRegion = /^([a-z]{2,4}(?:-[a-z]{1,12}){1,3}-\d{1,2})\\{0,2}\./;
const dnsSuffix =
  /amazonaws\\{0,2}\.(?:com(?:\\{0,2}\.cn)?|eu)|\$\{AWS::URLSuffix\}|AWS::URLSuffix|\$\{[\w.]{0,60}(?:dns_suffix|urlSuffix)\}/;
/** What a Region has to be written with to be put in by something else: interpolation, format, concatenation, or a list that is joined. */
const expression = /[${}%+<>&#]|["'`]\s{0,40}[,.]|\n\s{0,40}-\s|\bRef\b/;
const literalPool = /^(?:\\?\/|%2F)([a-z]{2,4}(?:-[a-z]{1,12}){1,3}-\d{1,2}_[A-Za-z0-9]{1,55})(?!\w)/;
/**
 * What follows the host when a pool is put in there. The endpoint of the API has the same host, and nothing or a single slash after it: a slash
 * alone is no issuer.
 */
const builtPool = [
  /^\\?\/(?:[${%#<]|\{)/,
  /^\\?\/["'`]\s{0,40}(?:[+.&~]|<>|\|\|)\s{0,40}[\w$("'`]/,
  /^["'`]\s{0,40}[+.&~]\s{0,40}["'`]\\?\//,
  /^\\?\/["'`]\s{0,40},\s{0,40}(?:\{|!|[\w.$]{0,40}pool)/i,
  /^\\?\/["'`]?\s{0,20}\n\s{0,40}-\s/,
];
const wellKnown = /\\?\/\.well-known\\?\/(jwks\.json|openid-configuration)/;
const endOfUrl = /["'`\s<>|)\]},;]/;
const scheme = /https?:(?:\\?\/){2}(?:["'`]?\s{0,20}[+,.&]?\s{0,20}(?:-\s{1,4})?["'`]?)$/;

/**
 * Issuer, JWKS and discovery URLs in both forms (facts: cognito-replication.md section 4, "Issuer / JWKS"): written out for this pool, or put
 * together from parts for a pool that may be this one. URLs that are written out for other pools are none of ours.
 */
export function findIssuerUrls(source: SourceText, pool: IssuerPool): Place[] {
  return [...source.text.matchAll(host)].flatMap((match) => {
    const place = urlAt(source, match.index, match[0], pool);
    return place ? [place] : [];
  });
}

function urlAt(source: SourceText, start: number, hostStart: string, { id, putIn }: IssuerPool): Place | undefined {
  const { text } = source;
  const window = text.slice(start + hostStart.length, start + hostStart.length + longestUrl);
  const parts = hostParts(window);
  if (!parts) return undefined;
  const path = window.slice(parts.end);
  const literal = literalPool.exec(path);
  if (literal && literal[1] !== id) return undefined;
  const isBuiltPool = !literal && builtPool.some((form) => form.test(path));
  if (!literal && !isBuiltPool) return undefined;
  const pathEnd = literal ? literal[0].length : builtEnd(path);
  const known = literal ? wellKnownAt(path, pathEnd) : wellKnown.exec(path.slice(0, 120));
  const end = start + hostStart.length + parts.end + (literal ? pathEnd + (known?.[0].length ?? 0) : pathEnd);
  const before = text.slice(Math.max(0, start - 48), start);
  const schemeBefore = scheme.exec(before)?.[0] ?? '';
  const isLiteral = literal !== null && parts.region !== undefined;
  return {
    kind: kindOf(isLiteral, schemeBefore !== '', known?.[1], before),
    start: start - schemeBefore.length,
    end,
    certain: literal !== null || putIn?.test(path) === true || source.poolNear(source.lineAt(start)) === 'this',
    form: hostStart.startsWith('issuer-') ? 'UPDATED' : 'ORIGINAL',
    ...(parts.region !== undefined && { region: parts.region }),
  };
}

/** The Region of a host, if it is written out, and where its DNS suffix ends. Undefined when this is no host of Cognito. */
function hostParts(window: string): { region: string | undefined; end: number } | undefined {
  const literal = literalRegion.exec(window);
  const from = literal?.[0].length ?? 0;
  const suffix = dnsSuffix.exec(window.slice(from, from + longestRegionExpression + 20));
  if (!suffix) return undefined;
  const between = window.slice(from, from + suffix.index);
  const end = from + suffix.index + suffix[0].length;
  if (literal) return between.length <= 3 ? { region: literal[1], end } : undefined;
  const isExpression = expression.test(between) && !/;|\n\s*\n/.test(between);
  return isExpression ? { region: undefined, end } : undefined;
}

function wellKnownAt(path: string, offset: number): RegExpExecArray | undefined {
  const found = wellKnown.exec(path.slice(offset, offset + 40));
  return found?.index === 0 ? found : undefined;
}

/** Where a URL that is put together stops being readable as one: at the quote or space after its last part on this line. */
function builtEnd(path: string): number {
  const braces = /^\/\$?\{\{[^}\n]{0,80}\}\}/.exec(path);
  if (braces) return braces[0].length;
  const inside = /^\\?\/[${%#<{][^\n"'`]{0,100}?(?=["'`\n\s]|$)/.exec(path);
  if (inside) return inside[0].length;
  const stop = endOfUrl.exec(path);
  return stop ? stop.index : path.length;
}

function kindOf(isLiteral: boolean, hasScheme: boolean, known: string | undefined, before: string): Place['kind'] {
  if (!isLiteral) return hasScheme || known !== undefined ? 'builtUrl' : isOidcProvider(before) ? 'builtUrl' : 'loginProvider';
  if (known === 'jwks.json') return 'jwksUrl';
  if (known === 'openid-configuration') return 'discoveryUrl';
  return hasScheme || isOidcProvider(before) ? 'issuerUrl' : 'loginProvider';
}

/** An IAM OpenID Connect provider is named after the issuer, without the scheme. */
function isOidcProvider(before: string): boolean {
  return before.endsWith('oidc-provider/');
}
