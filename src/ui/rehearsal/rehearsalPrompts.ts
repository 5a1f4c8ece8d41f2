import * as vscode from 'vscode';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import { type Rehearsal, type RehearsalMode, rehearsalMinutes } from '../../domain/rehearsal/rehearsal.ts';
import { localized } from '../localize.ts';

/** What somebody wants to do: to rehearse, or to read the last report. */
export type RehearsalChoice = RehearsalMode | 'lastReport';

/** Asks how. Undefined when the user left. @param canMove whether the traffic of a domain can be moved from here */
export async function pickMode(
  { poolName, secondaryRegion }: PlanSubject,
  canMove: boolean,
  last: Rehearsal | undefined,
): Promise<RehearsalChoice | undefined> {
  const items: (vscode.QuickPickItem & { readonly choice: RehearsalChoice })[] = [
    {
      label: vscode.l10n.t('Without Touching Traffic'),
      detail: vscode.l10n.t('Asks {region} for the user pool, keys and discovery, and signs a test user in there', {
        region: secondaryRegion,
      }),
      choice: 'replicaOnly',
    },
    ...(canMove
      ? [
          {
            label: vscode.l10n.t('Fail Over for a While'),
            detail: vscode.l10n.t('Traffic goes to {region}, and comes back by itself', { region: secondaryRegion }),
            choice: 'traffic' as const,
          },
        ]
      : []),
    ...(last
      ? [
          {
            label: vscode.l10n.t('Open the Last Report'),
            detail: new Date(last.startedAt ?? last.preparedAt).toLocaleString(),
            choice: 'lastReport' as const,
          },
        ]
      : []),
  ];
  const title = vscode.l10n.t('Rehearse a Failover of {name}', { name: poolName });
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.choice;
}

/** Asks for how long traffic may be away. Undefined when the user left. */
export async function pickMinutes(region: string): Promise<number | undefined> {
  const items = rehearsalMinutes.map((minutes) => ({ label: vscode.l10n.t('{minutes} Minutes', { minutes }), minutes }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('How Long Traffic Goes to {region}', { region }),
    placeHolder: vscode.l10n.t('From the start. Until traffic has arrived there it may take two to five minutes: AWS gives no figure.'),
    ignoreFocusOut: true,
  });
  return picked?.minutes;
}

/** Asks whether somebody signs in. Undefined when the user left. */
export async function pickSignsIn(region: string): Promise<boolean | undefined> {
  const items = [
    {
      label: vscode.l10n.t('With a Test User'),
      detail: vscode.l10n.t('One sign-in through {region}, with a password that is kept in memory until then', { region }),
      signsIn: true,
    },
    { label: vscode.l10n.t('Without a Sign-In'), signsIn: false },
  ];
  const title = vscode.l10n.t('Sign-In Through {region}', { region });
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.signsIn;
}

/** The yes to moving traffic, typed. It covers the fail back. */
export async function confirmRehearsal({ subject, traffic }: Rehearsal, profile: string): Promise<boolean> {
  const { account, poolName, secondaryRegion } = subject;
  if (!traffic) return false;
  const [against] = traffic.blockers;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rehearse a Failover of {name} · account {account} · {profile}', { name: poolName, account, profile }),
    prompt: vscode.l10n
      .t(
        '{against} Traffic of {domain} goes to {region} for {minutes} minutes, and comes back by itself. A closed VS Code cannot fail back: the document has the line of the AWS CLI that can. Type {name} to go on.',
        {
          against: against ? localized(against) : '',
          domain: traffic.domain,
          region: secondaryRegion,
          minutes: traffic.minutes,
          name: poolName,
        },
      )
      .trim(),
    placeHolder: poolName,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || value === poolName ? undefined : vscode.l10n.t('This is not the name of the user pool, {poolName}.', { poolName }),
  });
  return typed === poolName;
}

/** The yes to failing back what was left. */
export async function confirmFailBack({ subject, traffic }: Rehearsal): Promise<boolean> {
  const { poolName, primaryRegion, secondaryRegion } = subject;
  const failBack = vscode.l10n.t('Fail Back');
  const said = vscode.l10n.t('The rehearsal of {name} was left. Fail back to {region}?', { name: poolName, region: primaryRegion });
  const detail = vscode.l10n.t('Traffic of {domain} may still be forced to {region}. The health check is set back to what it was before.', {
    domain: traffic?.domain ?? '',
    region: secondaryRegion,
  });
  return (await vscode.window.showWarningMessage(said, { modal: true, detail }, failBack)) === failBack;
}
