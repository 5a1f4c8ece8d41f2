import * as vscode from 'vscode';
import { offFlowsOf } from '../../app/signIn/signInReport.ts';
import type { SignInClients } from '../../domain/ports.ts';
import type { SignInClient } from '../../domain/signIn/outcome.ts';

/** Asks which app client, where there are several. Undefined when the user left. */
export async function pickClient({ items, more }: SignInClients, title: string): Promise<SignInClient | undefined> {
  const [only, ...others] = items;
  if (others.length === 0 && !more) return only;
  const offered = items.map((client) => ({
    label: client.name,
    description: client.id,
    ...(client.flows && { detail: flowsText(client.flows) }),
    client,
  }));
  const placeHolder = more
    ? vscode.l10n.t('The app client to sign in through. There are more than these.')
    : vscode.l10n.t('The app client to sign in through');
  const picked = await vscode.window.showQuickPick(offered, { title, placeHolder, ignoreFocusOut: true, matchOnDescription: true });
  return picked?.client;
}

function flowsText(flows: NonNullable<SignInClient['flows']>): string {
  const [used = ''] = flows;
  const off = offFlowsOf(flows).join(', ');
  return off === '' ? used : vscode.l10n.t('{used}; off: {off}', { used, off });
}

/** Asks whether a write is tried on the secondary too. Undefined when the user left. */
export async function pickWrite(region: string, title: string): Promise<boolean | undefined> {
  const items = [
    { label: vscode.l10n.t('Sign In Only'), triesWrite: false },
    {
      label: vscode.l10n.t('Sign In, and Try a Write in {region}', { region }),
      detail: vscode.l10n.t(
        'The user changes their password to the same one, which a replica refuses. Where it does not, the password is what it was.',
      ),
      triesWrite: true,
    },
  ];
  const placeHolder = vscode.l10n.t('Whether a write is tried on the secondary Region too');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.triesWrite;
}

/** Asks for the name of the test user. Undefined when the user left. */
export function askUsername(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      'User name of a test user, or what it signs in with. Triggers run, and the user counts as active for this month.',
    ),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A user name.') : undefined),
  });
}

/** Asks for a password, which is handed over once and is nowhere afterwards, in the box neither. Undefined when the user left. */
export async function askPassword(
  title: string,
  prompt = vscode.l10n.t('Its password: used for one attempt in each Region, and kept nowhere'),
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = prompt;
  box.password = true;
  // The password is in another window.
  box.ignoreFocusOut = true;
  return new Promise((resolve) => {
    let given: string | undefined;
    box.onDidAccept(() => {
      if (box.value === '') return;
      given = box.value;
      box.value = '';
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(given);
    });
    box.show();
  });
}
