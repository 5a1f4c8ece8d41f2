/**
 * What AWS bills for a replicated user pool, in US dollars. Members that end in `User` are a month of one active user. Facts: cognito-replication.md section 7.
 */
export interface Prices {
  /** A user who signs in directly, by feature plan. */
  readonly essentialsUser: number;
  readonly plusUser: number;
  /** So many of those are not billed. */
  readonly freeUsers: number;
  /** A user who comes from a SAML or OIDC identity provider. */
  readonly federatedUser: number;
  readonly freeFederatedUsers: number;
  /** What the replica adds for each user, free or not. */
  readonly essentialsReplicaUser: number;
  readonly plusReplicaUser: number;
  /** A token request of an app client for itself, without a user. */
  readonly machineToken: number;
  /** By how many percent the replica makes it dearer. */
  readonly machineTokenReplicaPercent: number;
  /** A month of a KMS key in one Region. */
  readonly keyMonth: number;
}

/** As two articles about the launch gave them, which agree. The pricing page of AWS was not read. */
export const defaultPrices: Prices = {
  essentialsUser: 0.015,
  plusUser: 0.02,
  freeUsers: 10_000,
  federatedUser: 0.015,
  freeFederatedUsers: 50,
  essentialsReplicaUser: 0.0045,
  plusReplicaUser: 0.006,
  machineToken: 0.00225,
  machineTokenReplicaPercent: 30,
  keyMonth: 1,
};

/** Of when the default prices are, and where they come from. */
export const priceOrigin = {
  asOf: '2026-06',
  articles: 'WebProNews, Classmethod',
  page: 'https://aws.amazon.com/cognito/pricing/',
} as const;

/** Whether a value has every price, each as a number that can be one. Prices are counted in millionths of a dollar. */
export function isPrices(value: unknown): value is Prices {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.keys(defaultPrices).every((name) => {
    const price = given[name];
    return typeof price === 'number' && price >= 0 && price <= 1_000_000;
  });
}
