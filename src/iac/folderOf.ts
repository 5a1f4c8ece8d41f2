/** The folder of a path or URI, without its last separator; empty for a name alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 0));
}

/** Whether two files are in one folder. */
export function isBeside(path: string, other: string): boolean {
  return folderOf(path) === folderOf(other);
}
