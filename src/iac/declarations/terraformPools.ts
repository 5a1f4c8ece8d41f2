import type { TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';

/** A pool as Terraform code may name it: by its literal name, by its id in an import block, or by the label of its block. */
export interface TerraformPool {
  readonly id: string;
  readonly name: string;
  /** The label of the block, where a tag tells it. */
  readonly resource?: string;
}

const resourceBlock = /\bresource\s{1,20}"(aws_cognito_user_pool|awscc_cognito_user_pool)"\s{1,20}"([\w-]{1,200})"\s{0,20}\{/g;
const importBlock = /^[ \t]{0,40}import\s{0,20}\{/gm;
const importTarget = /^\s{0,40}to\s{0,20}=\s{0,20}(?:aws|awscc)_cognito_user_pool\.([\w-]{1,200})/m;
/** The attribute that names the pool, in each of the two providers. */
const nameAttributes: Readonly<Record<string, string>> = { aws_cognito_user_pool: 'name', awscc_cognito_user_pool: 'user_pool_name' };

/**
 * The places where a text of Terraform declares the pool: blocks whose literal name is the pool's, or whose label is the one that is known, and
 * the blocks that an import of the pool's id puts it in; the import itself where its block is in another file.
 */
export function findTerraformPools(text: string, pool: TerraformPool): TextRange[] {
  if (!text.includes('cognito_user_pool')) return [];
  const lines = new TextLines(text);
  const blocks = [...text.matchAll(resourceBlock)].map((match, index, all) => {
    const [header, type = '', label = ''] = match;
    const body = bodyOf(text.slice(match.index + header.length, all[index + 1]?.index));
    return { label, name: literal(body, nameAttributes[type] ?? ''), range: lines.range(match.index, match.index + header.length - 1) };
  });
  const imports = [...text.matchAll(importBlock)].flatMap((match, index, all) => {
    const body = bodyOf(text.slice(match.index + match[0].length, all[index + 1]?.index));
    const label = importTarget.exec(body)?.[1];
    if (label === undefined || literal(body, 'id') !== pool.id) return [];
    const start = match.index + match[0].indexOf('import');
    return [{ label, range: lines.range(start, start + 'import'.length) }];
  });
  const labels = new Set([...imports.map(({ label }) => label), ...(pool.resource === undefined ? [] : [pool.resource])]);
  const named = blocks.filter(({ label, name }) => labels.has(label) || name === pool.name);
  const elsewhere = imports.filter(({ label }) => !blocks.some((block) => block.label === label));
  return [...named, ...elsewhere].map(({ range }) => range);
}

/**
 * What a block has at its first level: nested blocks, maps, strings over several parts and comments are left out, so that the name of a schema
 * attribute is not taken for that of the pool. The text begins after the opening brace, and ends before the next block of the kind at the latest.
 */
function bodyOf(text: string): string {
  const kept: string[] = [];
  let depth = 0;
  // Strings with the texts that are put into them, comments, and the brackets that nest.
  const token = /"(?:[^"\\\n]|\\.){0,2000}"|#[^\n]*|\/\/[^\n]*|\/\*[^]{0,5000}?\*\/|[{}[\]]/g;
  let from = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    const opens = found === '{' || found === '[';
    const closes = found === '}' || found === ']';
    if (depth === 0) kept.push(text.slice(from, match.index), opens || closes || isComment(found) ? '' : found);
    from = token.lastIndex;
    if (opens) depth += 1;
    if (closes) depth -= 1;
    if (depth < 0) break;
  }
  return kept.join('');
}

function isComment(token: string): boolean {
  return token.startsWith('#') || token.startsWith('/');
}

/** The literal that an attribute is set to; undefined for an expression. */
function literal(body: string, attribute: string): string | undefined {
  const found = new RegExp(`^[ \\t]{0,40}${attribute}[ \\t]{0,40}=[ \\t]{0,40}"([^"\\n]{0,200})"`, 'm').exec(body)?.[1];
  return found?.includes('${') ? undefined : found;
}
