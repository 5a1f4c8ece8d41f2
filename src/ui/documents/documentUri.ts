import * as vscode from 'vscode';
import { type DocumentId, documentPath, parseDocumentPath } from '../../app/documents/documentPath.ts';
import { documentScheme } from '../../contributions.ts';

/** The documents that the providers of this extension are about. */
export const poolDocuments: vscode.DocumentFilter = { scheme: documentScheme };

/** Ids stand in the path and never in the authority, which VS Code writes in lower case. */
export function documentUri(id: DocumentId): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: documentPath(id) });
}

/** The document of a Uri, as a command gets it from an editor title. Undefined for other schemes and other paths. */
export function documentOf(uri: { readonly scheme: string; readonly path: string } | undefined): DocumentId | undefined {
  return uri?.scheme === documentScheme ? parseDocumentPath(uri.path) : undefined;
}
