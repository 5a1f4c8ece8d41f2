import * as vscode from 'vscode';

/** A small text file of the extension's own, under its storage. */
export function textFile(uri: vscode.Uri): { read(): Promise<string | undefined>; write(text: string): Promise<void> } {
  return {
    read: async () => {
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    write: async (text) => {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    },
  };
}
