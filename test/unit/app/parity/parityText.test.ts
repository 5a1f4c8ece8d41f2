import { describe, expect, it } from 'vitest';
import { parityAsJson, parityAsMarkdown, poolText, rowAsText, rowText } from '../../../../src/app/parity/parityText.ts';
import { countsMessage, rowsOfGroup, summaryMessage } from '../../../../src/app/parity/parityWords.ts';
import { english, message } from '../../../../src/domain/message.ts';
import type { ParityRow } from '../../../../src/domain/parity/row.ts';

const pool = {
  id: 'us-east-1_Ab12Cd34E',
  name: 'shop',
  primaryRegion: 'us-east-1',
  secondaryRegion: 'us-west-2',
  readAt: Date.UTC(2026, 10, 26),
};

function row(id: string, verdict: ParityRow['verdict'], more: Partial<ParityRow> = {}): ParityRow {
  const [group = 'tags', name = id] = id.split('/');
  return {
    id,
    group: group as ParityRow['group'],
    setting: message('{name}', { name }),
    verdict,
    primary: 'a',
    secondary: 'b',
    message: message(''),
    ...more,
  };
}

const stage = row('tags/stage', 'different', { severity: 'info', data: { primary: 'production', secondary: 'standby' } });
const code = row('triggers/code', 'missing', {
  parent: 'triggers/PreSignUp',
  severity: 'warning',
  message: message('nothing in {region}', { region: 'us-west-2' }),
  remedy: message('Deploy it.'),
  data: { primary: { size: 1, arch: ['x'] }, secondary: null },
});
const rows = [stage, code, row('triggers/PreSignUp', 'same'), row('triggers/CustomMessage', 'same')];

describe('counts', () => {
  const counts = (...of: readonly ParityRow[]) => english(countsMessage(of));
  const denied = (operation: string) => ({ message: message('no permission {operation}', { operation }) });

  it('name the verdicts that there are', () => {
    expect(counts(...rows)).toBe('1 different, 1 missing, 2 same');
    expect(counts(row('tags/a', 'behind'), row('tags/b', 'unknown'))).toBe('1 behind, 1 unknown');
    expect(counts(row('tags/a', 'same'))).toBe('same');
    expect(english(summaryMessage([row('tags/a', 'same')]))).toBe('all the same');
  });

  it('say why all is unknown, where it is for one reason', () => {
    const [one, same, other] = [denied('logs:A'), denied('logs:A'), denied('logs:B')].map((why, index) =>
      row(`logs/${index}`, 'unknown', why),
    );
    expect(counts(one!, same!)).toBe('unknown: no permission logs:A');
    expect(counts(one!, other!)).toBe('unknown');
  });
});

describe('the rows of a group', () => {
  it('stand behind what they are parts of, in the order in which they come', () => {
    expect(rowsOfGroup(rows, 'triggers').map(({ id }) => id)).toEqual(['triggers/PreSignUp', 'triggers/code', 'triggers/CustomMessage']);
  });
});

describe('texts of a comparison', () => {
  it('canonical JSON of a row and of the whole pool', () => {
    expect(rowText(code, 'primary')).toBe('{\n  "arch": [\n    "x"\n  ],\n  "size": 1\n}\n');
    expect(rowText(code, 'secondary')).toBe('');
    expect(JSON.parse(poolText(rows, 'secondary'))).toEqual({
      tags: { stage: 'standby' },
      triggers: { CustomMessage: 'b', PreSignUp: 'b', code: null },
    });
  });

  it('one row to paste', () => {
    expect(rowAsText(rows, code, pool, english)).toBe(
      'Triggers › PreSignUp › code: missing · warning\nus-east-1: a\nus-west-2: b\nnothing in us-west-2\nDeploy it.',
    );
  });

  it('JSON in the form of the command line', () => {
    const written = JSON.parse(parityAsJson(rows, pool)) as { rows: unknown[] };
    expect(written).toMatchObject({ pool: pool.id, primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' });
    expect(written.rows[1]).toEqual({
      setting: 'code',
      group: 'triggers',
      verdict: 'missing',
      primary: 'a',
      secondary: 'b',
      message: 'nothing in us-west-2',
    });
  });

  it('Markdown, in which a value cannot become markup or end its cell', () => {
    const hostile = '| <img src=x> [a](command:quit) `code` **b**\n# heading $x$ ~~s~~ &lt;';
    const text = parityAsMarkdown(
      [row('tags/x', 'different', { setting: message('{hostile}', { hostile }), primary: hostile })],
      pool,
      english,
    );
    const [line = ''] = text.split('\n').filter((one) => one.includes('img'));
    expect(line.replaceAll(/\\./g, '')).not.toMatch(/[<>[\]`*#$~&]/);
    expect(line.replaceAll(/\\./g, '').split('|')).toHaveLength(7);
    expect(text).toContain('# shop: us-east-1 and us-west-2 compared');
    expect(text).toContain('read at 2026-11-26 00:00:00 UTC');
  });
});
