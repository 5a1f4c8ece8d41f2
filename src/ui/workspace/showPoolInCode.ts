import * as vscode from 'vscode';
import { originMessage, type PoolOrigin } from '../../domain/poolOrigin.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { localized } from '../localize.ts';
import { type DeclarationSearch, findDeclaration } from './findDeclaration.ts';
import { extentOf } from './searchSummary.ts';

/** Opens the code that declares a pool, if it is certain; otherwise the possible places are there to pick from. Where there is none, says what was searched. */
export async function showPoolInCode(pool: UserPool, origin: PoolOrigin | undefined): Promise<void> {
  const title = vscode.l10n.t('Searching for the code of {pool}', { pool: pool.name });
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const search = await vscode.window.withProgress(options, (_progress, token) => findDeclaration(pool, origin, token));
  if (search.readings.some(({ cancelled }) => cancelled)) return;
  const [only] = search.places;
  if (!only) {
    void vscode.window.showInformationMessage(notFound(pool, origin, search));
    return;
  }
  const place = search.certain ? only : await pickPlace(pool, search.places);
  if (place) await vscode.window.showTextDocument(place.uri, { selection: place.range });
}

async function pickPlace(pool: UserPool, places: readonly vscode.Location[]): Promise<vscode.Location | undefined> {
  const items = places.map((place) => ({
    label: `${vscode.workspace.asRelativePath(place.uri)}:${place.range.start.line + 1}`,
    place,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Possible places of {pool}', { pool: pool.name }) });
  return picked?.place;
}

/** What was looked for, where, and how far. */
function notFound(pool: UserPool, origin: PoolOrigin | undefined, { readings }: DeclarationSearch): string {
  const from = origin
    ? vscode.l10n.t('{pool} is {origin}.', { pool: pool.name, origin: localized(originMessage(origin)) })
    : vscode.l10n.t('No tag of {pool} says what manages it.', { pool: pool.name });
  return [from, searched(origin), ...(readings.length > 0 ? [extentOf(total(readings))] : [])].join(' ');
}

function searched(origin: PoolOrigin | undefined): string {
  switch (origin?.kind) {
    case 'cloudformation':
      return vscode.l10n.t(
        'Nothing in this workspace declares {logicalId} for certain: templates were searched, and the code of AWS CDK as far as cdk.out tells its construct.',
        { logicalId: origin.logicalId },
      );
    case 'terraform':
    case undefined:
      return vscode.l10n.t('No Terraform code in this workspace has a user pool with this literal name, nor an import of its id.');
    case 'pulumi':
    case 'sst':
    case 'amplify':
      return vscode.l10n.t('Its code cannot be searched for.');
  }
}

/** Several readings of the workspace as one. */
function total(readings: DeclarationSearch['readings']): DeclarationSearch['readings'][number] {
  return {
    read: readings.reduce((sum, { read }) => sum + read, 0),
    skipped: readings.flatMap(({ skipped }) => skipped),
    limitReached: readings.some(({ limitReached }) => limitReached),
    cancelled: readings.some(({ cancelled }) => cancelled),
  };
}
