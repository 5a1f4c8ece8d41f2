import { message } from '../../message.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { PoolSnapshots } from '../../parity/snapshot.ts';
import { ordered, type Plan } from '../plan.ts';
import { domain } from './domain.ts';
import { firewall } from './firewall.ts';
import { functions } from './functions.ts';
import { logDestinations } from './logDestinations.ts';
import { logs } from './logs.ts';
import { permissions } from './permissions.ts';
import { regionalSettings } from './regionalSettings.ts';
import { repairContext } from './repairContext.ts';
import { leftAlone, type NotCopied, type RepairKind } from './repairKind.ts';
import { requestLimits } from './requestLimits.ts';
import { senderAccounts } from './senderAccounts.ts';
import { tags } from './tags.ts';
import { threatProtection } from './threatProtection.ts';
import { webAcl } from './webAcl.ts';

export interface RepairParts {
  readonly account: string;
  readonly snapshots: PoolSnapshots;
  /** The comparison of these snapshots. */
  readonly rows: readonly ParityRow[];
  /** The rows that are to be repaired. Those that are the same by now, or gone, need nothing more. */
  readonly rowIds: readonly string[];
}

/** What becomes of rows: the steps that copy from the primary Region to the secondary, and what they do not copy, each with what can be used instead. */
export interface Repair {
  readonly plan: Plan;
  /** A row may be here and in a step as well: a trigger is copied, its function is not. */
  readonly notCopied: readonly NotCopied[];
}

/**
 * Every kind of row, in the order of its steps; the first one that takes a row has it. UpdateUserPool comes first: it carries the tags of the replica as they were read, which a later
 * call changes. Permissions come right behind the triggers that need them.
 */
const kinds: readonly RepairKind[] = [
  regionalSettings,
  permissions,
  webAcl,
  logs,
  threatProtection,
  tags,
  requestLimits,
  functions,
  firewall,
  logDestinations,
  senderAccounts,
  domain,
];

/**
 * The repair of one row or of many, from what was read. Planning again from a new comparison gives what is left of it: rows that are the same by then give no step, and a plan
 * without steps is done.
 */
export function planRepair({ account, rowIds, rows, snapshots }: RepairParts): Repair {
  const asked = askedRows(rows, new Set(rowIds));
  const differing = asked.filter(isDifference);
  const context = repairContext(account, snapshots, differing);
  const { poolId, poolName, primaryRegion, region } = context;
  const plans = kinds.map((kind) =>
    kind.plan(
      differing.filter((row) => kindOf(row) === kind),
      context,
    ),
  );
  return {
    plan: {
      kind: 'repair',
      title: message('Repair {pool} in {region}', { pool: poolName, region }),
      account,
      poolId,
      poolName,
      primaryRegion,
      secondaryRegion: region,
      steps: ordered(plans.flatMap(({ steps = [] }) => steps)),
      dangers: [],
      blockers: [],
    },
    notCopied: [...plans.flatMap(({ notCopied = [] }) => notCopied), ...asked.flatMap((row) => notToBeCopied(row, rowIds))],
  };
}

/** Whether a row can be repaired, by a step or with a text that is offered. Judged by the row alone: what is known of both Regions may leave nothing but the offer. */
export function canRepair(row: ParityRow): boolean {
  return isDifference(row) && kindOf(row)?.helps(row) === true;
}

function isDifference({ verdict }: ParityRow): boolean {
  return verdict === 'different' || verdict === 'missing';
}

function kindOf(row: ParityRow): RepairKind | undefined {
  return kinds.find((kind) => kind.takes(row));
}

/** A trigger comes with the permission that it needs, which is a row of its own once the trigger is there. */
function askedRows(rows: readonly ParityRow[], ids: ReadonlySet<string>): readonly ParityRow[] {
  return rows.filter((row) => ids.has(row.id) || (permissions.takes(row) && row.parent !== undefined && ids.has(row.parent)));
}

/** Rows that are no difference that somebody could repair. */
function notToBeCopied(row: ParityRow, rowIds: readonly string[]): readonly NotCopied[] {
  if (!rowIds.includes(row.id)) return [];
  switch (row.verdict) {
    case 'same':
      return [];
    case 'behind':
      return [leftAlone(row, message('Cognito synchronizes it from the primary Region: there is nothing to copy'))];
    case 'unknown':
      return [leftAlone(row, row.message)];
    case 'different':
    case 'missing':
      return kindOf(row) ? [] : [leftAlone(row, row.remedy ?? row.message)];
  }
}
