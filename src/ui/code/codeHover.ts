import * as vscode from 'vscode';
import { localized } from '../localize.ts';
import { appendProse } from '../prose.ts';
import { mayDeclarePools } from './codeFiles.ts';
import { codeDocuments } from './currentCode.ts';

/** What a property of replication means, which values it takes, and what is easily done wrong with it. */
export function registerCodeHover(): vscode.Disposable {
  return vscode.languages.registerHoverProvider(codeDocuments, {
    provideHover: async (document, position) => {
      if (!mayDeclarePools(document)) return undefined;
      const { propertyAt } = await import('../../iac/propertyAt.ts');
      const word = document.getWordRangeAtPosition(position);
      const property = word && propertyAt({ lineAt: (line) => document.lineAt(line).text }, position.line, word.start.character);
      if (!property) return undefined;
      const { meaning, page, trap, values } = property;
      const markdown = appendProse(new vscode.MarkdownString(), localized(meaning));
      if (trap) appendProse(markdown.appendMarkdown('\n\n'), localized(trap));
      if (values && values.length < 5) markdown.appendMarkdown(`\n\n${values.map((value) => `\`${value}\``).join(' · ')}`);
      markdown.appendMarkdown(`\n\n[${vscode.l10n.t('AWS documentation')}](${page})`);
      return new vscode.Hover(markdown, word);
    },
  });
}
