import type { UnitReader } from '../codeAnalysis.ts';
import { createCdkPythonReader } from './createCdkPythonReader.ts';
import { readCdkTypeScript } from './readCdkTypeScript.ts';

const typeScript = /\.(?:[mc]?tsx?|[mc]?jsx?)$/i;
const python = /\.py$/i;

/** AWS CDK code in TypeScript or JavaScript as units of code: each file is one. */
export function cdkTypeScriptUnits(): UnitReader {
  return {
    unitOf: (path) => (typeScript.test(path) && !path.endsWith('.d.ts') ? path : undefined),
    read: (_unit, [file]) => file && readCdkTypeScript(file),
  };
}

/** AWS CDK code in Python as units of code: each file is one. */
export async function cdkPythonUnits(wasm: Parameters<typeof createCdkPythonReader>[0]): Promise<UnitReader> {
  const reader = await createCdkPythonReader(wasm);
  return {
    unitOf: (path) => (python.test(path) ? path : undefined),
    read: (_unit, [file]) => file && reader.read(file),
    forget: (unit) => reader.forget(unit),
  };
}
