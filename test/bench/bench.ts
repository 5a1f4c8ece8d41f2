/**
 * The numbers of the product, as counts and ratios: `npm run bench` builds for production and prints them. Never a test: times depend on the machine.
 */
import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { detailRows } from '../../src/app/detailRows.ts';
import { PoolSession } from '../../src/app/poolSession.ts';
import { poolRows } from '../../src/app/poolRows.ts';
import { generateScenario } from '../../src/simulator/generate.ts';
import { realClock, simulated } from '../support/simulated.ts';
import { benchLint } from './lint.ts';

const dist = path.resolve(import.meta.dirname, '..', '..', 'dist');

/** The files that are loaded with an entry: itself and what it imports statically. */
function loadedWith(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const imports = readFileSync(entry, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g);
  for (const [, specifier] of imports) loadedWith(path.resolve(path.dirname(entry), specifier ?? ''), seen);
  return seen;
}

function kilobytes(files: Iterable<string>): string {
  const bytes = [...files].map((file) => readFileSync(file));
  const zipped = bytes.reduce((sum, content) => sum + gzipSync(content).length, 0);
  return `${(bytes.reduce((sum, { length }) => sum + length, 0) / 1024).toFixed(1)} KB (${(zipped / 1024).toFixed(1)} KB zipped)`;
}

async function tree(): Promise<void> {
  const scenario = generateScenario({ poolsPerRegion: 60, replicateEvery: 6 });
  const { simulation, connection } = simulated(scenario);
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  let callsAtFirstPaint: number | undefined;
  session.store.onDidChange(() => {
    const lists = [...session.store.snapshot.regions.values()];
    if (lists.length > 0 && lists.every(({ loading }) => !loading)) callsAtFirstPaint ??= simulation.calls().length;
  });
  await session.connect({ kind: 'demo' }, []);
  const calls = simulation.calls();
  const perSecond = scenario.regions.map((region) => {
    const times = calls.filter((call) => call.region === region).map(({ at }) => at);
    return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
  });
  const byOperation = new Map<string, number>();
  for (const { operation = '' } of calls) byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
  console.log(`17 Regions x 60 pools, a sixth replicated: ${session.store.pools.length} pools`);
  console.log(`  calls when every Region has listed: ${callsAtFirstPaint} (17 lists + 1 identity + details that were already under way)`);
  for (const [operation, count] of byOperation) console.log(`  ${operation}: ${count}`);
  console.log(`  busiest second of any Region: ${Math.max(...perSecond)} (quota 15)`);
}

async function rows(): Promise<void> {
  const { connection } = simulated(
    generateScenario({ poolsPerRegion: 1000, regions: ['us-east-1', 'eu-west-1'], replicateEvery: 1_000_000 }),
  );
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  let drawn = 0;
  session.store.onDidChange(() => (drawn += 1));
  await session.connect({ kind: 'demo' }, []);
  const start = performance.now();
  for (let round = 0; round < 20; round += 1)
    poolRows(session.store)
      .rows.slice(0, 50)
      .forEach(({ poolId }) => detailRows(session.store, poolId ?? ''));
  console.log(
    `2,000 pools: ${((performance.now() - start) / 20).toFixed(1)} ms to compute all rows once, ${drawn} changes of the store in one load`,
  );
}

const chunks = readdirSync(path.join(dist, 'chunks')).map((name) => path.join(dist, 'chunks', name));
console.log(`entry, with what it imports statically: ${kilobytes(loadedWith(path.join(dist, 'extension.js')))} (budget 60 KB)`);
console.log(
  `everything in dist: ${kilobytes([...chunks, path.join(dist, 'extension.js'), path.join(dist, 'cli.js')].filter((name) => name.endsWith('.js')))}`,
);
await tree();
await rows();
await benchLint();
