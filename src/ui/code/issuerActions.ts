import * as vscode from 'vscode';
import { codeSchemes } from './codeFiles.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';

/** Quick fixes where code knows an issuer that does not match the tokens, or verifies them with a library that is too old. */
export function registerIssuerActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [...codeSchemes].map((scheme) => ({ scheme })),
    {
      provideCodeActions: async (document, _range, { diagnostics }) => {
        const ours = diagnostics.filter(({ source }) => source === diagnosticSource).filter((one) => isAboutIssuers(ruleOf(one)));
        if (ours.length === 0) return [];
        const { mendedIssuer, mendedJwtVerify } = await import('../../iac/fixes/issuerFixes.ts');
        return ours.flatMap((diagnostic) => {
          const written = document.getText(diagnostic.range);
          const isIssuer = ruleOf(diagnostic) === 'issuer-hard-coded';
          const mended = isIssuer ? mendedIssuer(written, diagnostic.message) : mendedJwtVerify(document.uri.path, written);
          if (mended === undefined) return [];
          const title = vscode.l10n.t('Change to {text}', { text: mended.replaceAll('"', '') });
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, diagnostic.range, mended);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function isAboutIssuers(rule: string): boolean {
  return rule === 'issuer-hard-coded' || rule === 'jwt-verify-version';
}
