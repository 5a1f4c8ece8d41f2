import * as vscode from 'vscode';
import type { PoolSession } from '../../app/poolSession.ts';
import { poolsViewId } from '../../contributions.ts';
import type { ConnectionChoice, Profile } from '../../domain/ports.ts';
import type { ConnectionChoices } from '../connectionChoices.ts';
import { choiceName } from '../connectionChoices.ts';
import type { TerminalLogin } from '../prompts/terminalLogin.ts';

export interface ConnectionParts {
  readonly session: PoolSession;
  readonly choices: ConnectionChoices;
  readonly log: vscode.LogOutputChannel;
  readonly listProfiles: () => Promise<readonly Profile[]>;
  /** The folders in which logins appear. */
  readonly tokenFolders: () => Promise<readonly string[]>;
  /** Runs something that the user asked for just now: only then may an MFA code be asked for. */
  readonly attended: (act: () => Promise<void>) => Promise<void>;
}

/** Connects the window's account, and the commands that choose it. */
export function connectionCommands({ session, choices, log, listProfiles, tokenFolders, attended }: ConnectionParts) {
  let login: TerminalLogin | undefined;
  let lookedAt = '';

  /** Looks at what this window chose, if anything. */
  async function connect(): Promise<void> {
    const { choice } = choices;
    const regions = choice ? choices.regionsOf(choice) : [];
    lookedAt = JSON.stringify([choice, regions]);
    log.info(choice ? `connect: ${choiceName(choice)}` : 'connect: nothing chosen');
    await session.connect(choice, regions);
  }

  /** Looks at what this window chose, unless that was done already: the first time that somebody looks at the view, a document or a command of ours. */
  async function connectOnce(): Promise<void> {
    if (lookedAt === '') await connect();
  }

  /** Connects anew if the settings say something else than what is looked at: a choice of this window comes before them. */
  async function settingsChanged(): Promise<void> {
    if (lookedAt === '') return;
    const { choice } = choices;
    const wanted = JSON.stringify([choice, choice ? choices.regionsOf(choice) : []]);
    if (wanted !== lookedAt) await attended(connect);
  }

  async function choose(choice: ConnectionChoice | undefined): Promise<void> {
    await choices.choose(choice);
    await attended(connect);
  }

  async function selectProfile(): Promise<void> {
    const { pickProfile } = await import('../prompts/pickProfile.ts');
    const picked = await pickProfile(listProfiles(), session.state.choice, choices.isChosen);
    if (picked) await choose(picked.choice);
  }

  async function selectRegions(): Promise<void> {
    const { choice, regions } = session.state;
    if (!choice) return selectProfile();
    const { pickRegions } = await import('../prompts/pickRegions.ts');
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
    if (!profile?.signIn) return attended(() => session.refresh());
    const action = profile.signIn.kind === 'sso' ? ['sso', 'login'] : ['login'];
    const { TerminalLogin: Login } = await import('../prompts/terminalLogin.ts');
    login ??= new Login(tokenFolders);
    await login.run([...action, '--profile', profile.signIn.profile], async () => {
      await attended(() => session.refresh());
      return !session.needsSignIn;
    });
  }

  return { connectOnce, settingsChanged, selectProfile, selectRegions, exploreDemo, signIn };
}
