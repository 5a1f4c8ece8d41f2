import semver from 'semver';

/** The first version of aws-jwt-verify that accepts both forms of issuer. Facts: cognito-replication.md section 4, "Issuer / JWKS". */
export const firstJwtVerifyForBothIssuers = '5.2.0';

export type JwtVerifySupport = 'bothIssuers' | 'originalOnly' | 'unknown';

/**
 * What a dependency on aws-jwt-verify (a version, or a range of npm) says about the issuers that it accepts. Unknown for a range that admits older
 * versions as well, and for what is not a range: `latest`, `workspace:*`, a path.
 */
export function jwtVerifySupport(versionOrRange: string): JwtVerifySupport {
  const range = semver.validRange(versionOrRange);
  if (range === null) return 'unknown';
  const enough = `>=${firstJwtVerifyForBothIssuers}`;
  if (semver.subset(range, enough)) return 'bothIssuers';
  return semver.intersects(range, enough) ? 'unknown' : 'originalOnly';
}
