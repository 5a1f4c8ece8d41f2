import type * as vscode from 'vscode';
import { issuerFiles } from '../../iac/issuerReferences/issuerFiles.ts';
import type { LocatedFinding } from '../../iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import type { IssuerReference } from '../../iac/issuerReferences/reference.ts';
import { readWorkspace, type WorkspaceReading } from './workspaceFiles.ts';

/** A reference and the file that it is in. */
export interface WorkspaceReference {
  readonly uri: vscode.Uri;
  readonly reference: IssuerReference;
}

export interface WorkspaceFindings {
  readonly uri: vscode.Uri;
  readonly findings: readonly LocatedFinding[];
}

/** What a search of the workspace found for one pool. */
export interface IssuerSearch {
  readonly pool: IssuerPool;
  readonly references: readonly WorkspaceReference[];
  readonly findings: readonly WorkspaceFindings[];
  readonly reading: WorkspaceReading;
}

/** Looks for every place of the workspace that knows the issuer of a pool or depends on it, and for what does not match its tokens now. */
export async function searchWorkspace(pool: IssuerPool, token: vscode.CancellationToken): Promise<IssuerSearch> {
  const [{ findIssuerReferences }, { findIssuerFindings }] = await Promise.all([
    import('../../iac/issuerReferences/findIssuerReferences.ts'),
    import('../../iac/issuerReferences/issuerFindings.ts'),
  ]);
  const byFile = new Map<string, { uri: vscode.Uri; references: IssuerReference[]; findings: LocatedFinding[] }>();
  const reading = await readWorkspace({ include: issuerFiles, token }, (uri, text) => {
    const references = findIssuerReferences(uri.path, text, pool);
    const findings = findIssuerFindings(uri.path, text, pool);
    if (references.length + findings.length > 0) byFile.set(uri.toString(), { uri, references, findings });
  });
  const files = [...byFile.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  return {
    pool,
    references: files.flatMap(({ uri, references }) => references.map((reference) => ({ uri, reference }))),
    findings: files.filter(({ findings }) => findings.length > 0).map(({ uri, findings }) => ({ uri, findings })),
    reading,
  };
}
