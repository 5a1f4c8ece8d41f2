import * as vscode from 'vscode';
import { documentOf, poolDocuments } from './documentUri.ts';

/** The pages about the rules, docs/rules/RULE.md, which come with the extension. */
export class RulePages implements vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly links: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(extensionUri, 'docs', 'rules');
    this.links = vscode.languages.registerDocumentLinkProvider(poolDocuments, {
      provideDocumentLinks: (document) => (documentOf(document.uri)?.kind === 'readiness' ? this.linksOf(document) : []),
    });
  }

  uriOf(rule: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${rule}.md`);
  }

  async open(rule: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', this.uriOf(rule));
  }

  dispose(): void {
    this.links.dispose();
  }

  /** In a readiness document the name of each rule leads to its page. */
  private linksOf(document: vscode.TextDocument): vscode.DocumentLink[] {
    return [...document.getText().matchAll(/^- \*\*([a-z-]+)\*\*/gm)].map(({ 1: rule = '', index }) => {
      const start = document.positionAt(index + 4);
      return new vscode.DocumentLink(new vscode.Range(start, start.translate(0, rule.length)), this.uriOf(rule));
    });
  }
}
