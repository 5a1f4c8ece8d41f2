import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkbench } from '../../test/support/browser/workbench.ts';
import type { HostResults } from '../../test/support/vscode/hostResults.ts';

export interface HostRun {
  readonly extensionPath: string;
  /** code-server's version; undefined is the pinned one. */
  readonly version?: string | undefined;
}

/** A little more than the suite's own bound, which ends it with a better message. */
const waitMilliseconds = 9 * 60_000;

/** Runs `dist-test/index.cjs` in the extension host. Needs the build (`node esbuild.mjs --tests`). Throws when the suite gave no results. */
export async function runHostTests({ extensionPath, version }: HostRun): Promise<HostResults> {
  const extensionTestsPath = path.join(extensionPath, 'dist-test', 'index.cjs');
  if (!existsSync(extensionTestsPath)) throw new Error('There is no dist-test/index.cjs: run `node esbuild.mjs --tests` first.');
  const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-host-'));
  const resultsFile = path.join(folder, 'results.json');
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace);
  try {
    const workbench = await openWorkbench({
      extensionPaths: [extensionPath],
      extensionTestsPath,
      workspace,
      environment: { COGNITO_REPLICAS_HOST_RESULTS: resultsFile },
      ...(version === undefined ? {} : { version }),
    });
    try {
      await workbench.until('the suite in the extension host writes its results', async () => Promise.resolve(existsSync(resultsFile)), {
        timeoutMilliseconds: waitMilliseconds,
      });
      return JSON.parse(await readFile(resultsFile, 'utf8')) as HostResults;
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${(await workbench.server.logs()).slice(-8000)}`, {
        cause: error,
      });
    } finally {
      await workbench.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function printHostResults({ passed, failed, pending }: HostResults): void {
  for (const { title } of passed) console.log(`  ✓ ${title}`);
  for (const { title } of pending) console.log(`  - ${title}`);
  for (const { title, error } of failed) console.log(`  ✗ ${title}\n      ${error.replaceAll('\n', '\n      ')}`);
  console.log(`\n  ${passed.length} passed, ${failed.length} failed, ${pending.length} skipped`);
}
