import * as vscode from 'vscode';
import type { CommandArguments, CommandId } from '../../contributions.ts';

export type CommandHandlers = { readonly [Id in CommandId]: (...args: CommandArguments[Id]) => unknown };

/** Registers all commands. What a handler did not foresee is logged and told once, here. */
export function registerCommands(handlers: CommandHandlers, log: vscode.LogOutputChannel): vscode.Disposable {
  const registered = (Object.keys(handlers) as CommandId[]).map((id) => {
    const handler = handlers[id] as (...args: unknown[]) => unknown;
    return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        log.error(`command failed: ${id}`, error instanceof Error ? error : String(error));
        const showLog = vscode.l10n.t('Show Log');
        const said = error instanceof Error ? error.message : String(error);
        const chosen = await vscode.window.showErrorMessage(vscode.l10n.t('Cognito Replicas: {reason}', { reason: said }), showLog);
        if (chosen === showLog) log.show();
        return undefined;
      }
    });
  });
  return vscode.Disposable.from(...registered);
}
