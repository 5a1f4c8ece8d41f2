import * as vscode from 'vscode';

/** Asks for the code of an MFA device. The box stays open when the focus moves, because the code is in another window or on a phone. */
export function askForMfaCode(serialNumber: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('MFA code'),
    prompt: vscode.l10n.t('Code of the device {serialNumber}', { serialNumber }),
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (code) => (code === '' || /^\d{6}$/.test(code) ? undefined : vscode.l10n.t('Six digits.')),
  });
}
