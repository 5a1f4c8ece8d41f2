import type { Reading, SourceFile } from '../model.ts';
import { refused, tooDeep } from '../refusal.ts';
import { withoutReading } from './bounds.ts';
import { readProgram } from './readProgram.ts';
import { parseTypeScript } from './typescript/parseTypeScript.ts';
import { statementsOf } from './typescript/statements.ts';

/** Reads AWS CDK code in TypeScript or JavaScript. The ending of the path tells which of them, and whether there is JSX. */
export function readCdkTypeScript(file: SourceFile): Reading {
  const early = withoutReading(file);
  if (early) return early;
  try {
    const parsed = parseTypeScript(file.path, file.text);
    return parsed ? readProgram({ text: file.text, body: statementsOf(parsed) }, file) : { scenarios: [[]] };
  } catch (error) {
    if (error instanceof RangeError) return refused(file.path, tooDeep());
    throw error;
  }
}
