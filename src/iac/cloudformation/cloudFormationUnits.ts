import type { UnitReader } from '../codeAnalysis.ts';
import { isCloudFormation } from './isCloudFormation.ts';
import { ParsedParts } from './parsedParts.ts';
import { readCloudFormation } from './readCloudFormation.ts';

/** A document without a name may be a template, too: its text tells. */
const templates = /\.(ya?ml|json|template|cfn)$|^untitled:/i;

/** Templates as units of code: each file is one. What was parsed of a file is kept, so that a keystroke parses only the entry around it anew. */
export function cloudFormationUnits(): UnitReader {
  const parsed = new Map<string, ParsedParts>();
  return {
    isDeployedBySam: true,
    unitOf: (path) => (templates.test(path) ? path : undefined),
    read: (unit, [file]) => {
      if (!file || !isCloudFormation(file.path, file.text)) {
        parsed.delete(unit);
        return undefined;
      }
      const parts = parsed.get(unit) ?? new ParsedParts();
      parsed.set(unit, parts);
      return readCloudFormation(file, { parsed: parts });
    },
    forget: (unit) => void parsed.delete(unit),
  };
}
