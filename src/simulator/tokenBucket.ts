// How a service counts requests: a bucket that holds a second's worth of tokens and fills up again evenly.

/** By name: how many tokens a bucket had at a moment (epoch milliseconds). A bucket that is not here is full. */
export type Buckets = Readonly<Record<string, { readonly tokens: number; readonly at: number }>>;

/** Takes a token from each bucket for one call; where one of them is empty, the call is refused and costs nothing. */
export function takeTokens(
  buckets: Buckets,
  wanted: readonly { readonly bucket: string; readonly perSecond: number }[],
  now: number,
): { readonly buckets: Buckets; readonly allowed: boolean } {
  const filled = wanted.map(({ bucket, perSecond }) => {
    const { tokens, at } = buckets[bucket] ?? { tokens: perSecond, at: now };
    // A clock that goes back fills nothing.
    return { bucket, tokens: Math.min(perSecond, tokens + (Math.max(0, now - at) / 1000) * perSecond) };
  });
  const allowed = filled.every(({ tokens }) => tokens >= 1);
  const after = filled.map(({ bucket, tokens }) => [bucket, { tokens: allowed ? tokens - 1 : tokens, at: now }] as const);
  return { allowed, buckets: { ...buckets, ...Object.fromEntries(after) } };
}
