import * as vscode from 'vscode';

/** Edits the filter while the rows follow each keystroke. Escape brings the filter back that was there before. */
export function editFilter(before: string, apply: (filter: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const box = vscode.window.createInputBox();
    let accepted = false;
    const clear: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('clear-all'), tooltip: vscode.l10n.t('Clear Filter') };
    box.title = vscode.l10n.t('Filter User Pools');
    box.prompt = vscode.l10n.t('Words of a name or id, a Region, or a status: active, inactive, creating, replicated, unreplicated');
    box.placeholder = vscode.l10n.t('login us-west creating');
    box.value = before;
    box.buttons = [clear];
    box.onDidChangeValue(apply);
    box.onDidTriggerButton(() => {
      box.value = '';
      apply('');
    });
    box.onDidAccept(() => {
      accepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (!accepted) apply(before);
      box.dispose();
      resolve();
    });
    box.show();
  });
}
