import { describe, expect, it } from 'vitest';
import { actOf } from '../../../src/webview/keyboard.ts';
import { initialView, tableOf } from '../../../src/webview/tableModel.ts';
import type { PanelRow } from '../../../src/webview/protocol.ts';

function row(id: string, parent?: string): PanelRow {
  const common = {
    setting: id,
    verdict: 'different',
    verdictText: '',
    primary: '',
    secondary: '',
    message: '',
    repairable: false,
    hasData: false,
  } as const;
  return { id, ...common, ...(parent !== undefined && { parent }) };
}

const groups = [
  { id: 'triggers', title: 'Triggers', counts: '', rows: [row('a'), row('b', 'a')] },
  { id: 'tags', title: 'Tags', counts: '', rows: [row('c')] },
];
const { lines } = tableOf({ groups }, { ...initialView, groups: { tags: false }, openRows: ['a'] });

/** Where a key leads from a line: a line, "toggle …", or "clear". */
function press(key: string, at: string): string | undefined {
  const act = actOf({ key, lines, at, page: 10 });
  return act?.kind === 'move' ? act.to : act?.kind === 'toggle' ? `toggle ${act.line.id}` : act && 'clear';
}

describe('keys in the table', () => {
  it('go from line to line and stop at the ends', () => {
    expect(lines.map(({ id }) => id)).toEqual(['group:triggers', 'a', 'b', 'group:tags']);
    expect(press('ArrowDown', 'group:triggers')).toBe('a');
    expect(press('ArrowUp', 'b')).toBe('a');
    expect(press('ArrowDown', 'group:tags')).toBe('group:tags');
    expect(press('End', 'a')).toBe('group:tags');
    expect(press('Home', 'b')).toBe('group:triggers');
    expect(press('PageDown', 'a')).toBe('group:tags');
  });

  it('open, close, and lead to what a line belongs under', () => {
    expect(press('Enter', 'b')).toBe('toggle b');
    expect(press(' ', 'group:tags')).toBe('toggle group:tags');
    expect(press('ArrowRight', 'group:tags')).toBe('toggle group:tags');
    expect(press('ArrowRight', 'group:triggers')).toBe('a');
    expect(press('ArrowRight', 'b')).toBe('toggle b');
    expect(press('ArrowLeft', 'a')).toBe('toggle a');
    expect(press('ArrowLeft', 'b')).toBe('a');
    expect(press('ArrowLeft', 'group:triggers')).toBe('toggle group:triggers');
  });

  it('Escape closes details, and otherwise clears the search', () => {
    expect(press('Escape', 'a')).toBe('toggle a');
    expect(press('Escape', 'b')).toBe('clear');
  });

  it('leave all other keys alone', () => {
    expect(press('x', 'a')).toBeUndefined();
    expect(press('Tab', 'a')).toBeUndefined();
    expect(press('Enter', 'nowhere')).toBeUndefined();
  });
});
