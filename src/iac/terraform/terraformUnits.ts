import type { UnitReader } from '../codeAnalysis.ts';
import type { TerraformWasm } from './syntax/grammar.ts';
import { createTerraformReader, isTerraformPath, moduleDirectory } from './terraformReader.ts';

/** Terraform modules as units of code: the files of a directory are read together. */
export async function terraformUnits(wasm: TerraformWasm): Promise<UnitReader> {
  const reader = await createTerraformReader(wasm);
  const known = new Map<string, ReadonlySet<string>>();
  return {
    unitOf: (path) => (isTerraformPath(path) ? moduleDirectory(path) : undefined),
    read: (unit, files) => {
      const paths = new Set(files.map(({ path }) => path));
      for (const path of known.get(unit) ?? []) if (!paths.has(path)) reader.remove(path);
      known.set(unit, paths);
      for (const file of files) reader.update(file);
      return reader.read(unit);
    },
    forget: (unit) => {
      for (const path of known.get(unit) ?? []) reader.remove(path);
      known.delete(unit);
    },
  };
}
