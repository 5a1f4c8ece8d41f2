import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import { documentIdOf } from '../../app/documents/documentIds.ts';
import type { PoolFinding } from '../../app/documents/places.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { documentScheme } from '../../contributions.ts';
import type { Clock } from '../../domain/ports.ts';
import { diagnosticSource } from './diagnosticSource.ts';
import type * as findingDiagnostics from './findingDiagnostics.ts';
import { documentUri } from '../documents/documentUri.ts';

const refreshInterval = 100;

export interface PoolDiagnosticsParts {
  readonly session: PoolSession;
  readonly clock: Clock;
  /** The page about a rule. */
  readonly rulePage: (rule: string) => vscode.Uri;
}

/**
 * Findings about live pools as diagnostics on the lines of their documents: of replicated pools and of those that were checked, whether the document is open or not.
 * An open document gets them after its text, because VS Code moves marks along with text that changes under them.
 */
export class PoolDiagnostics implements vscode.Disposable {
  private readonly parts: PoolDiagnosticsParts;
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  private readonly published = new Map<string, { findings: readonly PoolFinding[]; text: string }>();
  private readonly disposables: readonly { dispose(): unknown }[];
  private writer: typeof findingDiagnostics | undefined;
  private loading = false;

  constructor(parts: PoolDiagnosticsParts) {
    this.parts = parts;
    const publishSoon = coalesce(parts.clock, refreshInterval, () => this.publish());
    const textChanged = ({ uri }: vscode.TextDocument): void => {
      if (uri.scheme === documentScheme) this.publish();
    };
    this.disposables = [
      this.collection,
      publishSoon,
      parts.session.onDidChange(publishSoon),
      vscode.workspace.onDidOpenTextDocument(textChanged),
      vscode.workspace.onDidChangeTextDocument(({ document }) => textChanged(document)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private publish(): void {
    const { rulePage, session } = this.parts;
    const { store } = session;
    const found = store.pools.flatMap((pool) => {
      const findings = store.findingsOf(pool);
      const document = documentIdOf(store, pool, 'pool');
      return document && findings.length > 0 ? [{ pool, findings, document, uri: documentUri(document) }] : [];
    });
    const { writer } = this;
    if (!writer) {
      if (found.length > 0) this.loadWriter();
      return;
    }
    const wanted = new Set(found.map(({ uri }) => uri.toString()));
    for (const name of this.published.keys()) {
      if (wanted.has(name)) continue;
      this.published.delete(name);
      this.collection.delete(vscode.Uri.parse(name, true));
    }
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document.getText()]));
    for (const { pool, findings, document, uri } of found) {
      const name = uri.toString();
      const before = this.published.get(name);
      const shown = open.get(name);
      if (before?.findings === findings && (shown === undefined || shown === before.text)) continue;
      const text = writer.textOf(session, document);
      if (shown !== undefined && shown !== text) {
        // The text is on its way, and the marks come after it.
        if (before) this.collection.delete(uri);
        this.published.delete(name);
        continue;
      }
      this.published.set(name, { findings, text });
      this.collection.set(uri, writer.diagnosticsOf(store, pool, findings, text, rulePage));
    }
  }

  /** What writes documents and finds places in them loads when there is something to place. */
  private loadWriter(): void {
    if (this.loading) return;
    this.loading = true;
    void import('./findingDiagnostics.ts').then((writer) => {
      this.writer = writer;
      this.publish();
    });
  }
}
