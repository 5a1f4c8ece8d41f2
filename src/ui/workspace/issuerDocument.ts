import * as vscode from 'vscode';
import { localized } from '../localize.ts';
import { groupsOf, summaryOf } from './searchSummary.ts';
import type { IssuerSearch } from './searchWorkspace.ts';

/** A search's places as Markdown, for editors without a references view. Names and file text stand in code spans, where nothing is markup. */
export function issuerDocument(search: IssuerSearch, poolName: string): string {
  const lines = [`# ${vscode.l10n.t('Issuer References')}`, '', codeSpan(summaryOf(search, poolName)), ''];
  for (const { title, references } of groupsOf(search)) {
    lines.push(`## ${title}`, '');
    for (const { uri, reference } of references) {
      const { line, character } = reference.range.start;
      lines.push(
        `- ${codeSpan(`${vscode.workspace.asRelativePath(uri)}:${line + 1}:${character + 1}`)}`,
        `  ${codeSpan(reference.preview)}`,
        `  ${codeSpan(localized(reference.meaning))}`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** Text between more backticks than it has in a row, so that none of them ends it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text.replaceAll(/\s+/g, ' ')} ${fence}`;
}
