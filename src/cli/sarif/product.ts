import { readFile } from 'node:fs/promises';

/** What the package.json of this product says of it. */
export interface Product {
  /** Undefined where the bundle stands alone. */
  readonly version?: string;
  /** Where the source is on the web, without a slash at the end. */
  readonly repository?: string;
}

/** Reads the package.json that stands above the bundle and the source alike. */
export async function readProduct(): Promise<Product> {
  return productOf((await readBeside('package.json')) ?? '{}');
}

export function productOf(manifest: string): Product {
  const { repository, version } = JSON.parse(manifest) as { readonly repository?: unknown; readonly version?: unknown };
  const address = typeof repository === 'object' && repository !== null && 'url' in repository ? repository.url : repository;
  const web = typeof address === 'string' ? /^(?:git\+)?(https:\/\/\S+?)(?:\.git)?\/?$/.exec(address)?.[1] : undefined;
  return { ...(typeof version === 'string' && { version }), ...(web !== undefined && { repository: web }) };
}

/** The page about a rule, docs/rules/RULE.md, which comes with the product. Links to other pages are left out: they would lead nowhere from a code host. */
export async function rulePage(rule: string): Promise<string | undefined> {
  return (await readBeside(`docs/rules/${rule}.md`))?.replaceAll(/\[([^\]\n]*)\]\((?!https:)[^)\n]*\)/g, '$1');
}

/** A file of the product, from the root of the package: chunks of the bundle are in dist/chunks, this file is in src/cli/sarif. */
async function readBeside(name: string): Promise<string | undefined> {
  for (const root of ['../../', '../../../']) {
    try {
      return await readFile(new URL(`${root}${name}`, import.meta.url), 'utf8');
    } catch {
      // The other layout.
    }
  }
  return undefined;
}
