import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import { type DocumentId, type DocumentKind, isForRegion, planKindOf } from '../../app/documents/documentPath.ts';
import { isShown } from '../../app/documents/shown.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { settingsKey } from '../../app/poolStore.ts';
import { documentScheme } from '../../contributions.ts';
import type { Clock } from '../../domain/ports.ts';
import { localized } from '../localize.ts';
import { documentOf } from './documentUri.ts';

/** At most one look at the open documents in this time while answers stream in. */
const refreshInterval = 100;

interface PoolFile {
  readonly uri: vscode.Uri;
  readonly id: DocumentId;
  text: string;
  changedAt: number;
}

export interface PoolFilesParts {
  readonly session: PoolSession;
  readonly clock: Clock;
  /** Asked for when a file is read. */
  readonly needConnection: () => void;
  /** Plans what a document shows, or reads the record that it shows. */
  readonly needPlan: (id: DocumentId) => void;
  /** Brings back what the cost of a document was asked for. */
  readonly needCost: (id: DocumentId) => void;
}

/**
 * The read-only files of the `cognito-pool` scheme. A file's text follows the store while it is open, so that a tab shows what is known of the account that is looked
 * at, and of no other; after a reload of the window the restored tab asks for what it shows.
 */
export class PoolFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly session: PoolSession;
  private readonly clock: Clock;
  private readonly needConnection: () => void;
  private readonly needPlan: PoolFilesParts['needPlan'];
  private readonly needCost: PoolFilesParts['needCost'];
  private readonly files = new Map<string, PoolFile>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly disposables: readonly { dispose(): unknown }[];
  readonly onDidChangeFile = this.changed.event;

  constructor({ session, clock, needConnection, needPlan, needCost }: PoolFilesParts) {
    this.session = session;
    this.clock = clock;
    this.needConnection = needConnection;
    this.needPlan = needPlan;
    this.needCost = needCost;
    const refreshSoon = coalesce(clock, refreshInterval, () => void this.refresh());
    this.disposables = [
      vscode.workspace.registerFileSystemProvider(documentScheme, this, { isCaseSensitive: true, isReadonly: true }),
      this.changed,
      refreshSoon,
      session.onDidChange(refreshSoon),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
    ];
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, changedAt } = await this.fileOf(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: changedAt,
      size: new TextEncoder().encode(text).length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = await this.fileOf(uri);
    void this.ask(file.id);
    return new TextEncoder().encode(file.text);
  }

  watch(): vscode.Disposable {
    // Every file that is open is looked at when the store changes.
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async fileOf(uri: vscode.Uri): Promise<PoolFile> {
    const known = this.files.get(uri.toString());
    if (known) return known;
    this.needConnection();
    const id = documentOf(uri);
    if (!id) throw vscode.FileSystemError.FileNotFound(uri);
    const file = { uri, id, text: await this.textOf(id), changedAt: this.clock.now() };
    this.files.set(uri.toString(), file);
    return file;
  }

  /** What writes documents loads with the first one. */
  private async textOf(id: DocumentId): Promise<string> {
    const { documentText } = await import('../../app/documents/documentText.ts');
    return documentText(this.session, id, localized);
  }

  private async refresh(): Promise<void> {
    const events: vscode.FileChangeEvent[] = [];
    for (const file of this.files.values()) {
      void this.ask(file.id);
      const text = await this.textOf(file.id);
      if (text === file.text) continue;
      file.text = text;
      // VS Code reads a file again only when its time has moved.
      file.changedAt = Math.max(this.clock.now(), file.changedAt + 1);
      events.push({ type: vscode.FileChangeType.Changed, uri: file.uri });
    }
    if (events.length > 0) this.changed.fire(events);
  }

  /** Starts reading what a document shows and nobody has read yet. Does nothing for what is there or on its way, nor for what is not of this account. */
  private async ask(id: DocumentId): Promise<void> {
    if (!isShown(this.session, id)) return;
    const { kind, poolId, region } = id;
    const { store } = this.session;
    const pool = store.pools.find((one) => one.id === poolId);
    if (!pool) return;
    if (kind === 'run' || kind === 'rehearsal' || planKindOf(kind) !== undefined) {
      this.needPlan(id);
      return;
    }
    // Tried by a person with a password, and never by itself.
    if (kind === 'signIn') return;
    if (kind === 'cost') {
      this.needCost(id);
      return;
    }
    const { details, settings } = store.snapshot;
    // Restored after a reload: the path says which Region the pool was judged for.
    const judgedFor = isJudged(kind) ? id.secondaryRegion : isAboutPool(kind) ? undefined : region;
    if (judgedFor !== undefined && judgedFor !== pool.primaryRegion && store.secondaryRegionOf(pool) === undefined) {
      await this.session.check(poolId, judgedFor);
    } else if (!details.has(poolId)) {
      await this.session.needDetails(poolId);
    }
    if (kind === 'pool' && !settings.has(settingsKey(region, poolId))) await this.session.readSettings(region, poolId);
  }

  private forget(uri: vscode.Uri): void {
    const file = this.files.get(uri.toString());
    // A document that changes its language is closed and opened again.
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && !document.isClosed);
    if (!file || isOpen) return;
    this.files.delete(uri.toString());
    if (file.id.kind === 'pool') this.session.forgetSettings(file.id.region, file.id.poolId);
  }
}

/** What a replica takes is not judged: one that is gone is not one to come. */
function isJudged(kind: DocumentKind): boolean {
  return isForRegion(kind) && kind !== 'replicaOperations';
}

/** Documents that say the same whichever Region the pool is judged for. */
function isAboutPool(kind: DocumentKind): boolean {
  return kind === 'pool' || kind === 'domain' || kind === 'replicaOperations';
}
