import * as vscode from 'vscode';
import type { CommandId, Target } from '../../contributions.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { documentOf, poolDocuments } from './documentUri.ts';

/**
 * The light bulb of a pool document: one action per finding, which opens its remedies. VS Code shows the bulb in read-only editors and leaves its own key for it off
 * (microsoft/vscode#299732), which is why showRemedies has that key there.
 */
export function registerPoolCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    poolDocuments,
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics
          .filter(({ source }) => source === diagnosticSource)
          .map((diagnostic) => {
            const rule = ruleOf(diagnostic);
            const title = vscode.l10n.t('Remedies for {rule}...', { rule });
            const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
            const target: Target = { rule, ...poolOf(document.uri) };
            action.command = { title, command: 'cognitoReplicas.showRemedies' satisfies CommandId, arguments: [target] };
            action.diagnostics = [diagnostic];
            return action;
          }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function poolOf(uri: vscode.Uri): Pick<Target, 'poolId'> {
  const id = documentOf(uri);
  return id ? { poolId: id.poolId } : {};
}
