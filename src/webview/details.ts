import { button, element, spoken } from './elements.ts';
import { icon } from './icons.ts';
import type { Intent, PanelDiffLine, PanelDiffPiece, PanelRow, PanelSnapshot, PanelStrings } from './protocol.ts';
import { filled, shortened } from './tableModel.ts';
import { timeText } from './time.ts';

export interface DetailParts {
  readonly row: PanelRow;
  readonly snapshot: PanelSnapshot;
  readonly strings: PanelStrings;
  readonly post: (intent: Intent) => void;
}

/** What stands under a row that was opened: why, what to do, both sides in full, the lines that differ, and what can be done here. */
export function detailsOf(parts: DetailParts): HTMLElement {
  const { row, strings } = parts;
  return element(
    'div',
    { class: 'details' },
    ...(row.message === '' ? [] : [element('p', { class: 'message' }, row.message)]),
    ...(row.remedy === undefined ? [] : [element('p', { class: 'remedy' }, element('strong', {}, strings.whatToDo), ' ', row.remedy)]),
    ...(row.diff && row.diff.length > 0 ? [diffTable(parts, row.diff)] : isShortened(row) ? [valuesTable(parts)] : []),
    ...(row.diffRest === undefined ? [] : [element('p', { class: 'quiet' }, filled(strings.linesInDiffEditor, { count: row.diffRest }))]),
    actions(parts),
  );
}

function actions({ row, snapshot, strings, post }: DetailParts): HTMLElement {
  const action = (key: string, label: string, intent: Intent, iconName?: Parameters<typeof icon>[0]): HTMLButtonElement =>
    button(label, { class: 'action', 'data-key': `${row.id}\n${key}` }, () => post(intent), ...(iconName ? [icon(iconName)] : []));
  const { checkedAgainAt, rule } = row;
  const isChecking = row.checking === true;
  const check = button(
    isChecking ? strings.checkingRow : strings.checkRow,
    // Not `disabled`, which would take the focus away from whoever has just pressed it.
    { class: 'action', 'data-key': `${row.id}\ncheck`, 'aria-disabled': isChecking || snapshot.checking ? 'true' : undefined },
    () => {
      if (!isChecking && !snapshot.checking) post({ type: 'check', rowId: row.id });
    },
    icon('refresh'),
  );
  return element(
    'div',
    { class: 'actions' },
    ...(row.repairable
      ? [action('repair', filled(strings.repairRow, { region: snapshot.pool.secondaryRegion }), { type: 'repair', rowId: row.id }, 'tools')]
      : []),
    ...(row.hasData ? [action('openDiff', strings.openDiff, { type: 'openDiff', rowId: row.id }, 'diff-single')] : []),
    ...(rule === undefined ? [] : [action('showRule', strings.why, { type: 'showRule', rule }, 'question')]),
    action('copy', strings.copy, { type: 'copy', rowId: row.id }, 'copy'),
    check,
    ...(checkedAgainAt === undefined || isChecking
      ? []
      : [element('span', { class: 'quiet' }, filled(strings.checkedAgainAt, { time: timeText(checkedAgainAt) }))]),
  );
}

function table({ snapshot, row }: DetailParts, className: string, ...lines: readonly HTMLElement[]): HTMLElement {
  const { primaryRegion, secondaryRegion } = snapshot.pool;
  const head = (region: string): HTMLElement => element('th', { scope: 'col' }, region);
  return element(
    'table',
    { class: className },
    element('caption', { class: 'spoken' }, row.setting),
    element('thead', {}, element('tr', {}, head(primaryRegion), head(secondaryRegion))),
    element('tbody', {}, ...lines),
  );
}

/** The row itself does not show its values whole. */
function isShortened({ primary, secondary }: PanelRow): boolean {
  return shortened(primary) !== primary || shortened(secondary) !== secondary;
}

function valuesTable(parts: DetailParts): HTMLElement {
  const { row } = parts;
  return table(parts, 'values', element('tr', {}, element('td', {}, row.primary), element('td', {}, row.secondary)));
}

function diffTable(parts: DetailParts, lines: readonly PanelDiffLine[]): HTMLElement {
  return table(
    parts,
    'diff',
    ...lines.map((line) =>
      line.kind === 'left out'
        ? element(
            'tr',
            { class: 'leftOut' },
            element('td', { colspan: '2' }, filled(parts.strings.linesLeftOut, { count: line.count ?? 0 })),
          )
        : element('tr', { class: line.kind }, side(line, 'primary', parts), side(line, 'secondary', parts)),
    ),
  );
}

/** One side of a line. A sign stands before what differs, so that colour is never all that tells. */
function side(line: PanelDiffLine, of: 'primary' | 'secondary', { strings }: DetailParts): HTMLElement {
  const pieces = line[of];
  if (!pieces) return element('td', { class: 'none' }, spoken(strings.nothing));
  const sign = line.kind === 'same' ? ' ' : of === 'primary' ? '−' : '+';
  return element(
    'td',
    { class: of },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    element('code', {}, ...pieces.map(piece)),
  );
}

function piece({ changed, text }: PanelDiffPiece): HTMLElement | string {
  return changed ? element('mark', {}, text) : text;
}
