import { detailsOf } from './details.ts';
import { type Child, element, fitted, spoken } from './elements.ts';
import { icon, verdictIcon } from './icons.ts';
import type { Intent, PanelGroup, PanelRow, PanelSnapshot, PanelStrings } from './protocol.ts';
import type { GroupLine, Line, RowLine, Table } from './tableModel.ts';

export interface GridParts {
  readonly snapshot: PanelSnapshot;
  readonly strings: PanelStrings;
  readonly table: Table;
  /** The line that the Tab key comes to. */
  readonly current: string | undefined;
  readonly post: (intent: Intent) => void;
  /** Opens or closes a group, or the details of a row. */
  readonly toggle: (line: Line) => void;
}

const columns = 4;

/** The rows as a tree grid (WAI-ARIA Authoring Practices, treegrid with focus on rows): groups at level 1, settings at level 2, their parts at level 3. */
export function gridOf(parts: GridParts): HTMLElement {
  const { strings, table } = parts;
  return element(
    'div',
    { role: 'treegrid', class: 'grid', 'aria-label': strings.comparison, 'aria-colcount': String(columns) },
    headOf(parts),
    ...table.lines.flatMap((line) => (line.kind === 'group' ? [groupOf(line, parts)] : rowsOf(line, parts))),
  );
}

function headOf({ snapshot: { pool }, strings }: GridParts): HTMLElement {
  const cell = (className: string, ...content: readonly Child[]): HTMLElement =>
    element('div', { role: 'columnheader', class: className }, ...content);
  return element(
    'div',
    { role: 'row', class: 'line head' },
    cell('setting', strings.setting),
    cell('side primary', pool.primaryRegion, ' ', element('span', { class: 'quiet' }, strings.primary)),
    cell('side secondary', pool.secondaryRegion, ' ', element('span', { class: 'quiet' }, strings.replica)),
    cell('verdict', strings.verdict),
  );
}

function line(of: Line, level: number, className: string, { current, toggle }: GridParts, ...cells: readonly HTMLElement[]): HTMLElement {
  const made = element(
    'div',
    {
      role: 'row',
      class: `line ${className}`,
      'data-key': of.id,
      'aria-level': String(level),
      'aria-expanded': String(of.open),
      tabindex: of.id === current ? '0' : '-1',
    },
    ...cells,
  );
  made.addEventListener('click', () => {
    // Whoever marks text to copy it does not want to close what it stands in.
    if (window.getSelection()?.isCollapsed !== false) toggle(of);
  });
  return made;
}

function groupOf(group: GroupLine, parts: GridParts): HTMLElement {
  const { title, counts } = group.group;
  const mark = groupMark(group.group);
  return line(
    group,
    1,
    'group',
    parts,
    element(
      'div',
      { role: 'gridcell', class: 'setting', 'aria-colindex': '1' },
      twistie(group.open),
      element('span', { class: 'title' }, title),
    ),
    element(
      'div',
      { role: 'gridcell', class: 'counts', 'aria-colindex': '2', 'aria-colspan': '3' },
      icon(verdictIcon(mark), mark.severity ?? mark.verdict),
      counts,
    ),
  );
}

/** What the worst of a group's rows is, as its icon says it. */
function groupMark({ rows, severity }: PanelGroup): Pick<PanelRow, 'severity' | 'verdict'> {
  const verdict = (['different', 'missing', 'behind', 'unknown'] as const).find((one) => rows.some((row) => row.verdict === one)) ?? 'same';
  return { verdict, ...(severity !== undefined && { severity }) };
}

function rowsOf(of: RowLine, parts: GridParts): HTMLElement[] {
  const { row, depth, open } = of;
  const { strings, snapshot } = parts;
  const cell = (index: number, className: string, ...content: readonly Child[]): HTMLElement =>
    element('div', { role: 'gridcell', class: className, 'aria-colindex': String(index) }, ...content);
  const side = (value: string, region: string): readonly Child[] => [
    spoken(`${region}: `),
    ...(value === '' || value === '–'
      ? [element('span', { 'aria-hidden': 'true', class: 'quiet' }, '–'), spoken(strings.nothing)]
      : fitted(value)),
  ];
  const level = depth + 2;
  const head = line(
    of,
    level,
    `row depth${String(depth)} ${row.verdict}`,
    parts,
    cell(1, 'setting', twistie(open), element('span', { class: 'title' }, ...fitted(row.setting, 48))),
    cell(2, 'side primary', ...side(row.primary, snapshot.pool.primaryRegion)),
    cell(3, 'side secondary', ...side(row.secondary, snapshot.pool.secondaryRegion)),
    cell(4, 'verdict', icon(verdictIcon(row), row.severity ?? row.verdict), row.verdictText),
    ...(saysWhy(row) && !open ? [cell(2, 'reason', row.message)] : []),
  );
  if (!open) return [head];
  const content = element('div', { role: 'gridcell', 'aria-colindex': '1', 'aria-colspan': String(columns) }, detailsOf({ ...parts, row }));
  return [head, element('div', { role: 'row', class: 'detailsLine', 'aria-level': String(level + 1), 'data-of': row.id }, content)];
}

/** What is unknown, what would fail, and what looks alike without being the same says why without being opened; where it is open, its details say it. */
function saysWhy({ message, primary, secondary, severity, verdict }: PanelRow): boolean {
  return message !== '' && (verdict === 'unknown' || severity === 'error' || (verdict !== 'same' && primary === secondary));
}

function twistie(open: boolean): Element {
  return icon(open ? 'chevron-down' : 'chevron-right', 'twistie');
}
