import * as vscode from 'vscode';
import type { CommandId, Target } from '../../contributions.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { documentOf, poolDocuments } from './documentUri.ts';

/**
 * The light bulb of a finding: an action that opens its remedies. VS Code 1.139 shows it in the Problems panel; in a read-only editor it asks for no actions at all, and leaves
 * its own key off (microsoft/vscode#299732). There showRemedies has that key, a link in the hover, and a button in the editor's title.
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
