import * as vscode from 'vscode';

/** Registers what is not needed for the first paint as soon as its chunk has loaded, so that the entry stays small. */
export function registeredSoon(load: () => Promise<vscode.Disposable>): vscode.Disposable {
  let isDisposed = false;
  let registered: vscode.Disposable | undefined;
  void load().then((made) => {
    registered = made;
    if (isDisposed) made.dispose();
  });
  return new vscode.Disposable(() => {
    isDisposed = true;
    registered?.dispose();
  });
}
