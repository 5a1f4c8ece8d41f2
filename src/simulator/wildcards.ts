/**
 * Whether a text matches a pattern of IAM: `*` stands for any characters, `?` for one. Not by a regular expression, which takes forever for a
 * pattern of many stars: only the latest star is ever tried again.
 */
export function matchesPattern(pattern: string, content: string): boolean {
  let [at, position] = [0, 0];
  let star: { readonly at: number; readonly position: number } | undefined;
  while (position < content.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = { at, position };
      at += 1;
    } else if (wanted === '?' || (wanted !== undefined && wanted === content[position])) {
      at += 1;
      position += 1;
    } else if (star) {
      // The star takes one character more.
      star = { at: star.at, position: star.position + 1 };
      at = star.at + 1;
      position = star.position;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
