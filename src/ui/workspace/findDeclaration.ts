import * as vscode from 'vscode';
import type { PoolOrigin } from '../../domain/poolOrigin.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { CdkConstruct } from '../../iac/declarations/cdkPools.ts';
import { toRange } from '../toRange.ts';
import { readWorkspace, type WorkspaceReading } from './workspaceFiles.ts';

const templates = '**/{*.yaml,*.yml,*.json,*.template}';
const synthesized = '**/cdk.out/**/*.template.json';
const cdkSources = '**/{*.ts,*.mts,*.cts,*.js,*.mjs,*.py}';
const terraform = '**/{*.tf,*.tofu}';

/** Where a pool is declared, and what was read to find out. */
export interface DeclarationSearch {
  readonly places: readonly vscode.Location[];
  /**
   * Whether the place is the one for certain: the template names the pool or is that of its stack, or a tag names the tool and the code the pool. Logical ids
   * such as UserPool stand in many templates.
   */
  readonly certain: boolean;
  /** One per kind of file that was searched; none for origins whose code is not looked into. */
  readonly readings: readonly WorkspaceReading[];
}

/**
 * Finds the code that declares a pool: the template with its logical id, the CDK construct that such a template was made from, or the Terraform
 * block. Without an origin, Terraform code alone is searched, which can name the pool by name or id without a tag.
 */
export async function findDeclaration(
  pool: UserPool,
  origin: PoolOrigin | undefined,
  token: vscode.CancellationToken,
): Promise<DeclarationSearch> {
  switch (origin?.kind) {
    case 'cloudformation':
      return findInTemplates(pool, origin, token);
    case 'terraform':
    case undefined:
      return findInTerraform(pool, origin, token);
    case 'pulumi':
    case 'sst':
    case 'amplify':
      return { places: [], certain: false, readings: [] };
  }
}

async function findInTemplates(
  pool: UserPool,
  { logicalId, stackName }: Extract<PoolOrigin, { kind: 'cloudformation' }>,
  token: vscode.CancellationToken,
): Promise<DeclarationSearch> {
  const [{ findCloudFormationPools }, { cdkConstructOf, findCdkPools }] = await Promise.all([
    import('../../iac/declarations/cloudFormationPools.ts'),
    import('../../iac/declarations/cdkPools.ts'),
  ]);
  let named = 0;
  const written = await collect(templates, token, (text) => {
    // A template that gives the pool another name is about another pool.
    const found = findCloudFormationPools(text, logicalId).filter(({ poolName }) => poolName === undefined || poolName === pool.name);
    named += found.filter(({ poolName }) => poolName !== undefined).length;
    return found.map(({ range }) => range);
  });
  const readings = [written.reading];
  if (written.places.length > 0 || token.isCancellationRequested) {
    return { places: written.places, certain: written.places.length === 1 && named === 1, readings };
  }

  const constructs = new Map<string, CdkConstruct>();
  let isOfStack = false;
  const made = await readWorkspace({ include: synthesized, generated: ['cdk.out'], token }, (uri, text) => {
    for (const { cdkPath } of findCloudFormationPools(text, logicalId)) {
      const construct = cdkPath === undefined ? undefined : cdkConstructOf(cdkPath);
      if (!construct) continue;
      constructs.set(`${construct.name} ${construct.id}`, construct);
      isOfStack ||= uri.path.endsWith(`/${stackName}.template.json`);
    }
  });
  const [construct] = constructs.values();
  if (constructs.size !== 1 || !construct) return { places: [], certain: false, readings: [...readings, made] };
  const sources = await collect(cdkSources, token, (text) => findCdkPools(text, construct));
  const places = withoutCompiled(sources.places);
  return { places, certain: places.length === 1 && isOfStack, readings: [...readings, made, sources.reading] };
}

async function findInTerraform(
  pool: UserPool,
  origin: Extract<PoolOrigin, { kind: 'terraform' }> | undefined,
  token: vscode.CancellationToken,
): Promise<DeclarationSearch> {
  const { findTerraformPools } = await import('../../iac/declarations/terraformPools.ts');
  const { places, reading } = await collect(terraform, token, (text, uri) => {
    // A label says which block only together with its file.
    const isTagged = origin?.file !== undefined && uri.path.endsWith(`/${origin.file}`);
    const resource = isTagged ? origin.resource : undefined;
    return findTerraformPools(text, { id: pool.id, name: pool.name, ...(resource !== undefined && { resource }) });
  });
  return { places, certain: places.length === 1 && origin !== undefined, readings: [reading] };
}

async function collect(
  include: string,
  token: vscode.CancellationToken,
  find: (text: string, uri: vscode.Uri) => readonly TextRange[],
): Promise<{ readonly places: readonly vscode.Location[]; readonly reading: WorkspaceReading }> {
  const places: vscode.Location[] = [];
  const reading = await readWorkspace({ include, token }, (uri, text) => {
    places.push(...find(text, uri).map((range) => new vscode.Location(uri, toRange(range))));
  });
  return { places: places.sort((a, b) => (a.uri.path < b.uri.path ? -1 : a.uri.path > b.uri.path ? 1 : 0)), reading };
}

/** Without the JavaScript that the compiler writes beside its TypeScript. */
function withoutCompiled(places: readonly vscode.Location[]): vscode.Location[] {
  const paths = new Set(places.map(({ uri }) => uri.path));
  return places.filter(({ uri }) => !/\.[cm]?js$/.test(uri.path) || !paths.has(uri.path.replace(/js$/, 'ts')));
}
