import * as vscode from 'vscode';
import type { PoolSession } from '../../app/poolSession.ts';
import type { ResourceTarget, Target } from '../../contributions.ts';
import { type Fact, valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { originOf } from '../../domain/poolOrigin.ts';
import type { PoolDescription, UserPool } from '../../domain/userPool.ts';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import { diagnosticSource } from '../diagnostics/diagnosticSource.ts';
import { documentOf } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { pickPool } from '../prompts/pickPool.ts';
import { findIssuerReferences } from '../workspace/findIssuerReferences.ts';
import { IssuerReferenceDiagnostics } from '../workspace/issuerReferenceDiagnostics.ts';
import { showPoolInCode } from '../workspace/showPoolInCode.ts';
import { resourceOf, targetOf } from './targets.ts';

export interface CodeCommandParts {
  readonly session: PoolSession;
  /** The row that is selected in the view. */
  readonly selected: () => Target | undefined;
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
  async findIssuerReferences(given?: Target | ResourceTarget): Promise<void> {
    const asked = await this.describedPool(given);
    if (!asked) return;
    const { pool, description } = asked;
    if (description?.state === 'known') {
      await findIssuerReferences({ ...pool, issuerType: description.value.issuerType }, this.diagnostics);
    } else {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Which issuer the tokens of {pool} name is unknown: {why}.', { pool: pool.name, why: whyUnknown(description) }),
      );
    }
  }

  /** Opens the code that declares the pool, where that is certain. */
  async showInCode(given?: Target | ResourceTarget): Promise<void> {
    const asked = await this.describedPool(given);
    if (asked) await showPoolInCode(asked.pool, originOf(valueOf(asked.description)?.tags ?? {}));
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async describedPool(
    given: Target | ResourceTarget | undefined,
  ): Promise<{ pool: UserPool; description: Fact<PoolDescription> | undefined } | undefined> {
    const { selected, session } = this.parts;
    const target = documentOf(resourceOf(given)) ?? targetOf(given) ?? selected();
    const pool = session.store.pools.find(({ id }) => id === target?.poolId) ?? (await pickPool(session.store.pools));
    if (!pool) return undefined;
    await session.needDetails(pool.id);
    return { pool, description: session.store.snapshot.details.get(pool.id)?.description };
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
