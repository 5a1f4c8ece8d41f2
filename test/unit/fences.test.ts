import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

// Not a literal import: the file is plain JavaScript, which the compiler does not look at.
const config = new URL('../../eslint.config.mjs', import.meta.url).href;
const { fences } = (await import(config)) as { fences: Linter.Config[] };

/** Lints one file of one line with the import table alone. */
async function complaints(filePath: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    baseConfig: [
      { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@typescript-eslint': tseslint.plugin } },
      ...fences,
    ] as Linter.Config[],
  });
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return result?.messages.map(({ message }) => message) ?? [];
}

describe('the import table is held by lint', () => {
  // One or more lines per row of the table in CONTRIBUTING.md; each must be refused.
  it.each([
    ['src/domain/a.ts', "import * as vscode from 'vscode';"],
    ['src/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/domain/a.ts', "import { KMSClient } from '@aws-sdk/client-kms';"],
    ['src/domain/a.ts', "import { PoolStore } from '../app/poolStore.ts';"],
    ['src/domain/a.ts', 'export const now = Date.now();'],
    ['src/domain/a.ts', 'export const now = new Date();'],
    ['src/domain/a.ts', "console.log('x');"],
    ['src/domain/readiness/a.ts', "import { PoolStore } from '../../app/poolStore.ts';"],
    ['src/app/a.ts', "import * as vscode from 'vscode';"],
    ['src/app/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/app/a.ts', "import { connect } from '../aws/connector.ts';"],
    ['src/app/a.ts', "import { startSimulation } from '../simulator/simulation.ts';"],
    ['src/aws/a.ts', "import * as vscode from 'vscode';"],
    ['src/aws/a.ts', "import { PoolStore } from '../app/poolStore.ts';"],
    ['src/aws/a.ts', "import { localized } from '../ui/localize.ts';"],
    ['src/iac/a.ts', "import * as vscode from 'vscode';"],
    ['src/iac/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/iac/a.ts', "import { connect } from '../aws/connector.ts';"],
    ['src/simulator/a.ts', "import { success } from '../domain/failure.ts';"],
    ['src/simulator/a.ts', "import { createServer } from 'node:http';"],
    ['src/simulator/a.ts', "import { KMSClient } from '@aws-sdk/client-kms';"],
    ['src/simulator/http/a.ts', "import { connect } from '../../aws/connector.ts';"],
    ['src/webview/a.ts', "import * as vscode from 'vscode';"],
    ['src/webview/a.ts', "import { success } from '../domain/failure.ts';"],
    ['src/webview/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/webview/a.ts', "import { diffLines } from 'diff';"],
    ['src/ui/a.ts', "import { connect } from '../aws/connector.ts';"],
    ['src/ui/tree/a.ts', "import { startSimulation } from '../../simulator/simulation.ts';"],
    ['src/ui/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/ui/a.ts', "import type { Anything } from '../webview/page.ts';"],
    ['src/cli/a.ts', "import * as vscode from 'vscode';"],
    ['src/cli/a.ts', "import { localized } from '../ui/localize.ts';"],
    // A chunk that is loaded later is an import like any other.
    ['src/ui/a.ts', "export const later = import('../aws/connector.ts');"],
    ['src/app/a.ts', "export const later = import('node:fs');"],
    ['src/ui/a.ts', 'export const later = (path: string) => import(path);'],
    // Other ways to say the same.
    ['src/ui/a.ts', "import { connect } from './../aws/connector.ts';"],
    ['src/domain/a.ts', "export type Place = import('vscode').Uri;"],
    ['src/domain/a.ts', 'export const environment = globalThis.process;'],
  ])('%s may not say %s', async (file, code) => {
    const [, folder] = file.split('/');
    const said = await complaints(file, code);
    expect(said.length).toBeGreaterThan(0);
    // Each complaint is the fence's own, and not that of a file that cannot be read.
    for (const message of said) expect(message).toMatch(new RegExp(`src/${folder} may import|Take a Clock|import\\(\\) takes a literal`));
  });

  it.each([
    ['src/app/a.ts', "import { success } from '../domain/failure.ts';"],
    ['src/aws/a.ts', "import { KMSClient } from '@aws-sdk/client-kms';"],
    ['src/simulator/a.ts', "import type { ListedPool } from '../domain/userPool.ts';"],
    ['src/simulator/http/a.ts', "import { createServer } from 'node:http';"],
    ['src/ui/a.ts', "import { poolsViewId } from '../contributions.ts';"],
    ['src/ui/a.ts', "import type { ToPage } from '../webview/protocol.ts';"],
    ['src/webview/a.ts', "import check from '@vscode/codicons/src/icons/check.svg';"],
    ['src/cli/a.ts', "export const later = import('../aws/connector.ts');"],
  ])('%s may say %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
