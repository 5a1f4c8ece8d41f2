import type { Files } from './findingsOfFiles.ts';

/**
 * The files after changes that are written as a diff without line numbers: `@@ path`, then lines that stay (` `), go (`-`) and come (`+`). What stays and goes has to be in the
 * file exactly once. A path that is not there is a new file.
 */
export function applyChanges(files: Files, changes: string): Files {
  const changed = new Map(files);
  for (const hunk of changes.split(/^@@ /m).slice(1)) {
    const [path = '', ...lines] = hunk.replace(/\n+$/, '').split('\n');
    const before = lines.filter((line) => !line.startsWith('+')).map((line) => `${line.slice(1)}\n`);
    const after = lines.filter((line) => !line.startsWith('-')).map((line) => `${line.slice(1)}\n`);
    changed.set(path, replaceOnce(changed.get(path), before.join(''), after.join(''), path));
  }
  return changed;
}

function replaceOnce(text: string | undefined, before: string, after: string, path: string): string {
  if (text === undefined && before === '') return after;
  const start = text === undefined ? -1 : `\n${text}`.indexOf(`\n${before}`);
  if (text === undefined || start === -1 || before === '') throw new Error(`${path} has no such lines:\n${before}`);
  if (`\n${text}`.includes(`\n${before}`, start + 1)) throw new Error(`${path} has these lines more than once:\n${before}`);
  return text.slice(0, start) + after + text.slice(start + before.length);
}
