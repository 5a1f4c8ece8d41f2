import * as vscode from 'vscode';
import type { PoolSession } from '../../app/poolSession.ts';
import { poolsViewId } from '../../contributions.ts';
import type { ConnectionChoice, Profile } from '../../domain/ports.ts';
import type { ConnectionChoices } from '../connectionChoices.ts';
import { choiceName } from '../connectionChoices.ts';
import { pickProfile } from '../prompts/pickProfile.ts';
import { pickRegions } from '../prompts/pickRegions.ts';

export interface ConnectionParts {
  readonly session: PoolSession;
  readonly choices: ConnectionChoices;
  readonly log: vscode.LogOutputChannel;
  readonly listProfiles: () => Promise<readonly Profile[]>;
  /** The folder in which logins appear. */
  readonly ssoTokenFolder: () => Promise<string>;
  /** Runs something that the user asked for just now: only then may an MFA code be asked for. */
  readonly attended: (act: () => Promise<void>) => Promise<void>;
}

/** Connects the window's account, and the commands that choose it. */
export function connectionCommands({ session, choices, log, listProfiles, ssoTokenFolder, attended }: ConnectionParts) {
  /** Looks at what this window chose, if anything. */
  async function connect(): Promise<void> {
    const { choice } = choices;
    log.info(choice ? `connect: ${choiceName(choice)}` : 'connect: nothing chosen');
    await session.connect(choice, choice ? choices.regionsOf(choice) : []);
  }

  async function choose(choice: ConnectionChoice): Promise<void> {
    await choices.choose(choice);
    await attended(connect);
  }

  async function selectProfile(): Promise<void> {
    const choice = await pickProfile(listProfiles(), session.state.choice);
    if (choice) await choose(choice);
  }

  async function selectRegions(): Promise<void> {
    const { choice, regions } = session.state;
    if (!choice) return selectProfile();
    const chosen = await pickRegions(regions);
    if (!chosen) return;
    await choices.chooseRegions(choice, chosen);
    await attended(connect);
  }

  async function exploreDemo(): Promise<void> {
    await vscode.commands.executeCommand(`${poolsViewId}.focus`);
    await choose({ kind: 'demo' });
  }

  /** Signs in with the AWS CLI in a terminal and carries on by itself when the login is there; other kinds of profile just try again. */
  async function signIn(): Promise<void> {
    const { choice } = session.state;
    if (choice?.kind !== 'profile') return selectProfile();
    const profile = (await listProfiles()).find(({ name }) => name === choice.profile);
    if (profile?.kind !== 'sso' && profile?.kind !== 'login') return attended(() => session.refresh());
    const action = profile.kind === 'sso' ? ['sso', 'login'] : ['login'];
    await loginInTerminal([...action, '--profile', profile.name]);
    await attended(() => session.refresh());
  }

  async function loginInTerminal(commandLine: string[]): Promise<void> {
    const folder = vscode.Uri.file(await ssoTokenFolder());
    // The program itself instead of a shell: a profile's name is data and must not be read as a command.
    const terminal = vscode.window.createTerminal({
      name: vscode.l10n.t('AWS sign-in'),
      shellPath: 'aws',
      shellArgs: commandLine,
      iconPath: new vscode.ThemeIcon('account'),
    });
    terminal.show();
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*.json'));
    const disposables: vscode.Disposable[] = [watcher];
    await new Promise<void>((resolve) => {
      disposables.push(
        watcher.onDidCreate(() => resolve()),
        watcher.onDidChange(() => resolve()),
        vscode.window.onDidCloseTerminal((closed) => {
          if (closed === terminal) resolve();
        }),
      );
    });
    vscode.Disposable.from(...disposables).dispose();
  }

  return { connect, selectProfile, selectRegions, exploreDemo, signIn };
}
