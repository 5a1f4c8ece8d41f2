// The first thing in a fresh clone: plain JavaScript without a package, for Node 20 and later. It brings the dependencies up to the lock file and
// hands over to the project's own Node (a devDependency), which runs TypeScript files as they are.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const projectNode = path.join(repository, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Runs `npm ci` when node_modules is missing or is not what package-lock.json says. Compares versions, not dates: a git checkout changes dates. */
export function prepare() {
  process.chdir(repository);
  const stale = whyStale();
  if (stale !== undefined) {
    console.log(`Installing dependencies (npm ci): ${stale}.`);
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit', shell: windows });
    if (status !== 0) fail('npm ci did not succeed: see above.');
  }
  // An npm that is set to ignore install scripts leaves the package `node` without its binary.
  if (!runs(projectNode)) spawnSync('npm', ['rebuild', 'node', '--ignore-scripts=false'], { stdio: 'inherit', shell: windows });
  if (!runs(projectNode)) fail('The package `node` has no binary. Allow its install script, then run: npm rebuild node');
}

/** Runs a script under the project's Node and ends with its exit code. Ctrl+C is the script's to answer; this process waits for it. */
export function handOver(script, args) {
  const binaries = [path.dirname(projectNode), path.join(repository, 'node_modules', '.bin')];
  const PATH = [...binaries, process.env.PATH].join(path.delimiter);
  const child = spawn(projectNode, [path.join(repository, 'scripts', script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}

function whyStale() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (installed === undefined) return 'there is no node_modules';
  for (const [place, { version, optional }] of Object.entries(packagesOf('package-lock.json') ?? {})) {
    // Optional ones are for other platforms; the entry without a place is this project itself.
    if (place === '' || (optional && installed[place] === undefined)) continue;
    if (installed[place]?.version !== version) return `${place} is not ${version}`;
  }
  return undefined;
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function runs(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
