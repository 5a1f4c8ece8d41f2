import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const source = path.join(import.meta.dirname, '..', '..', '..', 'src', 'iac');

// Editors in a browser have no Node under them; the parsers must not need it either.
it('the analysis of code builds for browsers', async () => {
  const { errors, warnings } = await build({
    entryPoints: [path.join(source, 'codeReaders.ts'), path.join(source, 'codeAnalysis.ts')],
    bundle: true,
    write: false,
    outdir: 'unused',
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
    // What web-tree-sitter imports only when it finds itself in Node.
    external: ['fs/promises', 'module'],
  });
  expect([...errors, ...warnings]).toEqual([]);
});
