import type * as vscode from 'vscode';
import { english, type Message } from '../../domain/message.ts';

/** Writes to the log why a file is not read, or not all of it: once for each reason, however often the file is typed in. The log is not translated. */
export class RefusalLog {
  private readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  private readonly written = new Set<string>();

  constructor(log: Pick<vscode.LogOutputChannel, 'warn'>) {
    this.log = log;
  }

  /** @param refusals all that there are now, by path */
  write(refusals: ReadonlyMap<string, Message>): void {
    for (const [path, reason] of refusals) {
      const line = `code not checked, ${english(reason)}: ${path}`;
      if (this.written.has(line)) continue;
      this.written.add(line);
      this.log.warn(line);
    }
  }
}
