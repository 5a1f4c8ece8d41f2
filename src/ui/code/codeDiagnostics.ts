import * as vscode from 'vscode';
import type { PoolSession } from '../../app/poolSession.ts';
import type { CodeFinding } from '../../iac/codeFinding.ts';
import { CodeAnalysis } from '../../iac/codeAnalysis.ts';
import { CodeScope } from '../../iac/codeScope.ts';
import type { Clock } from '../../domain/ports.ts';
import { type RuleSeverities, withSeverity } from '../../domain/ruleSeverities.ts';
import { CodeReaders, type LoadWasm } from '../../iac/codeReaders.ts';
import { diagnosticSource } from '../diagnostics/diagnosticSource.ts';
import { toDiagnostic } from '../diagnostics/toDiagnostic.ts';
import { localized } from '../localize.ts';
import { toRange } from '../toRange.ts';
import { isKeptOut, readSearchedFile, readWorkspace } from '../workspace/workspaceFiles.ts';
import type { Settings } from '../settings.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCodeCompletion } from './codeCompletion.ts';
import { registerCodeHover } from './codeHover.ts';
import { registerCodeLenses } from './codeLenses.ts';
import type { CurrentCode } from './currentCode.ts';
import { livePools } from './livePools.ts';
import { registerSuppressActions } from './suppressActions.ts';
import { codeGlob, isAnalyzed, isAnalyzedText } from './codeFiles.ts';
import { RefusalLog } from './refusalLog.ts';

/** How long a document has to rest before it is judged again. */
const restMilliseconds = 200;
/** Among the names of documents that wait, that of no document. */
const allFiles = '';

export interface CodeDiagnosticsParts {
  readonly rulePage: (rule: string) => vscode.Uri;
  readonly loadWasm: LoadWasm;
  readonly settings: Pick<Settings, 'code' | 'severities'>;
  readonly session: PoolSession;
  readonly clock: Clock;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/**
 * Findings about infrastructure code while it is written. Open documents are judged as they are typed; the other files of the workspace are read once in the
 * background and whenever they change, because a pool and its replica may stand in different files.
 */
export class CodeDiagnostics implements vscode.Disposable, CurrentCode {
  private readonly rulePage: (rule: string) => vscode.Uri;
  private readonly analysis = new CodeAnalysis();
  private readonly readers: CodeReaders;
  private readonly refusals: RefusalLog;
  private readonly collection = vscode.languages.createDiagnosticCollection(`${diagnosticSource}: code`);
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly cancellation = new vscode.CancellationTokenSource();
  private readonly disposables: readonly { dispose(): unknown }[];
  private readonly scope: CodeScope;
  private readonly severities: RuleSeverities;
  private published = new Map<string, readonly CodeFinding[]>();

