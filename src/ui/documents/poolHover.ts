import * as vscode from 'vscode';
import { documentOf, poolDocuments } from './documentUri.ts';
import { localized } from '../localize.ts';

/** What a setting has to do with replication, with the page of AWS that says so, where the mouse rests on it in a pool document. */
export function registerPoolHover(): vscode.Disposable {
  return vscode.languages.registerHoverProvider(poolDocuments, {
    provideHover: async (document, position) => {
      if (documentOf(document.uri)?.kind !== 'pool') return undefined;
      const [{ jsonPlaces }, { explanationOf }] = await Promise.all([
        import('../../iac/json/jsonRange.ts'),
        import('../../app/documents/explanations.ts'),
      ]);
      const explanation = explanationOf(jsonPlaces(document.getText()).pathAt(position));
      if (!explanation) return undefined;
      const markdown = new vscode.MarkdownString().appendText(localized(explanation.text));
      return new vscode.Hover(markdown.appendMarkdown(`\n\n[${vscode.l10n.t('AWS documentation')}](${explanation.page})`));
    },
  });
}
