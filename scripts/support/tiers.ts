import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium } from '../../test/support/browser/chromium.ts';
import { installVsCode } from '../../test/support/vscode/install.ts';
import { projectNode, repository } from '../../test/support/vscode/paths.ts';
import { runPackage, runVisibly } from './commands.ts';
import { printHostResults, runHostTests } from './hostTests.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Tier {
  readonly name: string;
  readonly heading: string;
  /** What has to have passed before it makes sense. */
  readonly needs?: string;
  readonly run: () => Promise<Count>;
}

/** In the order in which they run: the quick ones first. */
export const tiers: readonly Tier[] = [
  { name: 'types', heading: 'Types (tsc)', run: types },
  { name: 'lint', heading: 'Lint (eslint, prettier)', run: lint },
  { name: 'build', heading: 'Build, with the suite for the extension host', run: build },
  { name: 'unit', heading: 'Unit tests (vitest)', run: async () => vitest('unit') },
  { name: 'host', heading: 'Tests inside the extension host of VS Code (mocha)', needs: 'build', run: host },
  { name: 'ui', heading: 'Tests on the workbench, in a browser (vitest)', needs: 'build', run: ui },
];

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };

export function check(exitCode: number): Count {
  return exitCode === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

/** The extension, and the page of its panel, which lives in a browser. */
async function types(): Promise<Count> {
  const extension = await runPackage('typescript', ['-p', '.']);
  const page = await runPackage('typescript', ['-p', 'src/webview']);
  return check(extension === 0 && page === 0 ? 0 : 1);
}

async function lint(): Promise<Count> {
  const eslint = await runPackage('eslint', ['.']);
  const prettier = await runPackage('prettier', ['--check', '--log-level', 'warn', '.']);
  return check(eslint === 0 && prettier === 0 ? 0 : 1);
}

async function build(): Promise<Count> {
  return check(await runVisibly(projectNode(), ['esbuild.mjs', '--tests']));
}

async function host(): Promise<Count> {
  const results = await runHostTests({ extensionPath: repository });
  printHostResults(results);
  return { passed: results.passed.length, failed: results.failed.length, skipped: results.pending.length };
}

async function ui(): Promise<Count> {
  // Here and not in the first test that needs them: an installation is announced, and is no part of a test's time.
  await installVsCode();
  await ensureChromium();
  return vitest('ui');
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

async function vitest(project: string): Promise<Count> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-vitest-'));
  const file = path.join(folder, 'report.json');
  try {
    const code = await runPackage('vitest', [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return text === undefined ? check(code === 0 ? 1 : code) : count(JSON.parse(text) as VitestReport, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count(report: VitestReport, exitCode: number): Count {
  // A file that could not be loaded has failed without any test in it.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    // An error outside of every test (an unhandled rejection) shows in the exit code alone.
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
