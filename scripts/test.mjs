// `npm test`, in a fresh clone too. The tiers are in testAll.ts.
import { handOver, prepare } from './bootstrap.mjs';

prepare();
handOver('testAll.ts', process.argv.slice(2));
