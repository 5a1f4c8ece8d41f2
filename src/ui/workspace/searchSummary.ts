import * as vscode from 'vscode';
import { issuerChange } from '../../iac/issuerReferences/issuerPool.ts';
import type { ReferenceEffect } from '../../iac/issuerReferences/reference.ts';
import { localized } from '../localize.ts';
import type { IssuerSearch, WorkspaceReference } from './searchWorkspace.ts';
import type { WorkspaceReading } from './workspaceFiles.ts';

/** Places that a switch does the same to. */
export interface ReferenceGroup {
  readonly effect: ReferenceEffect;
  readonly title: string;
  readonly references: readonly WorkspaceReference[];
}

/** The places of a search by what a switch does to them, what breaks first. Groups without a place are left out. */
export function groupsOf({ references }: IssuerSearch): ReferenceGroup[] {
  const of = (effect: ReferenceEffect) => references.filter(({ reference }) => reference.effect === effect);
  const breaks = of('breaks');
  const check = of('check');
  const unaffected = of('unaffected');
  const groups: ReferenceGroup[] = [
    { effect: 'breaks', title: vscode.l10n.t('Breaks ({count})', { count: breaks.length }), references: breaks },
    { effect: 'check', title: vscode.l10n.t('Check ({count})', { count: check.length }), references: check },
    { effect: 'unaffected', title: vscode.l10n.t('Ready ({count})', { count: unaffected.length }), references: unaffected },
  ];
  return groups.filter((group) => group.references.length > 0);
}

/** What was searched for and how far: pool, issuer before and after, counts, and what was not looked at. */
export function summaryOf(search: IssuerSearch, poolName: string): string {
  const { before, after } = issuerChange(search.pool);
  const change = vscode.l10n.t('{pool}: iss {before} becomes {after}.', {
    pool: poolName,
    before: localized(before),
    after,
  });
  const count = (effect: ReferenceEffect) => search.references.filter(({ reference }) => reference.effect === effect).length;
  const counts = vscode.l10n.t('{breaks} break, {check} to check.', { breaks: count('breaks'), check: count('check') });
  return [change, counts, extentOf(search.reading), elsewhere()].join(' ');
}

/** How many files were read, and which were not. */
export function extentOf({ read, skipped, limitReached, cancelled }: WorkspaceReading): string {
  return [
    vscode.l10n.t('Files read: {count}.', { count: read }),
    ...(skipped.length > 0 ? [vscode.l10n.t('Files that could not be read or are too large: {count}.', { count: skipped.length })] : []),
    ...(limitReached ? [vscode.l10n.t('There are more files than are searched: the rest was left out.')] : []),
    ...(cancelled ? [vscode.l10n.t('The search was cancelled before its end.')] : []),
  ].join(' ');
}

/** What no search of a workspace covers. */
export function elsewhere(): string {
  return vscode.l10n.t('Other repositories and mobile apps are not covered.');
}
