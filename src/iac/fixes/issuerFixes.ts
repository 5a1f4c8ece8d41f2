import { firstJwtVerifyForBothIssuers } from '../../domain/jwtVerify.ts';

const issuer = /https:\/\/(?:issuer-)?cognito-idp\.[a-z0-9-]{4,40}\.amazonaws\.(?:com(?:\.cn)?|eu)\/[a-z0-9-]{4,40}_[A-Za-z0-9]{1,60}/;

/**
 * A hard-coded issuer as it has to be. What follows it, such as the path of its keys, stays. Undefined for one that is put together of parts, which only its author can mend.
 *
 * @param said what the problem says, which names the issuer of the tokens last
 */
export function mendedIssuer(written: string, said: string): string | undefined {
  const right = [...said.matchAll(new RegExp(issuer, 'g'))].at(-1)?.[0];
  if (right === undefined || !issuer.test(written)) return undefined;
  const mended = written.replace(issuer, right);
  return mended === written ? undefined : mended;
}

/** A version range of aws-jwt-verify in a package.json that accepts tokens of both issuer types. An installed version is npm's to change. */
export function mendedJwtVerify(path: string, written: string): string | undefined {
  return /(?:^|\/)package\.json$/.test(path) && written.startsWith('"') ? `"^${firstJwtVerifyForBothIssuers}"` : undefined;
}
