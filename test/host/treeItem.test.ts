import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../src/app/row.ts';
import { message } from '../../src/domain/message.ts';
import { localized } from '../../src/ui/localize.ts';
import { toTreeItem } from '../../src/ui/tree/treeItem.ts';

const hostile = '[click](command:workbench.action.terminal.new) <img src=x onerror=alert(1)> $(trash) {name}';

const row: Row = {
  id: 'pool/us-east-1_Abc',
  kind: 'pool',
  poolId: 'us-east-1_Abc',
  region: 'us-east-1',
  label: message('{name}', { name: hostile }),
  description: message('{before} · {after}', { before: message('active'), after: message('{region}', { region: 'us-east-1' }) }),
  tooltip: [message('User pool {name}', { name: hostile }), message('Id: {id}', { id: 'us-east-1_Abc' })],
  icon: 'active',
  expandable: true,
  identifiers: [{ name: message('User pool id'), value: 'us-east-1_Abc' }],
};

describe('A row as a tree item', () => {
  it('shows a name that is made to do something as the text that it is', () => {
    const item = toTreeItem(row);
    assert.equal(item.label, hostile);
    assert.ok(item.tooltip instanceof vscode.MarkdownString);
    assert.notEqual(item.tooltip.isTrusted, true);
    assert.notEqual(item.tooltip.supportHtml, true);
    assert.notEqual(item.tooltip.supportThemeIcons, true);
    assert.ok(!item.tooltip.value.includes('[click](command:'), item.tooltip.value);
  });

  it('says its state in words, has a stable id, and the abilities that menus look for', () => {
    const item = toTreeItem(row);
    assert.equal(item.id, 'pool/us-east-1_Abc');
    assert.equal(item.description, 'active · us-east-1');
    assert.equal(item.accessibilityInformation?.label, `${hostile}, active · us-east-1`);
    assert.equal(item.contextValue, 'pool copyable console');
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
  });

  it('offers Retry for a Region that failed, and not for one that is being listed', () => {
    const region: Row = { ...row, kind: 'region', identifiers: [], expandable: false, icon: 'problem', action: 'retry' };
    delete (region as { poolId?: string }).poolId;
    assert.equal(toTreeItem(region).contextValue, 'region retry');
    assert.equal(toTreeItem({ ...region, action: 'signIn' }).contextValue, 'region signIn');
    delete (region as { action?: string }).action;
    assert.equal(toTreeItem({ ...region, icon: 'reading' }).contextValue, 'region');
  });
});

describe('A message', () => {
  it('is rendered with its arguments, messages among them, and leaves braces in arguments alone', () => {
    assert.equal(
      localized(message('status unknown: {failure}', { failure: message('no permission {operation}', { operation: 'a:{b}' }) })),
      'status unknown: no permission a:{b}',
    );
  });
});
