import * as vscode from 'vscode';
import { issuerFiles } from '../../iac/issuerReferences/issuerFiles.ts';
import type { LocatedFinding } from '../../iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import type { IssuerSearch } from './searchWorkspace.ts';
import { toDiagnostic } from '../diagnostics/toDiagnostic.ts';
import { isKeptOut, readSearchedFile } from './workspaceFiles.ts';

/** How long a document has to rest before it is looked at again. */
const restMilliseconds = 300;

interface SearchedPool {
  readonly pool: IssuerPool;
  readonly findings: Map<string, readonly LocatedFinding[]>;
}

/**
 * The findings of the last search of each pool as diagnostics. Files are looked at again when they are edited, saved or written by somebody else, and
 * forgotten when they are deleted. Nothing is there before a search, nor after `clear`.
 */
export class IssuerReferenceDiagnostics {
  private readonly collection: vscode.DiagnosticCollection;
  private readonly rulePage: (rule: string) => vscode.Uri;
  private readonly searched = new Map<string, SearchedPool>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** From the first search on: who never searches has nothing watched. */
  private listening: vscode.Disposable | undefined;

  constructor(collection: vscode.DiagnosticCollection, rulePage: (rule: string) => vscode.Uri) {
    this.collection = collection;
    this.rulePage = rulePage;
  }

  /** Shows what a search found, in the place of what the last search of the same pool had found. */
  show({ pool, findings }: IssuerSearch): void {
    this.listening ??= this.listen();
    const before = [...(this.searched.get(pool.id)?.findings.keys() ?? [])];
    this.searched.set(pool.id, { pool, findings: new Map(findings.map(({ uri, findings: found }) => [uri.toString(), found])) });
    for (const uri of new Set([...before, ...findings.map(({ uri: found }) => found.toString())])) this.publish(uri);
  }

  /** Forgets the searches of pools that are no longer as they were: another issuer type, or another account altogether. */
  keep(isAsSearched: (pool: IssuerPool) => boolean): void {
    for (const [id, { pool, findings }] of this.searched) {
      if (isAsSearched(pool)) continue;
      this.searched.delete(id);
      for (const uri of findings.keys()) this.publish(uri);
    }
  }

  /** Forgets all searches. */
  clear(): void {
    this.listening?.dispose();
    this.listening = undefined;
    this.searched.clear();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    this.collection.clear();
  }

  dispose(): void {
    this.clear();
  }

  private listen(): vscode.Disposable {
    const candidates = vscode.workspace.createFileSystemWatcher(issuerFiles, false, false, true);
    // A folder that is deleted takes its files with it, and is no candidate itself.
    const everything = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    return vscode.Disposable.from(
      candidates,
      everything,
      candidates.onDidCreate((uri) => void this.changedOutside(uri)),
      candidates.onDidChange((uri) => void this.changedOutside(uri)),
      everything.onDidDelete((uri) => this.forget(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.scanSoon(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.scanSoon(document)),
    );
  }

  private scanSoon(document: vscode.TextDocument): void {
    if (this.searched.size === 0 || !isSearched(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => void this.scan(document), restMilliseconds),
    );
  }

  private async scan(document: vscode.TextDocument): Promise<void> {
    this.waiting.delete(document.uri.toString());
    // Closed without saving: what counts is the file again.
    const text = document.isClosed ? await readSearchedFile(document.uri) : document.getText();
    if (text !== undefined) await this.judge(document.uri, text);
  }

  /** A file that was written by somebody else, such as git. Open documents follow by themselves. */
  private async changedOutside(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (this.searched.size === 0 || isKeptOut(uri)) return;
    if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === key)) return;
    const text = await readSearchedFile(uri);
    if (text !== undefined) await this.judge(uri, text);
  }

  private async judge(uri: vscode.Uri, text: string): Promise<void> {
    const { findIssuerFindings } = await import('../../iac/issuerReferences/issuerFindings.ts');
    const key = uri.toString();
    for (const { pool, findings } of this.searched.values()) {
      const found = findIssuerFindings(uri.path, text, pool);
      if (found.length > 0) findings.set(key, found);
      else findings.delete(key);
    }
    this.publish(key);
  }

  /** A file that is gone, or everything in a folder that is gone. */
  private forget(deleted: vscode.Uri): void {
    const gone = deleted.toString();
    for (const { findings } of this.searched.values())
      for (const uri of [...findings.keys()])
        if (uri === gone || uri.startsWith(`${gone}/`)) {
          findings.delete(uri);
          this.publish(uri);
        }
  }

  private publish(uri: string): void {
    const found = [...this.searched.values()].flatMap(({ findings }) => findings.get(uri) ?? []);
    this.collection.set(
      vscode.Uri.parse(uri),
      uniqueDiagnostics(found.map(({ finding, range }) => toDiagnostic(finding, range, this.rulePage))),
    );
  }
}

function isSearched(document: vscode.TextDocument): boolean {
  const isInFolder = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
  return isInFolder && !isKeptOut(document.uri) && vscode.languages.match({ pattern: issuerFiles }, document) > 0;
}

/** A dependency that is too old for two pools is one problem. */
function uniqueDiagnostics(diagnostics: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify([one.range, one.message]), one])).values()];
}
