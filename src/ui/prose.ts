import type * as vscode from 'vscode';

/** What means something in markdown, or in the HTML that it may hold. */
const marks = /[\\`*_{}[\]()#+\-.!<>|&~]/g;

/** Appends a text as it is. `appendText` of VS Code makes every space one that does not break, so that words of a hover are cut at its edge. */
export function appendProse(markdown: vscode.MarkdownString, text: string): vscode.MarkdownString {
  return markdown.appendMarkdown(text.replaceAll(/\s+/g, ' ').replaceAll(marks, '\\$&'));
}
