// Pages of a list. A token names the last item that was sent, so that a page stays right when the world changes between two calls.

/**
 * One page of `items`, which must be in the order of `keyOf`, and the token of the next page where there is one.
 * @param token the token of an earlier page; `onBadToken` makes the error for one that this simulator did not give out
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { size, token, onBadToken }: { size: number; token: string | undefined; onBadToken: () => Error },
): { readonly page: readonly T[]; readonly next?: string } {
  const after = token === undefined ? undefined : decode(token);
  if (token !== undefined && after === undefined) throw onBadToken();
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return rest.length > size && last !== undefined ? { page, next: btoa(`after ${keyOf(last)}`) } : { page };
}

function decode(token: string): string | undefined {
  try {
    return /^after (.+)$/.exec(atob(token))?.[1];
  } catch {
    return undefined;
  }
}

/** Compares by code units, which no locale changes. */
export const byKey =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number =>
    keyOf(a) < keyOf(b) ? -1 : 1;
