import { describe, expect, it } from 'vitest';
import type { PanelGroup, PanelRow, ViewState } from '../../../src/webview/protocol.ts';
import { filled, initialView, shortened, type Table, tableOf, visible } from '../../../src/webview/tableModel.ts';

function row(id: string, verdict: PanelRow['verdict'], more: Partial<PanelRow> = {}): PanelRow {
  return {
    id,
    setting: id,
    verdict,
    verdictText: verdict,
    primary: 'a',
    secondary: 'b',
    message: '',
    repairable: false,
    hasData: false,
    ...more,
  };
}

const groups: readonly PanelGroup[] = [
  {
    id: 'triggers',
    title: 'Triggers',
    counts: '',
    rows: [
      row('Pre sign-up', 'same'),
      row('code', 'different', { parent: 'Pre sign-up' }),
      row('layer', 'missing', { parent: 'code' }),
      row('runtime', 'same', { parent: 'Pre sign-up' }),
      row('Custom message', 'same', { primary: 'welcome-mail' }),
    ],
  },
  { id: 'logs', title: 'Logs', counts: '', rows: [row('notifications', 'unknown', { message: 'no permission logs:DescribeLogGroups' })] },
  { id: 'tags', title: 'Tags', counts: '', rows: [row('stage', 'same'), row('team', 'same')] },
];

/** The lines as text: two blanks per level, ▾ and ▸ for groups. */
function textOf({ lines }: Table): string[] {
  return lines.map((line) =>
    line.kind === 'group'
      ? `${line.open ? '▾' : '▸'} ${line.group.title}`
      : `${'  '.repeat(line.depth + 1)}${line.row.setting}${line.open ? ' …' : ''}`,
  );
}

function look(view: Partial<ViewState> = {}, of = groups): Table {
  return tableOf({ groups: of }, { ...initialView, ...view });
}

describe('the table', () => {
  it('shows what differs or could not be compared, under what it is a part of, and opens groups with differences', () => {
    const table = look();
    expect(textOf(table)).toEqual(['▾ Triggers', '  Pre sign-up', '    code', '      layer', '▸ Logs', '▸ Tags']);
    expect(table).toMatchObject({ differencesOnly: true, shown: 4, all: 8 });
  });

  it('shows everything when the switch is off', () => {
    const table = look({ differencesOnly: false, groups: { tags: true } });
    expect(textOf(table)).toEqual([
      '▾ Triggers',
      '  Pre sign-up',
      '    code',
      '      layer',
      '    runtime',
      '  Custom message',
      '▸ Logs',
      '▾ Tags',
      '  stage',
      '  team',
    ]);
  });

  it('has nothing to hide where nothing differs: the switch is off until somebody turns it on', () => {
    const same = [groups[2]!];
    expect(look({}, same)).toMatchObject({ differencesOnly: false, shown: 2 });
    expect(look({ differencesOnly: true }, same)).toMatchObject({ differencesOnly: true, shown: 0 });
  });

  it('opens a group of which all is the same when somebody asks for it, and closes what somebody closes', () => {
    expect(textOf(look({ groups: { tags: true, triggers: false } }))).toEqual(['▸ Triggers', '▸ Logs', '▾ Tags', '  stage', '  team']);
  });

  it('marks rows whose details are open', () => {
    expect(textOf(look({ openRows: ['code'] }))).toContain('    code …');
  });
});

describe('the search', () => {
  it('finds settings, values and reasons, with what they are parts of and with their own parts', () => {
    expect(textOf(look({ search: 'code' }))).toEqual(['▾ Triggers', '  Pre sign-up', '    code', '      layer']);
    expect(textOf(look({ search: 'describeloggroups' }))).toEqual(['▾ Logs', '  notifications']);
    expect(textOf(look({ search: 'WELCOME', differencesOnly: false }))).toEqual(['▾ Triggers', '  Custom message']);
  });

  it('needs every word, in whatever order', () => {
    expect(look({ search: 'stage tags', differencesOnly: false }).shown).toBe(1);
    expect(look({ search: 'stage triggers', differencesOnly: false }).shown).toBe(0);
  });

  it('says how much it finds among what is the same and hidden', () => {
    expect(look({ search: 'stage' })).toMatchObject({ lines: [], shown: 0, hiddenMatches: 1 });
    expect(look({ search: 'no such thing' })).toMatchObject({ lines: [], shown: 0, hiddenMatches: 0 });
  });
});

describe('texts', () => {
  it('are shortened in the middle, an ARN by what both Regions have in common', () => {
    expect(shortened('arn:aws:lambda:us-west-2:111122223333:function:claims')).toBe('arn:…:us-west-2:function:claims');
    expect(shortened('short')).toBe('short');
    expect(shortened('a'.repeat(50) + 'z'.repeat(50), 20)).toBe(`${'a'.repeat(7)}…${'z'.repeat(12)}`);
    expect(Array.from(shortened('😀'.repeat(100), 20))).toHaveLength(20);
  });

  it('show control characters and those that reorder text by their number', () => {
    expect(visible('\u001b[31mred')).toBe('\\u{001b}[31mred');
    expect(visible('abc\u202Etxt.exe')).toBe('abc\\u{202e}txt.exe');
    expect(visible('<b>"&amp;</b>\n')).toBe('<b>"&amp;</b>\n');
  });

  it('have their places filled, and never with what a value says', () => {
    expect(filled('{shown} of {all}', { shown: '{all}', all: 3 })).toBe('{all} of 3');
    expect(filled('{unknown}', {})).toBe('{unknown}');
  });
});
