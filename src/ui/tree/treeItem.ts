import * as vscode from 'vscode';
import type { Row, RowIcon } from '../../app/row.ts';
import type { CommandId, RowAbility } from '../../contributions.ts';
import { localized } from '../localize.ts';

const icons: Readonly<Record<RowIcon, vscode.ThemeIcon>> = {
  active: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('testing.iconPassed')),
  inactive: new vscode.ThemeIcon('circle-slash'),
  inTransition: new vscode.ThemeIcon('sync'),
  notReplicated: new vscode.ThemeIcon('circle-outline'),
  reading: new vscode.ThemeIcon('loading~spin'),
  unknown: new vscode.ThemeIcon('question'),
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  passed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  readiness: new vscode.ThemeIcon('checklist'),
  origin: new vscode.ThemeIcon('code'),
  problem: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  region: new vscode.ThemeIcon('location'),
  issuer: new vscode.ThemeIcon('verified'),
  key: new vscode.ThemeIcon('key'),
  domain: new vscode.ThemeIcon('globe'),
};

/** Draws a row. Names of pools and texts of services are data: they go into plain strings and escaped markdown, never into links or HTML. */
export function toTreeItem(row: Row): vscode.TreeItem {
  const label = localized(row.label);
  const description = localized(row.description);
  const item = new vscode.TreeItem(
    label,
    row.expandable ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = row.id;
  item.description = description;
  item.iconPath = icons[row.icon];
  item.tooltip = tooltipOf(row);
  if (row.kind === 'pool' || row.kind === 'replica') item.resourceUri = rowUri(row);
  if (row.document !== undefined || row.action === 'showInCode') item.command = activation(row);
  item.contextValue = [row.kind, ...abilitiesOf(row)].join(' ');
  item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
  return item;
}

/** What Enter or a click does on a row that leads somewhere: readiness is read anew, the code is searched for, a document is opened. */
function activation(row: Row): vscode.Command {
  const command = commandOf(row);
  return { command, title: localized(row.label), arguments: [row] };
}

function commandOf({ action, document }: Row): CommandId {
  if (action === 'showInCode') return 'cognitoReplicas.showInCode';
  return document === 'readiness' ? 'cognitoReplicas.checkReadiness' : 'cognitoReplicas.openPool';
}

/** A name for the row alone, to hang a mark on: the pool's document has marks of its own, such as the lock of an open read-only file. */
export function rowUri({ id }: Pick<Row, 'id'>): vscode.Uri {
  return vscode.Uri.from({ scheme: rowScheme, path: `/${id}` });
}

export const rowScheme = 'cognito-pool-row';

function abilitiesOf(row: Row): RowAbility[] {
  return [
    ...(row.action ? [row.action] : []),
    ...(row.comparable === true ? (['compare'] as const) : []),
    ...(row.replicaStatus === undefined ? [] : (['someReplica'] as const)),
    ...(row.replicaStatus === 'ACTIVE' ? (['activeReplica'] as const) : []),
    ...(row.replicaStatus === 'INACTIVE' ? (['inactiveReplica'] as const) : []),
    ...(row.failedOver === true ? (['failedOver'] as const) : []),
    ...(row.identifiers.length > 0 ? (['copyable'] as const) : []),
    ...(row.poolId !== undefined && row.region !== undefined ? (['console'] as const) : []),
  ];
}

function tooltipOf(row: Row): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  row.tooltip.forEach((line, index) => {
    if (index > 0) markdown.appendMarkdown('  \n');
    markdown.appendText(localized(line));
  });
  return markdown;
}
