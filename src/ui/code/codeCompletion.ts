import * as vscode from 'vscode';
import { localized } from '../localize.ts';
import { mayDeclarePools } from './codeFiles.ts';
import { codeDocuments } from './currentCode.ts';

/** The values of the properties that decide about replication, where one is being typed. */
export function registerCodeCompletion(): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    codeDocuments,
    {
      provideCompletionItems: async (document, position) => {
        if (!mayDeclarePools(document)) return [];
        const { propertyAt } = await import('../../iac/propertyAt.ts');
        const before = document.lineAt(position).text.slice(0, position.character);
        const [, open] = /[:=]\s*(["']?)[\w-]*$/.exec(before) ?? [];
        const property =
          open === undefined ? undefined : propertyAt({ lineAt: (line) => document.lineAt(line).text }, position.line, position.character);
        const quote = open === '' && needsQuotes(document) ? '"' : '';
        return (property?.values ?? []).map((value, index) => {
          const isFlag = value === 'true' || value === 'false';
          const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.EnumMember);
          item.insertText = isFlag ? value : quote + value + quote;
          item.filterText = value;
          item.sortText = String(index).padStart(2, '0');
          if (property) item.documentation = localized(property.meaning);
          // A Region is more than one word.
          item.range = document.getWordRangeAtPosition(position, /[\w-]+/) ?? new vscode.Range(position, position);
          return item;
        });
      },
    },
    ':',
    '=',
    ' ',
    '"',
    "'",
  );
}

/** Only YAML has texts without quotes. */
function needsQuotes({ languageId, uri }: vscode.TextDocument): boolean {
  return !/\.(?:ya?ml|template|cfn)$/i.test(uri.path) && languageId !== 'yaml' && languageId !== 'cloudformation';
}
