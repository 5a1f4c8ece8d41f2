import * as vscode from 'vscode';
import type { DocumentId } from '../../app/documents/documentPath.ts';
import { documentText } from '../../app/documents/documentText.ts';
import { placeOf, type PoolFinding } from '../../app/documents/places.ts';
import { relatedDocuments } from '../../app/documents/relatedDocuments.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { PoolStore } from '../../app/poolStore.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { jsonPlaces } from '../../iac/json/jsonRange.ts';
import { documentUri } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { toDiagnostic } from './toDiagnostic.ts';

/** The text in which findings are placed. */
export function textOf(session: PoolSession, document: DocumentId): string {
  return documentText(session, document, localized);
}

/** The findings of a pool as diagnostics in the text of its primary's document. */
export function diagnosticsOf(
  store: PoolStore,
  pool: UserPool,
  findings: readonly PoolFinding[],
  text: string,
  rulePage: (rule: string) => vscode.Uri,
): vscode.Diagnostic[] {
  const places = jsonPlaces(text);
  return findings.map((finding) => {
    const diagnostic = toDiagnostic(finding, places.rangeOf(placeOf(finding)), rulePage);
    diagnostic.relatedInformation = relatedDocuments(store, pool, finding).map(
      ({ document, label }) =>
        new vscode.DiagnosticRelatedInformation(new vscode.Location(documentUri(document), new vscode.Position(0, 0)), localized(label)),
    );
    return diagnostic;
  });
}
