import * as vscode from 'vscode';
import { settingsKey } from '../../app/poolStore.ts';
import { type Fact, valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { originOf } from '../../domain/poolOrigin.ts';
import type { PoolDescription, UserPool } from '../../domain/userPool.ts';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import { diagnosticSource } from '../diagnostics/diagnosticSource.ts';
import { localized } from '../localize.ts';
import { findIssuerReferences, type NamedIssuerPool } from '../workspace/findIssuerReferences.ts';
import { IssuerReferenceDiagnostics } from '../workspace/issuerReferenceDiagnostics.ts';
import { showPoolInCode } from '../workspace/showPoolInCode.ts';
import { poolTarget, type PoolTargetParts } from './targets.ts';

export interface CodeCommandParts extends PoolTargetParts {
  readonly rulePage: (rule: string) => vscode.Uri;
}

/** Commands that lead from a pool to the code in the workspace, and the problems that they find there: for pools that are still as they were searched for. */
export class CodeCommands implements vscode.Disposable {
  private readonly parts: CodeCommandParts;
  private readonly diagnostics: IssuerReferenceDiagnostics;
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(parts: CodeCommandParts) {
    this.parts = parts;
    const collection = vscode.languages.createDiagnosticCollection(`${diagnosticSource}: issuer`);
    this.diagnostics = new IssuerReferenceDiagnostics(collection, parts.rulePage);
    this.disposables = [
      parts.session.onDidChange(() => this.diagnostics.keep((pool) => this.isAsSearched(pool))),
      this.diagnostics,
      collection,
    ];
  }

  /** Lists what a switch of the pool's issuer would break. */
  async findIssuerReferences(given?: unknown): Promise<void> {
    const pool = await this.describedPool(given);
    if (!pool) return;
    const description = this.descriptionOf(pool);
    if (description?.state === 'known') {
      // Searching again asks for the issuer that the pool has then.
      await findIssuerReferences(() => this.issuerPool(pool.id), this.diagnostics);
    } else {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Which issuer the tokens of {pool} name is unknown: {why}.', { pool: pool.name, why: whyUnknown(description) }),
      );
    }
  }

  /** Opens the code that declares the pool, where that is certain. */
  async showInCode(given?: unknown): Promise<void> {
    const pool = await this.describedPool(given);
    if (!pool) return;
    const description = this.descriptionOf(pool);
    // Tags are regional: those of a replica say nothing of the primary.
    if (description?.state === 'known' && description.value.region === pool.primaryRegion) {
      await showPoolInCode(pool, originOf(description.value.tags));
    } else {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('What manages {pool} is unknown: {why}.', { pool: pool.name, why: whyUnknown(description) }),
      );
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async describedPool(given: unknown): Promise<UserPool | undefined> {
    const asked = await poolTarget(this.parts, given);
    if (!asked) return undefined;
    await this.parts.session.needDetails(asked.pool.id);
    return asked.isCurrent() ? asked.pool : undefined;
  }

  private descriptionOf({ id }: UserPool): Fact<PoolDescription> | undefined {
    return this.parts.session.store.snapshot.details.get(id)?.description;
  }

  /** The pool as it is now, for a search. */
  private issuerPool(poolId: string): NamedIssuerPool | undefined {
    const pool = this.parts.session.store.pools.find(({ id }) => id === poolId);
    const issuerType = pool && valueOf(this.descriptionOf(pool))?.issuerType;
    return pool && issuerType !== undefined ? { ...pool, issuerType, clientIds: this.clientIdsOf(pool) } : undefined;
  }

  /** The ids of its app clients, where a document of the pool has read them: a verifier beside one is this pool's. */
  private clientIdsOf({ id, primaryRegion }: UserPool): readonly string[] {
    const settings = this.parts.session.store.snapshot.settings.get(settingsKey(primaryRegion, id));
    return (valueOf(settings?.appClients)?.items ?? []).flatMap(({ ClientId }) => (typeof ClientId === 'string' ? [ClientId] : []));
  }

  /** Whether the account that is looked at still has the pool, with the same replica and issuer as far as that is known. */
  private isAsSearched({ id, issuerType, secondaryRegion }: IssuerPool): boolean {
    const { store } = this.parts.session;
    const pool = store.pools.find((one) => one.id === id);
    const now = valueOf(store.snapshot.details.get(id)?.description)?.issuerType;
    return pool !== undefined && pool.secondaryRegion === secondaryRegion && (now === undefined || now === issuerType);
  }
}

function whyUnknown(description: Fact<PoolDescription> | undefined): string {
  return description?.state === 'unknown' ? localized(failureMessage(description.failure)) : vscode.l10n.t('it was not read');
}
