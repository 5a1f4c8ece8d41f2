// The one build script. ES modules with splitting: the entry is small, and what is imported with `import()` (the SDK, parsers, the simulator)
// becomes a chunk that loads on first use. `--watch` rebuilds, `--production` minifies, `--tests` adds the suite that runs in the extension host.
import { globSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  // The extension host of the oldest VS Code in `engines` runs Node 20.
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const product = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts', simulator: 'src/simulator/main.ts' },
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  metafile: true,
  // CommonJS packages inside the bundle call `require` for Node's own modules; an ES module has to make one.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
};

// The page of the parity panel: one file for the browser of every VS Code since 1.101 (Electron 35, Chromium 134).
/** @type {import('esbuild').BuildOptions} */
const page = {
  bundle: true,
  platform: 'browser',
  target: 'chrome134',
  format: 'iife',
  entryPoints: { parityPanel: 'src/webview/parityPanel.ts' },
  outdir: 'dist/webview',
  loader: { '.svg': 'text' },
  sourcemap: production ? false : 'inline',
  minify: production,
  logLevel: 'warning',
};

// Every test is a bundle of its own beside the runner, which reads the folder: no list that could forget one.
/** @type {import('esbuild').BuildOptions} */
const hostTests = {
  ...shared,
  minify: false,
  entryPoints: globSync('test/host/*.ts'),
  outdir: 'dist-test',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode', 'mocha'],
};

const builds = [product, page, ...(flags.has('--tests') ? [hostTests] : [])];
for (const { outdir } of builds) await rm(outdir, { recursive: true, force: true });
// The parsers' WebAssembly, which is read as bytes when the first file of its language is met.
const wasm = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  'node_modules/tree-sitter-python/tree-sitter-python.wasm',
];
await mkdir('dist', { recursive: true });
for (const file of wasm) await copyFile(file, `dist/${file.split('/').at(-1)}`);
if (flags.has('--watch')) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}
