import * as vscode from 'vscode';
import type { ConnectionChoice, Profile, ProfileKind } from '../../domain/ports.ts';

interface ProfileItem extends vscode.QuickPickItem {
  /** Undefined: what the settings or the environment say. */
  readonly choice: ConnectionChoice | undefined;
}

/** Asks for a profile of the AWS config files, the environment, or the demo. Undefined when the user left. */
export async function pickProfile(
  profiles: Promise<readonly Profile[]>,
  current: ConnectionChoice | undefined,
  isChosen: boolean,
): Promise<{ readonly choice: ConnectionChoice | undefined } | undefined> {
  const demo: ProfileItem = {
    label: vscode.l10n.t('Explore the Demo'),
    description: vscode.l10n.t('a simulated AWS, no account needed'),
    iconPath: new vscode.ThemeIcon('beaker'),
    choice: { kind: 'demo' },
  };
  const bySettings: ProfileItem = {
    label: vscode.l10n.t('Forget This Choice'),
    description: vscode.l10n.t('use the setting, AWS_PROFILE or the environment'),
    iconPath: new vscode.ThemeIcon('discard'),
    choice: undefined,
  };
  const nothing: vscode.QuickPickItem = {
    label: vscode.l10n.t('No profiles in the AWS config files'),
    description: vscode.l10n.t('"aws configure sso" makes one'),
  };
  const items = profiles.then((all): (ProfileItem | vscode.QuickPickItem)[] => [
    ...all.map((profile) => profileItem(profile, current)),
    ...(all.length === 0 ? [nothing] : []),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    demo,
    ...(isChosen ? [bySettings] : []),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select a Profile'),
    placeHolder: vscode.l10n.t('Profiles of the AWS config and credentials files'),
    matchOnDescription: true,
  });
  return picked && 'choice' in picked ? picked : undefined;
}

function profileItem(profile: Profile, current: ConnectionChoice | undefined): ProfileItem {
  const isCurrent =
    current?.kind === 'environment' ? profile.kind === 'environment' : current?.kind === 'profile' && current.profile === profile.name;
  const parts = [kindName(profile.kind), profile.region, profile.endpointUrl, isCurrent ? vscode.l10n.t('current') : undefined];
  return {
    label: profile.name,
    description: parts.filter((part) => part !== undefined).join(' · '),
    choice: profile.kind === 'environment' ? { kind: 'environment' } : { kind: 'profile', profile: profile.name },
  };
}

function kindName(kind: ProfileKind): string | undefined {
  switch (kind) {
    case 'sso':
      return vscode.l10n.t('IAM Identity Center');
    case 'login':
      return vscode.l10n.t('AWS sign-in');
    case 'assumeRole':
      return vscode.l10n.t('assumed role');
    case 'process':
      return vscode.l10n.t('credential process');
    case 'webIdentity':
      return vscode.l10n.t('web identity');
    case 'static':
      return vscode.l10n.t('access key');
    case 'environment':
      return vscode.l10n.t('environment variables');
    case 'other':
      return undefined;
  }
}
