/**
 * What VS Code runs in its extension host (`extensionTestsPath`). Each `test/host/*.test.ts` is bundled beside this file. The results go to the
 * file that COGNITO_REPLICAS_HOST_RESULTS names: the extension host has no terminal to print to.
 */
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type Mocha from 'mocha';
import type { HostResults } from '../support/vscode/hostResults.ts';

const wholeRunMilliseconds = 8 * 60_000;

export async function run(): Promise<void> {
  const results: HostResults = { passed: [], failed: [], pending: [] };
  try {
    // An ES module, imported as one: `require` would give its namespace, and older hosts none at all.
    const { default: MochaRunner } = await import('mocha');
    // The base reporter prints nothing: nobody would read it.
    const mocha = new MochaRunner({ ui: 'bdd', timeout: 30_000, reporter: MochaRunner.reporters.Base });
    for (const file of testFiles()) mocha.addFile(file);
    await mocha.loadFilesAsync();
    await finish(mocha, results);
  } catch (error) {
    results.failed.push({ title: 'The suite did not run', error: describe(error) });
  }
  save(results);
  // The desktop VS Code turns this into its exit code.
  if (results.failed.length > 0) throw new Error(`${results.failed.length} failed: ${results.failed.map(({ title }) => title).join('; ')}`);
}

/** Every bundle beside this one; and there must be one for every source, or a test would be left out without a word. */
function testFiles(): string[] {
  const suffix = /\.test\.(?:cjs|ts)$/;
  const names = (folder: string) =>
    readdirSync(folder)
      .filter((name) => suffix.test(name))
      .map((name) => name.replace(suffix, ''))
      .sort();
  const bundles = names(__dirname);
  const sources = names(path.join(__dirname, '..', 'test', 'host'));
  if (bundles.join() !== sources.join())
    throw new Error(`Build again: there are tests ${sources.join(', ')}, but bundles ${bundles.join(', ')}.`);
  return bundles.map((name) => path.join(__dirname, `${name}.test.cjs`));
}

async function finish(mocha: Mocha, results: HostResults): Promise<void> {
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (test) => results.passed.push({ title: test.fullTitle() }));
    runner.on('pending', (test) => results.pending.push({ title: test.fullTitle() }));
    runner.on('fail', (test, error) => results.failed.push({ title: test.fullTitle(), error: describe(error) }));
    setTimeout(() => {
      results.failed.push({ title: runner.test?.fullTitle() ?? 'The suite', error: `did not end in ${wholeRunMilliseconds / 1000} s` });
      resolve();
    }, wholeRunMilliseconds).unref();
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const difference = expected === undefined ? '' : `\nexpected: ${JSON.stringify(expected)}\nactual:   ${JSON.stringify(actual)}`;
  return `${error.stack ?? error.message}${difference}`;
}

/** By a rename, so that whoever waits for the file never reads half of it. */
function save(results: HostResults): void {
  const file = process.env['COGNITO_REPLICAS_HOST_RESULTS'];
  if (file === undefined) return;
  writeFileSync(`${file}.part`, JSON.stringify(results, undefined, 2));
  renameSync(`${file}.part`, file);
}
