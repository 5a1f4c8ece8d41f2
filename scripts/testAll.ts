/**
 * All tiers, one after the other; a failed one does not stop the next. The last line is the sum: `N passed, N failed` and, when there are any,
 * `, N skipped`. `--only unit,host` runs some of them.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { repository } from '../test/support/vscode/paths.ts';
import { check, nothing, tiers } from './support/tiers.ts';
import type { Count, Tier } from './support/tiers.ts';

/** git's view of the tree, or undefined where there is no git: an unpacked archive can be tested as well. */
function treeState(): readonly string[] | undefined {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: repository, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
}

async function runTier(tier: Tier, done: ReadonlyMap<string, Count>): Promise<Count> {
  console.log(`\n── ${tier.heading} ${'─'.repeat(Math.max(3, 100 - tier.heading.length))}`);
  if (tier.needs !== undefined && (done.get(tier.needs)?.failed ?? 0) > 0) {
    console.log(`Not run, and so failed: it needs the tier "${tier.needs}".`);
    return check(1);
  }
  try {
    const count = await tier.run();
    if (count.passed + count.failed + count.skipped > 0) return count;
    console.log('No test ran.');
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
  return check(1);
}

function chosen(): readonly Tier[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return tiers;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !tiers.some((tier) => tier.name === name));
  if (unknown.length > 0) console.log(`No such tier: ${unknown.join(', ')}. There are: ${tiers.map(({ name }) => name).join(', ')}.`);
  return tiers.filter(({ name }) => names.includes(name));
}

const before = treeState();
const done = new Map<string, Count>();
for (const tier of chosen()) done.set(tier.name, await runTier(tier, done));

const after = treeState();
const changed = [...(after ?? []).filter((line) => !before?.includes(line)), ...(before ?? []).filter((line) => !after?.includes(line))];
if (changed.length > 0) {
  console.log(`\nThe run changed the work tree:\n${changed.map((line) => `  ${line}`).join('\n')}`);
  done.set('tree', check(1));
}

const sum = [...done.values()].reduce(
  (total, { passed, failed, skipped }) => ({
    passed: total.passed + passed,
    failed: total.failed + failed,
    skipped: total.skipped + skipped,
  }),
  nothing,
);
console.log('');
for (const [name, { passed, failed, skipped }] of done) {
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(6)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
