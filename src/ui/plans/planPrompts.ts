import * as vscode from 'vscode';
import { keyIdOf } from '../../domain/arn.ts';
import type { IssuerType } from '../../domain/plans/issuerSwitch.ts';
import type { ParityRow } from '../../domain/parity/row.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { MultiRegionKey } from '../../domain/ports.ts';
import { localized } from '../localize.ts';

/** Asks for the key that a pool is to be put on. Null: a new one. Undefined when the user left. */
export async function pickKey(
  keys: readonly MultiRegionKey[],
  poolName: string,
  secondaryRegion: string,
): Promise<string | null | undefined> {
  const items = keys
    .filter(({ state }) => state === 'Enabled')
    .map(({ arn, description, regions }) => ({
      label: keyIdOf(arn),
      description,
      detail: regions.includes(secondaryRegion)
        ? vscode.l10n.t('In {regions}', { regions: regions.join(', ') })
        : vscode.l10n.t('In {regions}. It is replicated to {secondaryRegion} by the plan.', {
            regions: regions.join(', '),
            secondaryRegion,
          }),
      arn,
    }));
  const made = {
    label: `$(add) ${vscode.l10n.t('Create a Multi-Region Key')}`,
    detail: vscode.l10n.t('1 USD a month in each Region, and tagged with the id of the user pool'),
    arn: null,
  };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly arn: string | null }>([made, ...items], {
    title: vscode.l10n.t('Key for {poolName}', { poolName }),
    placeHolder: vscode.l10n.t('A replicated user pool is encrypted with a multi-Region key of your own'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.arn;
}

/** Asks whether the issuer is switched as a part of the set-up. Undefined when the user left. */
export async function pickIssuer(poolName: string, impact: string | undefined): Promise<IssuerType | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Switch to UPDATED'),
      description: vscode.l10n.t('recommended'),
      detail: vscode.l10n
        .t('One issuer for both Regions. Breaking for what expects the old one. {impact}', { impact: impact ?? '' })
        .trim(),
      type: 'UPDATED' as const,
    },
    {
      label: vscode.l10n.t('Keep ORIGINAL'),
      detail: vscode.l10n.t(
        'Tokens go on naming the primary Region, whose documents a Region outage takes with it. It can be switched later.',
      ),
      type: 'ORIGINAL' as const,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Issuer of {poolName}', { poolName }),
    ignoreFocusOut: true,
  });
  return picked?.type;
}

/** Asks which differences are repaired; what is not billed is chosen at first. Undefined when the user left. */
export async function pickRows(rows: readonly ParityRow[], title: string): Promise<readonly string[] | undefined> {
  const items = rows.map(({ group, id, message, primary, setting }) => ({
    label: localized(setting),
    description: primary,
    detail: localized(message),
    // A raised limit is billed, and is one of the account: nobody raises it without meaning to.
    picked: group !== 'requestLimits',
    id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('What is copied from the primary Region; the exact calls are shown before anything is sent'),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ id }) => id);
}

/**
 * The yes before anything is sent. What ends or breaks something for those who sign in, or has something against it, is confirmed by typing the pool's name; everything else by a button.
 */
export async function confirmPlan(plan: Plan, profile: string): Promise<boolean> {
  const { account, blockers, dangers, poolName, steps, title } = plan;
  const left = steps.filter(({ state }) => state !== 'done');
  if (blockers.length === 0 && dangers.length === 0) {
    const run = vscode.l10n.t('Run Plan');
    const detail = [
      vscode.l10n.t('Account {account} · {profile}', { account, profile }),
      vscode.l10n.t('User pool {id}', { id: plan.poolId }),
      '',
      ...left.map((step, index) => `${index + 1}. ${localized(step.title)}`),
    ].join('\n');
    return (await vscode.window.showWarningMessage(localized(title), { modal: true, detail }, run)) === run;
  }
  const [first] = [...blockers, ...dangers];
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('{title} · account {account} · {profile}', { title: localized(title), account, profile }),
    prompt: vscode.l10n.t('{why} Type {poolName} to go on. The plan lists everything that speaks against it.', {
      why: first ? localized(first) : '',
      poolName,
    }),
    placeHolder: poolName,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || value === poolName ? undefined : vscode.l10n.t('This is not the name of the user pool, {poolName}.', { poolName }),
  });
  return typed === poolName;
}
