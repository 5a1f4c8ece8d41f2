import type { CodeIssuerPool } from '../analysis/issuerPools.ts';
import { isBeside } from '../folderOf.ts';

/**
 * How a file puts the id of a pool that its own unit of code declares into a URL, from the slash after the host on. Undefined where the name means nothing: in other files.
 * A pool that is near is none that is named: only the reference itself counts.
 */
export function putInFor(path: string, { declaration, name }: CodeIssuerPool): RegExp | undefined {
  if (declaration.kind !== 'pool') return undefined;
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  switch (declaration.dialect) {
    case 'cloudformation':
      return path === declaration.path && /^\w+$/.test(name) ? inTemplate(escaped) : undefined;
    case 'awscc':
    case 'aws':
      return isBeside(path, declaration.path) ? new RegExp(String.raw`^/\$\{${escaped}\.(?:id|user_pool_id)\}`) : undefined;
    case 'cdk':
      return path === declaration.path && /^\w+$/.test(name) ? inProgram(escaped) : undefined;
  }
}

/** `!Sub .../${Pool}`, and `!Join` in YAML and JSON with `!Ref Pool` or `{ "Ref": "Pool" }` after the slash. */
function inTemplate(name: string): RegExp {
  const reference = String.raw`!Ref\s{1,8}["']?${name}\b|\{\s{0,20}["']?Ref["']?\s{0,8}:\s{0,8}["']?${name}\b`;
  return new RegExp(String.raw`^\\?/(?:\$\{${name}\}|["']?[\s,-]{0,80}(?:${reference}))`);
}

/** A template string of TypeScript or an f-string of Python. */
function inProgram(name: string): RegExp {
  return new RegExp(String.raw`^/\$?\{(?:this\.|self\.)?${name}\.(?:userPoolId|attrUserPoolId|user_pool_id|attr_user_pool_id|ref)\}`);
}
