import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder of package.json. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');

/** Where pictures and texts of failed runs go; ignored by git. */
export const resultsFolder = path.join(repository, 'test-results');

/**
 * Node as this project runs it. `node` is a devDependency and stands first on the PATH of every npm script, so what runs this file is usually
 * it already; an editor's test runner may have brought another.
 */
export function projectNode(): string {
  const wanted = path.join(repository, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return Number(process.versions.node.split('.')[0]) === 24 ? process.execPath : wanted;
}
