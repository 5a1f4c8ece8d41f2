/**
 * The suite of `test/host` in the desktop VS Code, which @vscode/test-electron downloads: for people and hosted CI with the open internet.
 * `--vscode 1.101.0` takes that version instead of the newest. Needs the build with tests, and on Linux a display (`xvfb-run -a`).
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { isolatedEnvironment } from '../test/support/vscode/environment.ts';
import type { HostResults } from '../test/support/vscode/hostResults.ts';
import { repository } from '../test/support/vscode/paths.ts';
import { printHostResults } from './support/hostTests.ts';

async function download(version: string): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({
      version,
      cachePath: path.join(repository, '.vscode-test'),
      extensionDevelopmentPath: repository,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The desktop VS Code (${version}) could not be downloaded: ${why}\nThis command needs update.code.visualstudio.com. ` +
        'The same suite runs without it in `npm test -- --only build,host`.',
      { cause: error },
    );
  }
}

async function runInDesktop(vscodeExecutablePath: string, folder: string): Promise<HostResults> {
  const extensionTestsPath = path.join(repository, 'dist-test', 'index.cjs');
  if (!existsSync(extensionTestsPath)) throw new Error('There is no dist-test/index.cjs: run `node esbuild.mjs --tests` first.');
  const [workspace, home, resultsFile] = [path.join(folder, 'workspace'), path.join(folder, 'home'), path.join(folder, 'results.json')];
  await mkdir(workspace);
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_EC2_METADATA_DISABLED } = await isolatedEnvironment(home);
  const code = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: repository,
    extensionTestsPath,
    extensionTestsEnv: {
      COGNITO_REPLICAS_HOST_RESULTS: resultsFile,
      AWS_CONFIG_FILE,
      AWS_SHARED_CREDENTIALS_FILE,
      AWS_EC2_METADATA_DISABLED,
      AWS_PROFILE: undefined,
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${path.join(folder, 'data')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--disable-gpu',
    ],
  }).catch((error: unknown) => error);
  // The suite's own account says more than an exit code.
  if (existsSync(resultsFile)) return JSON.parse(await readFile(resultsFile, 'utf8')) as HostResults;
  throw new Error(`VS Code ended without results: ${String(code)}`);
}

const { values } = parseArgs({ options: { vscode: { type: 'string', default: 'stable' } } });
const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-'));
try {
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined) {
    throw new Error('The desktop VS Code needs a display: xvfb-run -a npm run test:electron');
  }
  const results = await runInDesktop(await download(values.vscode), folder);
  printHostResults(results);
  if (results.failed.length > 0 || results.passed.length === 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
