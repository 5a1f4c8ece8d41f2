import type * as vscode from 'vscode';
import { type PlanIntent, planName, type PlanSubject } from '../../domain/plans/intent.ts';
import type { PlanKind } from '../../domain/plans/plan.ts';

/** What somebody chose for a plan: kept for this workspace, so that its document survives a reload. */
export class PlanChoices {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  async keep(subject: PlanSubject, intent: PlanIntent): Promise<void> {
    await this.state.update(keyOf(subject, intent.kind), intent);
  }

  /** What was chosen before; for plans that need no choice, themselves. */
  of(subject: Pick<PlanSubject, 'account' | 'poolId'>, kind: PlanKind): PlanIntent | undefined {
    const kept = this.state.get<unknown>(keyOf(subject, kind));
    return isIntent(kept) && kept.kind === kind ? kept : withoutChoice(kind);
  }
}

function withoutChoice(kind: PlanKind): PlanIntent | undefined {
  switch (kind) {
    case 'setUp':
    case 'activate':
    case 'deactivate':
      return { kind };
    case 'failBack':
      return { kind };
    case 'failOver':
      // Nobody has asked for it yet: the document is looked at again.
      return { kind, at: Date.now() };
    case 'delete':
      return { kind, deactivatesFirst: false };
    case 'switchIssuer':
    case 'repair':
    case 'configureFailover':
      return undefined;
  }
}

function keyOf(subject: Pick<PlanSubject, 'account' | 'poolId'>, kind: PlanKind): string {
  return `plan/${planName(subject, kind)}`;
}

/** State of a workspace may be of another version. */
function isIntent(value: unknown): value is PlanIntent {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const texts = (list: unknown): boolean => Array.isArray(list) && list.every((item) => typeof item === 'string');
  switch (value.kind) {
    case 'setUp':
      return (!('keyArn' in value) || typeof value.keyArn === 'string') && (!('regional' in value) || texts(value.regional));
    case 'activate':
    case 'deactivate':
      return true;
    case 'delete':
      return 'deactivatesFirst' in value && typeof value.deactivatesFirst === 'boolean';
    case 'switchIssuer':
      return 'to' in value && (value.to === 'ORIGINAL' || value.to === 'UPDATED');
    case 'repair':
      return 'rowIds' in value && texts(value.rowIds);
    case 'failOver':
      return 'at' in value && typeof value.at === 'number';
    case 'failBack':
      return !('frees' in value) || typeof value.frees === 'boolean';
    case 'configureFailover':
      return 'healthCheck' in value && isHealthCheckChoice(value.healthCheck);
    default:
      return false;
  }
}

function isHealthCheckChoice(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('id' in value) return typeof value.id === 'string';
  if (!('create' in value) || typeof value.create !== 'object' || value.create === null) return false;
  const { failureThreshold, host, path, requestInterval } = value.create as Readonly<Record<string, unknown>>;
  const isText = typeof host === 'string' && typeof path === 'string';
  return isText && typeof failureThreshold === 'number' && (requestInterval === 10 || requestInterval === 30);
}
