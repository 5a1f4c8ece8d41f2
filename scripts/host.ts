/** The suite of `test/host`, inside the extension host of a real VS Code server. `--vscode 4.100.3` takes that code-server instead of the pinned one. */
import { parseArgs } from 'node:util';
import { repository } from '../test/support/vscode/paths.ts';
import { printHostResults, runHostTests } from './support/hostTests.ts';

const { values } = parseArgs({ options: { vscode: { type: 'string' } } });
const results = await runHostTests({ extensionPath: repository, version: values.vscode });
printHostResults(results);
process.exitCode = results.failed.length > 0 || results.passed.length === 0 ? 1 : 0;
