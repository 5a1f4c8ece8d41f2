/** Whether a text matches a pattern of IAM: `*` stands for any characters, `?` for one. */
export function matchesPattern(pattern: string, content: string): boolean {
  // Every literal character is escaped, so that a policy cannot bring a regular expression of its own; runs of stars are one star.
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(content);
}
