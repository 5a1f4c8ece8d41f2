import * as vscode from 'vscode';

/** Signing in with the AWS CLI, in a terminal that can be seen. One at a time. */
export class TerminalLogin {
  private readonly tokenFolders: () => Promise<readonly string[]>;
  private terminal: vscode.Terminal | undefined;

  constructor(tokenFolders: () => Promise<readonly string[]>) {
    this.tokenFolders = tokenFolders;
  }

  /**
   * Runs `aws` with the given words, and `isSignedIn` each time something appears where the CLI and others leave their logins, until it says yes or
   * the terminal is gone. The CLI leaves more than one file: the first is not yet the login.
   */
  async run(words: readonly string[], isSignedIn: () => Promise<boolean>): Promise<void> {
    if (this.terminal) {
      this.terminal.show();
      return;
    }
    const folders = (await this.tokenFolders()).map((folder) => vscode.Uri.file(folder));
    // A folder that is not there cannot be watched.
    await Promise.all(folders.map((folder) => vscode.workspace.fs.createDirectory(folder)));
    const watchers = folders.map((folder) => vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*.json')));
    // The program itself instead of a shell: a profile's name is data and must not be read as a command.
    const terminal = vscode.window.createTerminal({
      name: vscode.l10n.t('AWS sign-in'),
      shellPath: 'aws',
      shellArgs: [...words],
      iconPath: new vscode.ThemeIcon('account'),
    });
    this.terminal = terminal;
    terminal.show();
    try {
      await new Promise<void>((resolve) => {
        const check = async (): Promise<void> => {
          if (await isSignedIn()) resolve();
        };
        for (const watcher of watchers) {
          watcher.onDidCreate(() => void check());
          watcher.onDidChange(() => void check());
        }
        const closed = vscode.window.onDidCloseTerminal((ended) => {
          if (ended !== terminal) return;
          closed.dispose();
          void this.explain(ended, words);
          void check().finally(resolve);
        });
      });
    } finally {
      vscode.Disposable.from(...watchers).dispose();
      this.terminal = undefined;
    }
  }

  private async explain({ exitStatus }: vscode.Terminal, words: readonly string[]): Promise<void> {
    const code = exitStatus?.code;
    if (code === undefined || code === 0) return;
    const command = `aws ${words.join(' ')}`;
    await vscode.window.showErrorMessage(
      vscode.l10n.t('Signing in did not work: "{command}" ended with {code}. It needs version 2 of the AWS CLI on the PATH.', {
        command,
        code,
      }),
    );
  }
}
