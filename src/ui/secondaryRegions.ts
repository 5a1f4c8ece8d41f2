import type * as vscode from 'vscode';
import { isRegionName } from '../domain/region.ts';

/** The secondary Region that somebody chose for a pool without a replica: asked once, and kept for this workspace. */
export class SecondaryRegions {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  of(account: string, poolId: string): string | undefined {
    const region = this.state.get<unknown>(keyOf(account, poolId));
    return typeof region === 'string' && isRegionName(region) ? region : undefined;
  }

  async choose(account: string, poolId: string, region: string): Promise<void> {
    await this.state.update(keyOf(account, poolId), region);
  }
}

function keyOf(account: string, poolId: string): string {
  return `secondaryRegion/${account}/${poolId}`;
}
