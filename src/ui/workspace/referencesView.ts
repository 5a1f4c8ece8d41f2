import * as vscode from 'vscode';

/**
 * The API of the extension that is built into VS Code as its references view, as far as it is used here. It is public: extensions/references-view/src/
 * references-view.d.ts of microsoft/vscode. Forks may leave the extension out.
 */
export interface SymbolTree {
  setInput(input: SymbolTreeInput<unknown>): void;
}

export interface SymbolTreeInput<T> {
  readonly contextValue: string;
  readonly title: string;
  /** Where the search started: a place with text, or the view ignores the input. */
  readonly location: vscode.Location;
  resolve(): vscode.ProviderResult<SymbolTreeModel<T>>;
  with(location: vscode.Location): SymbolTreeInput<T>;
}

export interface SymbolTreeModel<T> {
  readonly provider: vscode.TreeDataProvider<T>;
  readonly message: string | undefined;
  readonly navigation?: SymbolItemNavigation<T>;
  readonly highlights?: { getEditorHighlights(item: T, uri: vscode.Uri): vscode.Range[] | undefined };
}

/** What F4 and Shift+F4 walk along. */
export interface SymbolItemNavigation<T> {
  nearest(uri: vscode.Uri, position: vscode.Position): T | undefined;
  next(from: T): T;
  previous(from: T): T;
  location(item: T): vscode.Location | undefined;
}

/** The references view; undefined where there is none, or another extension has its name. */
export async function referencesView(): Promise<SymbolTree | undefined> {
  const api = await vscode.extensions.getExtension<Partial<SymbolTree> | undefined>('vscode.references-view')?.activate();
  return typeof api?.setInput === 'function' ? (api as SymbolTree) : undefined;
}
