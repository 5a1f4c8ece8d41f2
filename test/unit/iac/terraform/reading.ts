import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTerraformReader, type TerraformReader } from '../../../../src/iac/terraform/terraformReader.ts';
import { resourcesText } from '../../../support/iac/resources.ts';

/** A reader with the wasm files of the packages. */
export function newReader(): Promise<TerraformReader> {
  const bytes = (file: string): Buffer => readFileSync(fileURLToPath(import.meta.resolve(file)));
  return createTerraformReader({
    runtimeWasm: bytes('web-tree-sitter/web-tree-sitter.wasm'),
    grammarWasm: bytes('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  });
}

/** What files of one directory say, by their names; a text alone is `main.tf`. */
export async function readingOf(files: string | Readonly<Record<string, string>>, region?: string): Promise<string> {
  const reader = await newReader();
  for (const [name, text] of Object.entries(typeof files === 'string' ? { 'main.tf': files } : files)) {
    reader.update({ path: `infra/${name}`, text, ...(region !== undefined && { region }) });
  }
  const text = resourcesText(reader.read('infra'));
  reader.dispose();
  return text;
}
