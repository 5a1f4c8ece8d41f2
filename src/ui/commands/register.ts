import * as vscode from 'vscode';
import type { CommandArguments, CommandId } from '../../contributions.ts';

/**
 * The menu of a row that was drawn anew while it was open hands over nothing in the place of its row. That is not the palette, where a command may take what is in front: the
 * empty target makes it ask.
 */
function withoutStaleRow(args: readonly unknown[]): unknown[] {
  const [first, ...others] = args;
  return args.length > 0 && (first === undefined || first === null) ? [{}, ...others] : [...args];
}

export type CommandHandlers = { readonly [Id in CommandId]: (...args: CommandArguments[Id]) => unknown };

/** Commands that choose an account, or are about none: no other account is asked anything before them. */
const withoutAccount: ReadonlySet<CommandId> = new Set([
  'cognitoReplicas.selectProfile',
  'cognitoReplicas.exploreDemo',
  'cognitoReplicas.showLog',
]);

export interface RegisterParts {
  readonly log: vscode.LogOutputChannel;
  readonly needConnection: () => Promise<void>;
}

/** Registers all commands. What a handler did not foresee is logged and told once, here. */
export function registerCommands(handlers: CommandHandlers, { log, needConnection }: RegisterParts): vscode.Disposable {
  const registered = (Object.keys(handlers) as CommandId[]).map((id) => {
    const handler = handlers[id] as (...args: unknown[]) => unknown;
    return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        if (!withoutAccount.has(id)) await needConnection();
        return await handler(...withoutStaleRow(args));
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
