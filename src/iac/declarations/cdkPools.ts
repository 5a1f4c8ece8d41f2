import type { TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';

/** The construct that a template's resource was made by, from its `aws:cdk:path`. */
export interface CdkConstruct {
  readonly id: string;
  /** UserPool, or CfnUserPool where the resource itself was made. */
  readonly name: 'UserPool' | 'CfnUserPool';
}

/** The construct in a path as AWS CDK writes it: `Stack/Auth/Users/Resource` is the UserPool `Users`, `Stack/Users` the CfnUserPool `Users`. */
export function cdkConstructOf(cdkPath: string): CdkConstruct | undefined {
  const parts = cdkPath.split('/');
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (last === undefined || last === '' || before === undefined) return undefined;
  return last === 'Resource' && parts.length > 2 ? { id: before, name: 'UserPool' } : { id: last, name: 'CfnUserPool' };
}

/** Where a text of TypeScript, JavaScript or Python makes the construct, with its id as a literal. */
export function findCdkPools(text: string, { id, name }: CdkConstruct): TextRange[] {
  if (!text.includes(id) || !text.includes(name)) return [];
  const lines = new TextLines(text);
  const made = new RegExp(
    `(?<![\\w])(?:new\\s{1,20})?(?:\\w{1,60}\\.){0,3}${name}\\s{0,20}\\(\\s{0,200}\\w{1,60}(?:\\.\\w{1,60})?\\s{0,20},\\s{0,200}(["'\`])${escaped(id)}\\1`,
    'g',
  );
  return Array.from(text.matchAll(made), (match) => lines.range(match.index, match.index + match[0].length));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
