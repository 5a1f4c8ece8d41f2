import * as vscode from 'vscode';
import type { CommandId, Target } from '../../contributions.ts';
import { diagnosticSource } from '../diagnostics/diagnosticSource.ts';
import { localized } from '../localize.ts';
import { appendProse } from '../prose.ts';
import { documentOf, poolDocuments } from './documentUri.ts';

const showRemedies: CommandId = 'cognitoReplicas.showRemedies';

/** What a setting has to do with replication, with the page of AWS that says so, where the mouse rests on it in a pool document; and the remedies of its findings. */
export function registerPoolHover(): vscode.Disposable {
  return vscode.languages.registerHoverProvider(poolDocuments, {
    provideHover: async (document, position) => {
      const id = documentOf(document.uri);
      if (id?.kind !== 'pool') return undefined;
      const [{ jsonPlaces }, { explanationOf }] = await Promise.all([
        import('../../iac/json/jsonRange.ts'),
        import('../../app/documents/explanations.ts'),
      ]);
      const explanation = explanationOf(jsonPlaces(document.getText()).pathAt(position));
      const markdown = new vscode.MarkdownString();
      markdown.isTrusted = { enabledCommands: [showRemedies] };
      const links = [
        ...(hasFinding(document.uri, position.line) ? [remediesLink({ poolId: id.poolId })] : []),
        ...(explanation ? [`[${vscode.l10n.t('AWS documentation')}](${explanation.page})`] : []),
      ];
      if (links.length === 0) return undefined;
      if (explanation) appendProse(markdown, localized(explanation.text)).appendMarkdown('\n\n');
      return new vscode.Hover(markdown.appendMarkdown(links.join(' · ')));
    },
  });
}

function hasFinding(uri: vscode.Uri, line: number): boolean {
  return vscode.languages.getDiagnostics(uri).some(({ range, source }) => source === diagnosticSource && range.start.line === line);
}

function remediesLink(target: Target): string {
  return `[${vscode.l10n.t('Show Remedies...')}](command:${showRemedies}?${encodeURIComponent(JSON.stringify([target]))})`;
}
