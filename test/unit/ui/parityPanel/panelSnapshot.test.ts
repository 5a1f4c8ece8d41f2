import { describe, expect, it } from 'vitest';
import { english, message } from '../../../../src/domain/message.ts';
import type { ParityRow } from '../../../../src/domain/parity/row.ts';
import { withParts } from '../../../../src/domain/parity/snapshotParts.ts';
import { panelGroups } from '../../../../src/ui/parityPanel/panelSnapshot.ts';
import { parseToPage } from '../../../../src/webview/protocol.ts';
import { equalPair } from '../../domain/parity/equalPair.ts';

function row(more: Partial<ParityRow>): ParityRow {
  const common = { id: 'tags/stage', group: 'tags', verdict: 'different', primary: 'a', secondary: 'b' } as const;
  return { ...common, setting: message('stage'), message: message('another value'), ...more };
}

/** As after a whole comparison. */
const untouched = { canWrite: true, checkingRows: [] };

describe('what the page gets', () => {
  it('groups in their order, with counts and the worst severity, and finished sentences', () => {
    const rows = [
      row({ severity: 'info' }),
      row({ id: 'triggers/a', group: 'triggers', severity: 'error', remedy: message('Do {what}.', { what: 'it' }) }),
    ];
    expect(panelGroups(rows, english, untouched)).toMatchObject([
      {
        id: 'triggers',
        title: 'Triggers',
        counts: '1 different',
        severity: 'error',
        rows: [{ verdictText: 'different · error', remedy: 'Do it.' }],
      },
      { id: 'tags', title: 'Tags', severity: 'info' },
    ]);
  });

  it('is never more than the page takes, however long a value or its diff is', () => {
    const long = Array.from({ length: 500 }, (_, index) => `${String(index)} ${'x'.repeat(5_000)}`);
    const groups = panelGroups([row({ primary: 'x'.repeat(300_000), data: { primary: long, secondary: [] } })], english, untouched);
    const [shown] = groups[0]!.rows;
    expect(shown!.diff).toHaveLength(150);
    expect(shown!.diffRest).toBeGreaterThan(300);
    const pool = { id: 'us-east-1_Ab12Cd34E', name: 'shop', account: '', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' };
    const snapshot = { pool, status: 'compared', reason: '', checking: false, summary: '', groups };
    expect(parseToPage({ type: 'snapshot', snapshot, strings: {} })).toBeDefined();
  });

  it('has no diff of what is the same', () => {
    const [group] = panelGroups([row({ verdict: 'same', data: { primary: 1, secondary: 1 } })], english, untouched);
    expect(group!.rows[0]).not.toHaveProperty('diff');
  });

  it('says of a row that it is being checked again, and when it was', () => {
    const read = equalPair();
    const { pool } = read.primary;
    const snapshots = withParts({ ...read, readAt: 5 }, { pool }, { pool }, 8);
    const rows = [row({}), row({ id: 'tags/team' }), row({ id: 'logs', group: 'logs' })];
    const [logs, tags] = panelGroups(rows, english, { canWrite: true, checkingRows: ['tags/stage'], snapshots });
    expect(tags!.rows).toMatchObject([{ checking: true, checkedAgainAt: 8 }, { checkedAgainAt: 8 }]);
    expect(tags!.rows[1]).not.toHaveProperty('checking');
    expect(logs!.rows[0]).not.toHaveProperty('checkedAgainAt');
  });
});
