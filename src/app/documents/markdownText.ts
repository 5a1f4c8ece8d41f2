/** Text without meaning as Markdown: names of pools and texts of services are data. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*[\]<>!|#]/g, (character) => `\\${character}`);
}
