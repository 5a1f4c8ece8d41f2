/** A time as documents say it, `2026-11-26 11:45:00`: in UTC, which whoever gets the document reads alike. `milliseconds` since the epoch. */
export function utcTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
