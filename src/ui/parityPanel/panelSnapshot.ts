import { countsMessage, groupTitle, parityGroups, rowsOfGroup, verdictMessage } from '../../app/parity/parityWords.ts';
import type { Message } from '../../domain/message.ts';
import type { PoolParity } from '../../app/poolParity.ts';
import { countRows, type ParityRow } from '../../domain/parity/row.ts';
import { canRepair } from '../../domain/plans/repair/planRepair.ts';
import { sideBySide } from '../../domain/parity/sideBySide.ts';
import { rowReadAt } from '../../domain/parity/snapshotParts.ts';
import type { PanelGroup, PanelRow } from '../../webview/protocol.ts';

/** A longer diff is for the diff editor. */
const longestDiff = 150;
/** No cell needs more; the page refuses what is far longer. */
const longestText = 4_000;

type Render = (message: Message) => string;

/** What is known of when rows were read. */
type Readings = Pick<PoolParity, 'checkingRows' | 'snapshots'> & {
  /** Whether anything may be changed in AWS. */
  readonly canWrite: boolean;
};

/** The rows of a comparison as the page shows them: groups in their order, finished sentences, plain text. */
export function panelGroups(rows: readonly ParityRow[], render: Render, readings: Readings): PanelGroup[] {
  return parityGroups.flatMap((group) => {
    const own = rowsOfGroup(rows, group);
    if (own.length === 0) return [];
    const { worst } = countRows(own);
    return [
      {
        id: group,
        title: render(groupTitle(group)),
        counts: render(countsMessage(own)),
        ...(worst !== undefined && { severity: worst }),
        rows: own.map((row) => panelRow(row, render, readings)),
      },
    ];
  });
}

function panelRow(row: ParityRow, render: Render, { canWrite, checkingRows, snapshots }: Readings): PanelRow {
  const { data, id, parent, remedy, rule, severity, verdict } = row;
  const readAt = snapshots && rowReadAt(id, snapshots);
  return {
    id,
    ...(parent !== undefined && { parent }),
    setting: clipped(render(row.setting)),
    verdict,
    verdictText: render(verdictMessage(row)),
    ...(severity !== undefined && { severity }),
    primary: clipped(row.primary),
    secondary: clipped(row.secondary),
    message: clipped(render(row.message)),
    ...(remedy !== undefined && { remedy: clipped(render(remedy)) }),
    ...(rule !== undefined && { rule }),
    repairable: canWrite && canRepair(row),
    hasData: data !== undefined,
    ...(data !== undefined && verdict !== 'same' && diffOf(data)),
    ...(checkingRows.includes(id) && { checking: true }),
    // Only where the time of the whole comparison is not the row's.
    ...(readAt !== undefined && readAt !== snapshots?.readAt && { checkedAgainAt: readAt }),
  };
}

type RowDiff = Pick<PanelRow, 'diff' | 'diffRest'>;

/** By the data of a row, which stays the same object until it is read anew: a panel looks at every change of the session. */
const diffs = new WeakMap<Required<ParityRow>['data'], RowDiff>();

function diffOf(data: Required<ParityRow>['data']): RowDiff {
  const diff = diffs.get(data) ?? newDiff(data);
  diffs.set(data, diff);
  return diff;
}

function newDiff({ primary, secondary }: Required<ParityRow>['data']): RowDiff {
  const lines = sideBySide(primary, secondary).map((line) => ({
    ...line,
    ...(line.primary && { primary: line.primary.map((piece) => ({ ...piece, text: clipped(piece.text) })) }),
    ...(line.secondary && { secondary: line.secondary.map((piece) => ({ ...piece, text: clipped(piece.text) })) }),
  }));
  const rest = lines.length - longestDiff;
  return rest > 0 ? { diff: lines.slice(0, longestDiff), diffRest: rest } : { diff: lines };
}

function clipped(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
