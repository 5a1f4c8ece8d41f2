import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { WasmName } from '../iac/codeReaders.ts';

const packages: Readonly<Record<WasmName, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-terraform.wasm': '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  'tree-sitter-python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
};

/** A parser's WebAssembly file: beside the bundle, whose chunks are in a folder of dist, or in the packages when nothing is bundled. */
export async function loadWasm(name: WasmName): Promise<Uint8Array> {
  try {
    return await readFile(new URL(`../${name}`, import.meta.url));
  } catch {
    return readFile(fileURLToPath(import.meta.resolve(packages[name])));
  }
}
