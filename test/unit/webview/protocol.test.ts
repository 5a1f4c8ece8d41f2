import { describe, expect, it } from 'vitest';
import { parseIntent, parseKeptState, parseToPage, type PanelSnapshot } from '../../../src/webview/protocol.ts';

const pool = { id: 'us-east-1_Ab12Cd34E', name: 'shop', account: '111122223333', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' };
const snapshot: PanelSnapshot = {
  pool,
  status: 'compared',
  reason: '',
  checking: false,
  readAt: 1,
  summary: 'same',
  groups: [
    {
      id: 'tags',
      title: 'Tags',
      counts: '1 different',
      rows: [
        {
          id: 'tags/stage',
          setting: 'stage',
          verdict: 'different',
          verdictText: 'different',
          primary: 'production',
          secondary: 'standby',
          message: '',
          repairable: true,
          hasData: true,
          diff: [{ kind: 'changed', primary: [{ text: 'a', changed: true }], secondary: [{ text: 'b', changed: true }] }],
        },
      ],
    },
  ],
};

/** The snapshot with other members of its row. */
function withRow(more: object): object {
  return { ...snapshot, groups: snapshot.groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, ...more })) })) };
}

describe('what the page may ask for', () => {
  it.each([
    [{ type: 'ready' }],
    [{ type: 'check' }],
    [{ type: 'check', rowId: 'tags/stage' }],
    [{ type: 'openDiff' }],
    [{ type: 'openDiff', rowId: 'tags/stage' }],
    [{ type: 'copy', rowId: 'tags/stage' }],
    [{ type: 'exportAs', format: 'markdown' }],
    [{ type: 'exportAs', format: 'json' }],
    [{ type: 'showRule', rule: 'regional-arn' }],
  ])('%j', (intent) => {
    expect(parseIntent(intent)).toEqual(intent);
  });

  it.each([
    [undefined],
    [null],
    ['ready'],
    [42],
    [[]],
    [[{ type: 'ready' }]],
    [{}],
    [{ type: undefined }],
    [{ type: 'constructor' }],
    [{ type: '__proto__' }],
    [{ type: 'toString' }],
    [{ type: 'execute', command: 'workbench.action.quit' }],
    [{ type: 'ready', command: 'workbench.action.quit' }],
    [{ type: 'check', rowId: 7 }],
    [{ type: 'check', rowId: null }],
    [{ type: 'check', poolId: 'us-east-1_Ab12Cd34E' }],
    [{ type: 'openDiff', rowId: ['tags/stage'] }],
    [{ type: 'openDiff', uri: 'file:///etc/passwd' }],
    [{ type: 'copy' }],
    [{ type: 'copy', rowId: 'x'.repeat(2_001) }],
    [{ type: 'copy', text: 'anything' }],
    [{ type: 'exportAs', format: 'html' }],
    [{ type: 'exportAs' }],
    [{ type: 'showRule', rule: { toString: () => 'regional-arn' } }],
    [{ type: 'snapshot', snapshot, strings: {} }],
  ])('and nothing else: %j', (message) => {
    expect(parseIntent(message)).toBeUndefined();
  });

  it('a message with another prototype is no plain data', () => {
    const made = Object.assign(Object.create({ rowId: 'tags/stage' }) as object, { type: 'copy' });
    expect(parseIntent(made)).toBeUndefined();
  });
});

describe('what the page takes', () => {
  it('a snapshot with its strings, and a sentence to say', () => {
    expect(parseToPage({ type: 'snapshot', snapshot, strings: { copy: 'Copy' } })).toBeDefined();
    expect(parseToPage({ type: 'said', text: 'Copied' })).toBeDefined();
    const checking = withRow({ checking: true, checkedAgainAt: 2 });
    expect(parseToPage({ type: 'snapshot', snapshot: checking, strings: {} })).toBeDefined();
  });

  it.each([
    [{ type: 'snapshot', snapshot: { ...snapshot, html: '<b>' }, strings: {} }],
    [{ type: 'snapshot', snapshot: { ...snapshot, status: 'other' }, strings: {} }],
    [{ type: 'snapshot', snapshot: { ...snapshot, groups: [{ id: 'tags' }] }, strings: {} }],
    [{ type: 'snapshot', snapshot: { ...snapshot, readAt: -1 }, strings: {} }],
    [{ type: 'snapshot', snapshot: withRow({ checking: 'yes' }), strings: {} }],
    [{ type: 'snapshot', snapshot: withRow({ checkedAgainAt: 'now' }), strings: {} }],
    [{ type: 'snapshot', snapshot, strings: { copy: 1 } }],
    [{ type: 'said' }],
    [{ type: 'ready' }],
    [{ type: 'did-activate' }],
  ])('and nothing else: %#', (message) => {
    expect(parseToPage(message)).toBeUndefined();
  });
});

describe('what a page kept', () => {
  const view = { search: 'stage', groups: { tags: true }, openRows: ['tags/stage'] };

  it('comes back after a reload of the window', () => {
    expect(parseKeptState({ version: 1, pool, view })).toEqual({ version: 1, pool, view });
    expect(parseKeptState({ version: 1, pool, view: { ...view, differencesOnly: false } })).toBeDefined();
  });

  it.each([
    [undefined],
    [{ version: 2, pool, view }],
    [{ version: 1, pool: { ...pool, id: undefined }, view }],
    [{ version: 1, pool, view: { ...view, openRows: 'tags/stage' } }],
    [{ version: 1, pool, view: { ...view, groups: { tags: 'yes' } } }],
  ])('unless it is of another form: %#', (state) => {
    expect(parseKeptState(state)).toBeUndefined();
  });
});
