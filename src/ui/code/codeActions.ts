import * as vscode from 'vscode';
import type { CodeAnalysis } from '../../iac/codeAnalysis.ts';
import type { CodeFinding } from '../../iac/codeFinding.ts';
import type { CodeEdit, CodeFix } from '../../iac/fixes/codeFix.ts';
import type { TextRange } from '../../domain/textRange.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { localized } from '../localize.ts';
import { toRange } from '../toRange.ts';
import { mayDeclarePools } from './codeFiles.ts';
import { codeDocuments, type CurrentCode } from './currentCode.ts';

/** A resource that is not there yet, to be written. */
const addition = vscode.CodeActionKind.Refactor.append('cognitoReplicas');

/** What can be done about findings in code, and what replication has beside the resource where the cursor is. */
export function registerCodeActions(code: CurrentCode): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    codeDocuments,
    {
      provideCodeActions: async (document, range, { diagnostics, only }, token) => {
        const ours = diagnostics.filter(({ source }) => source === diagnosticSource);
        if (ours.length === 0 && !mayDeclarePools(document)) return [];
        const { additionsIn, fixesOf } = await import('../../iac/fixes/codeFixes.ts');
        if (token.isCancellationRequested) return [];
        const analysis = code.analysisWith(document);
        const path = document.uri.toString();
        const fixes = ours.flatMap((diagnostic) => {
          const found = findingOf(analysis, path, diagnostic);
          const kind = vscode.CodeActionKind.QuickFix;
          return found ? fixesOf(analysis, found).map((fix) => ({ fix, kind, diagnostic })) : [];
        });
        // Only where somebody points at the resource itself: a bulb on every line of every user pool would be noise.
        const isAtResource = analysis.resourcesOf(path).some((resource) => isAtHead(resource, range));
        const wanted = isAtResource && (only === undefined || only.contains(addition));
        const additions = wanted ? additionsIn(analysis, path, ofRange(range)) : [];
        const all = [...fixes, ...additions.map((fix) => ({ fix, kind: addition, diagnostic: undefined }))];
        return (await Promise.all(all.map(({ diagnostic, fix, kind }) => actionOf(document, fix, kind, diagnostic)))).flatMap(
          (action) => action ?? [],
        );
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, addition] },
  );
}

function findingOf(analysis: CodeAnalysis, path: string, diagnostic: vscode.Diagnostic): CodeFinding | undefined {
  const rule = ruleOf(diagnostic);
  return analysis.all.get(path)?.find((found) => found.finding.rule === rule && toRange(found.range).isEqual(diagnostic.range));
}

/** The lines of a declaration's beginning and of its type. */
function isAtHead({ range, typeRange }: { readonly range: TextRange; readonly typeRange: TextRange }, at: vscode.Range): boolean {
  return at.start.line === range.start.line || at.start.line === typeRange.start.line;
}

function ofRange({ end, start }: vscode.Range): TextRange {
  return { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } };
}

async function actionOf(
  document: vscode.TextDocument,
  fix: CodeFix,
  kind: vscode.CodeActionKind,
  diagnostic: vscode.Diagnostic | undefined,
): Promise<vscode.CodeAction | undefined> {
  const action = new vscode.CodeAction(localized(fix.title), kind);
  if (diagnostic) action.diagnostics = [diagnostic];
  if (fix.isPreferred) action.isPreferred = true;
  const edit = new vscode.WorkspaceEdit();
  for (const one of fix.edits) {
    const uri = vscode.Uri.parse(one.path, true);
    const snippet = snippetOf(one, fix.choice);
    if (snippet) edit.set(uri, [new vscode.SnippetTextEdit(toRange(one.range), snippet)]);
    else edit.replace(uri, toRange(one.range), one.newText);
  }
  for (const file of fix.files ?? []) {
    // What has no name has no folder to write beside.
    if (document.isUntitled) return undefined;
    const uri = await unusedFile(vscode.Uri.joinPath(vscode.Uri.parse(file.besides, true), '..'), file.name);
    edit.createFile(uri, { ignoreIfExists: true });
    edit.insert(uri, new vscode.Position(0, 0), file.text);
    action.command = { title: action.title, command: 'vscode.open', arguments: [uri] };
  }
  action.edit = edit;
  return action;
}

/** The new text with a choice in it, for the edit that has the word to choose. */
function snippetOf({ newText }: CodeEdit, choice: CodeFix['choice']): vscode.SnippetString | undefined {
  const at = choice ? newText.lastIndexOf(choice.text) : -1;
  if (!choice || at < 0) return undefined;
  return new vscode.SnippetString()
    .appendText(newText.slice(0, at))
    .appendChoice([...choice.options])
    .appendText(newText.slice(at + choice.text.length));
}

async function unusedFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const uri = vscode.Uri.joinPath(folder, number === 1 ? name : name.replace(/(\.\w+)$/, `-${number}$1`));
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