  constructor({ clock, loadWasm, log, rulePage, session, settings }: CodeDiagnosticsParts) {
    this.refusals = new RefusalLog(log);
    this.rulePage = rulePage;
    this.scope = new CodeScope(settings.code.value);
    this.severities = settings.severities.value;
    this.readers = new CodeReaders(this.analysis, loadWasm);
    const candidates = vscode.workspace.createFileSystemWatcher(codeGlob, false, false, true);
    // A folder that is deleted takes its files with it, and is no candidate itself.
    const everything = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.disposables = [
      this.collection,
      registerCodeActions(this),
      registerSuppressActions(),
      registerCodeHover(),
      registerCodeCompletion(),
      registerCodeLenses(this, livePools(session), clock),
      this.cancellation,
      candidates,
      everything,
      candidates.onDidCreate((uri) => void this.readFile(uri)),
      candidates.onDidChange((uri) => void this.readFile(uri)),
      everything.onDidDelete((uri) => this.forget(uri)),
      vscode.workspace.onDidOpenTextDocument((document) => this.judgeSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.judgeSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
    ];
    for (const document of vscode.workspace.textDocuments) this.set(document.uri, document.getText(), isAnalyzed(document));
    this.publish();
    void this.readOthers();
  }

  dispose(): void {
    this.cancellation.cancel();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  analysisWith(document: vscode.TextDocument): CodeAnalysis {
    this.set(document.uri, document.getText(), isAnalyzed(document));
    return this.analysis;
  }

  private async readOthers(): Promise<void> {
    await readWorkspace({ include: codeGlob, token: this.cancellation.token }, (uri, text) => {
      if (!isOpen(uri)) this.set(uri, text, isAnalyzedText(uri, text));
    });
    this.publish();
  }

  private judgeSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (!isAnalyzed(document) && !this.published.has(key)) return;
    clearTimeout(this.waiting.get(key));
    const judge = (): void => {
      this.waiting.delete(key);
      if (document.isClosed) return;
      this.set(document.uri, document.getText(), isAnalyzed(document));
      this.publish();
    };
    this.waiting.set(key, setTimeout(judge, restMilliseconds));
  }

  /** What counts of a file that is closed is what was saved. */
  private closed({ isUntitled, uri }: vscode.TextDocument): void {
    if (isUntitled) this.forget(uri);
    else void this.readFile(uri);
  }

  private async readFile(uri: vscode.Uri): Promise<void> {
    if (isKeptOut(uri) || isOpen(uri)) return;
    const text = await readSearchedFile(uri);
    if (this.cancellation.token.isCancellationRequested || isOpen(uri)) return;
    this.set(uri, text ?? '', text !== undefined && isAnalyzedText(uri, text));
    this.publishSoon();
  }

  /** Once for all files that a checkout or a build has changed. */
  private publishSoon(): void {
    clearTimeout(this.waiting.get(allFiles));
    this.waiting.set(
      allFiles,
      setTimeout(() => this.publish(), restMilliseconds),
    );
  }

  private forget(deleted: vscode.Uri): void {
    const gone = deleted.toString();
    for (const path of this.analysis.all.keys()) {
      if (path === gone || path.startsWith(`${gone}/`)) this.analysis.remove(path);
    }
    this.publishSoon();
  }

  private set(uri: vscode.Uri, text: string, isCandidate: boolean): void {
    const path = uri.toString();
    const relative = vscode.workspace.asRelativePath(uri, false);
    if (!isCandidate || !this.scope.reads(relative)) {
      this.analysis.remove(path);
      return;
    }
    const region = this.scope.regionOf(relative);
    this.analysis.set({ path, text, ...(region !== undefined && { region }) });
    void this.readers.need(path).then((isNew) => {
      if (isNew && !this.cancellation.token.isCancellationRequested) this.publish();
    });
  }

  private publish(): void {
    const all = this.analysis.all;
    for (const path of this.published.keys()) if (!all.has(path)) this.collection.delete(vscode.Uri.parse(path, true));
    for (const [path, findings] of all) {
      if (isSame(this.published.get(path), findings)) continue;
      this.collection.set(
        vscode.Uri.parse(path, true),
        findings.flatMap((finding) => this.diagnosticOf(finding) ?? []),
      );
    }
    this.published = new Map(all);
    this.refusals.write(this.analysis.refusals);
  }

  private diagnosticOf({ finding, range, related }: CodeFinding): vscode.Diagnostic | undefined {
    const shown = withSeverity(finding, this.severities);
    if (!shown) return undefined;
    const diagnostic = toDiagnostic(shown, range, this.rulePage);
    diagnostic.relatedInformation = related.map(
      (place) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(vscode.Uri.parse(place.path, true), toRange(place.range)),
          localized(place.message),
        ),
    );
    return diagnostic;
  }
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && !document.isClosed);
}

/** Whether nothing is different: setting diagnostics anew makes squiggles flicker. */
function isSame(before: readonly CodeFinding[] | undefined, findings: readonly CodeFinding[]): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(findings);
}
