import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { Clock } from '../../domain/ports.ts';
import { documentScheme, parityPanelType } from '../../contributions.ts';
import { type PanelPool, parseKeptState } from '../../webview/protocol.ts';
import { poolTarget, type PoolTargetParts } from '../commands/targets.ts';
import { pickPool } from '../prompts/pickPool.ts';
import { panelOptions } from './panelHtml.ts';
import { panelPool } from './panelState.ts';
import { ParityDocuments } from './parityDocuments.ts';
import { ParityPanel, type ParityPanelParts } from './parityPanel.ts';

export interface ParityPanelsParts extends ParityPanelParts, PoolTargetParts {
  readonly clock: Clock;
  readonly needConnection: () => void;
}

/** The open panels, one for each pool, and the texts that their diffs show. */
export class ParityPanels implements vscode.Disposable {
  private readonly parts: ParityPanelsParts;
  private readonly open = new Map<string, ParityPanel>();
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(parts: ParityPanelsParts) {
    this.parts = parts;
    const updateSoon = coalesce(parts.clock, 100, () => this.update());
    this.disposables = [new ParityDocuments(parts), updateSoon, parts.session.onDidChange(updateSoon)];
  }

  /** The command: the panel of the pool that it was invoked on, otherwise of one that is asked for. */
  async compareRegions(given?: unknown): Promise<void> {
    const { session, selected } = this.parts;
    const replicated = session.store.pools.filter(({ secondaryRegion }) => secondaryRegion !== undefined);
    // From the palette, with a pool without replica selected, the question is only about those that have one.
    const isAbout = given !== undefined || replicated.some(({ id }) => id === selected()?.poolId) || hasPoolDocument();
    const pool = isAbout ? (await poolTarget(this.parts, given))?.pool : await this.pick(replicated);
    if (!pool) return;
    if (pool.secondaryRegion === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('User pool {name} has no replica: there is nothing to compare.', { name: pool.name }),
      );
      return;
    }
    this.show(panelPool(session, pool));
  }

  /** A panel that VS Code restored with the window. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = parseKeptState(state);
    if (!kept || this.open.has(kept.pool.id)) {
      panel.dispose();
      return;
    }
    this.parts.needConnection();
    this.adopt(panel, kept.pool);
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.panel.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async pick(replicated: readonly UserPool[]): Promise<UserPool | undefined> {
    const { epoch } = this.parts.session.store;
    if (replicated.length === 0 && this.parts.session.store.pools.length > 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No user pool that is listed has a replica: there is nothing to compare.'));
      return undefined;
    }
    const pool = await pickPool(replicated);
    return this.parts.session.store.epoch === epoch ? pool : undefined;
  }

  private show(pool: PanelPool): void {
    const known = this.open.get(pool.id);
    if (known) {
      known.panel.reveal();
      return;
    }
    const options = { ...panelOptions(this.parts.extensionUri), retainContextWhenHidden: false };
    this.adopt(vscode.window.createWebviewPanel(parityPanelType, pool.name, vscode.ViewColumn.Active, options), pool);
  }

  private adopt(panel: vscode.WebviewPanel, pool: PanelPool): void {
    const made = new ParityPanel(panel, pool, this.parts);
    this.open.set(pool.id, made);
    panel.onDidDispose(() => {
      this.open.delete(pool.id);
      made.dispose();
    });
  }

  private update(): void {
    for (const panel of this.open.values()) panel.update();
  }
}

function hasPoolDocument(): boolean {
  return vscode.window.activeTextEditor?.document.uri.scheme === documentScheme;
}
