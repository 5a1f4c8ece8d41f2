// `npm start`, in a fresh clone too. `npm start -- --help` lists its options; what it does is in demo.ts.
import { handOver, prepare } from './bootstrap.mjs';

prepare();
handOver('demo.ts', process.argv.slice(2));
