// How a service counts requests: a bucket that holds a second's worth of tokens and fills up again evenly.

/** By name: how many tokens a bucket had at a moment (epoch milliseconds). A bucket that is not here is full. */
export type Buckets = Readonly<Record<string, { readonly tokens: number; readonly at: number }>>;

/** Takes a token for one call; a call that gets none is refused and costs nothing. */
export function takeToken(
  buckets: Buckets,
  name: string,
  perSecond: number,
  now: number,
): { readonly buckets: Buckets; readonly allowed: boolean } {
  const { tokens, at } = buckets[name] ?? { tokens: perSecond, at: now };
  // A clock that goes back fills nothing.
  const filled = Math.min(perSecond, tokens + (Math.max(0, now - at) / 1000) * perSecond);
  const allowed = filled >= 1;
  return { allowed, buckets: { ...buckets, [name]: { tokens: allowed ? filled - 1 : filled, at: now } } };
}
