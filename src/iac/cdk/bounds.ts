import { concernsPools } from '../concernsPools.ts';
import type { Reading, SourceFile } from '../model.ts';
import { longerThan, refused, tooDeep } from '../refusal.ts';

/** Longer texts are generated ones: 5,000 lines of AWS CDK code have a quarter of a million characters. */
const longestText = 1_000_000;
/** Brackets within brackets that no one writes by hand. Deeper ones would exhaust the stack of a parser. */
const deepestBrackets = 500;
/** Statements with labels in a row are statements within statements, and each label is compared with all around it. */
const labels = /(?<![\w$])(?:[\w$]{1,100}\s{0,500}:\s{0,500}){100}/;

/** What is read of a file without reading it: nothing, because it cannot say anything about a pool, or a reason not to read it. */
export function withoutReading({ path, text }: SourceFile): Reading | undefined {
  if (!concernsPools(text) || !/aws[-_]cdk/.test(text)) return { scenarios: [[]] };
  if (text.length > longestText) return refused(path, longerThan(longestText));
  return isDeeperThan(text, deepestBrackets) || labels.test(text) ? refused(path, tooDeep()) : undefined;
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text.charCodeAt(offset);
    // ( [ {
    if (character === 40 || character === 91 || character === 123) {
      depth += 1;
      if (depth > limit) return true;
      // ) ] }
    } else if ((character === 41 || character === 93 || character === 125) && depth > 0) depth -= 1;
  }
  return false;
}
