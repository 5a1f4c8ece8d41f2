/** The time of day, for whoever reads the page; of another day with its date. */
export function timeText(milliseconds: number): string {
  const [then, now] = [new Date(milliseconds), new Date()];
  const isToday = then.toDateString() === now.toDateString();
  return then.toLocaleString(document.documentElement.lang, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
}
