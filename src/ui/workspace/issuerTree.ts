import * as vscode from 'vscode';
import { localized } from '../localize.ts';
import type { SymbolItemNavigation, SymbolTreeInput, SymbolTreeModel } from './referencesView.ts';
import { groupsOf, type ReferenceGroup, summaryOf } from './searchSummary.ts';
import type { IssuerSearch, WorkspaceReference } from './searchWorkspace.ts';
import { toRange } from '../toRange.ts';

type Item = ReferenceGroup | WorkspaceReference;

export interface IssuerTreeParts {
  readonly poolName: string;
  readonly search: IssuerSearch;
  /** Searches again; undefined when somebody cancelled it. */
  readonly searchAgain: () => Promise<IssuerSearch | undefined>;
}

/** A search's places as an input of the references view. There must be one place at least. */
export class IssuerTreeInput implements SymbolTreeInput<Item> {
  readonly contextValue = 'issuerReferences';
  readonly title: string;
  readonly location: vscode.Location;
  private readonly parts: IssuerTreeParts;
  private pending: IssuerSearch | undefined;

  constructor(parts: IssuerTreeParts, location = firstLocation(parts.search)) {
    this.parts = parts;
    this.location = location;
    this.pending = parts.search;
    this.title = vscode.l10n.t('Issuer References');
  }

  /** The search that was made, the first time; the view's Refresh asks again, and gets a new one. */
  async resolve(): Promise<SymbolTreeModel<Item> | undefined> {
    const search = this.pending ?? (await this.parts.searchAgain());
    this.pending = undefined;
    return search && search.references.length > 0 ? issuerTreeModel(search, this.parts.poolName) : undefined;
  }

  with(location: vscode.Location): IssuerTreeInput {
    const again = new IssuerTreeInput(this.parts, location);
    again.pending = undefined;
    return again;
  }
}

function firstLocation(search: IssuerSearch): vscode.Location {
  const [first] = groupsOf(search).flatMap(({ references }) => references);
  if (!first) throw new Error('no place to show');
  return locationOf(first);
}

/** Groups by what breaks, and the places in each: file and line, and what happens to them. */
export function issuerTreeModel(search: IssuerSearch, poolName: string): SymbolTreeModel<Item> {
  const groups = groupsOf(search);
  const places = groups.flatMap(({ references }) => references);
  return {
    message: summaryOf(search, poolName),
    navigation: navigationAlong(groups, places),
    highlights: {
      getEditorHighlights: (_item, uri) =>
        places.filter((place) => isSame(place.uri, uri)).map(({ reference }) => toRange(reference.range)),
    },
    provider: {
      getChildren: (item) => (item === undefined ? groups : isGroup(item) ? [...item.references] : []),
      getParent: (item) => (isGroup(item) ? undefined : groups.find(({ references }) => references.includes(item))),
      getTreeItem: (item) => (isGroup(item) ? groupItem(item) : placeItem(item)),
    },
  };
}

function groupItem({ title, effect }: ReferenceGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(effect === 'breaks' ? 'warning' : effect === 'check' ? 'question' : 'pass');
  return item;
}

function placeItem(place: WorkspaceReference): vscode.TreeItem {
  const { uri, reference } = place;
  const meaning = localized(reference.meaning);
  const line = reference.range.start.line + 1;
  const item = new vscode.TreeItem(`${uri.path.split('/').at(-1) ?? ''}:${line}`);
  item.description = meaning;
  item.iconPath = vscode.ThemeIcon.File;
  item.resourceUri = uri;
  // A string, never Markdown: it has text of the file.
  item.tooltip = [`${vscode.workspace.asRelativePath(uri)}:${line}`, reference.preview, meaning].join('\n');
  item.accessibilityInformation = { label: `${item.label as string}, ${meaning}` };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [uri, { selection: toRange(reference.range), preview: true } satisfies vscode.TextDocumentShowOptions],
  };
  return item;
}

function navigationAlong(groups: readonly ReferenceGroup[], places: readonly WorkspaceReference[]): SymbolItemNavigation<Item> {
  const along = (from: Item, step: 1 | -1): Item => {
    if (isGroup(from)) return (step === 1 ? from.references[0] : groups[groups.indexOf(from) - 1]?.references.at(-1)) ?? from;
    return places.at((places.indexOf(from) + step) % places.length) ?? from;
  };
  return {
    nearest: (uri, position) => {
      const inFile = places.filter((place) => isSame(place.uri, uri));
      return inFile.find(({ reference }) => toRange(reference.range).contains(position)) ?? inFile[0] ?? places[0];
    },
    next: (from) => along(from, 1),
    previous: (from) => along(from, -1),
    location: (item) => (isGroup(item) ? undefined : locationOf(item)),
  };
}

function isGroup(item: Item): item is ReferenceGroup {
  return 'references' in item;
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

function locationOf({ uri, reference }: WorkspaceReference): vscode.Location {
  return new vscode.Location(uri, toRange(reference.range));
}
