// Which parts of the two Regions a row is computed from, held to what the comparison looks at.
import { describe, expect, it } from 'vitest';
import { absent, type Fact, known, unknown } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { compareRegions, groupRows } from '../../../../src/domain/parity/compareRegions.ts';
import { type Comparison, comparisonOf, mapPair } from '../../../../src/domain/parity/rows.ts';
import type { PoolSnapshots, RegionSnapshot, SnapshotPart } from '../../../../src/domain/parity/snapshot.ts';
import { allParts, outdatedParts, partsOfRow, rowReadAt, withParts } from '../../../../src/domain/parity/snapshotParts.ts';
import type { PoolDescription } from '../../../../src/domain/userPool.ts';
import { cases } from './cases.ts';
import { changed, type Change } from './changes.ts';
import { equalPair } from './equalPair.ts';

const everyChange = Object.entries(cases).flatMap(([of, changes]) =>
  Object.entries(changes).map(([name, change]): [string, Change] => [`${of}: ${name}`, change]),
);
const pairs: readonly (readonly [string, PoolSnapshots])[] = [
  ['equal', equalPair()],
  ...everyChange.map(([name, change]) => [name, changed(change)] as const),
];

/** A comparison that notes which parts of the two Regions are looked at. What DescribeUserPool says is looked at through `settings` too. */
function watched(snapshots: PoolSnapshots, seen: Set<string>): Comparison {
  const comparison = comparisonOf(snapshots);
  const watch = (side: RegionSnapshot): RegionSnapshot =>
    new Proxy(side, {
      get: (target, name, receiver) => {
        if (name !== 'region') seen.add(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  return {
    ...comparison,
    sides: mapPair(comparison.sides, watch),
    get settings() {
      seen.add('pool');
      return comparison.settings;
    },
  };
}

const refused = unknown({ reason: 'accessDenied', operation: 'any:Operation', detail: '' });

/** The pair as it is when one part of both Regions cannot be read. */
function blanked(part: SnapshotPart, pair: PoolSnapshots): PoolSnapshots {
  const values = {
    functions: new Map(),
    requestLimits: new Map(),
    email: { identity: refused, account: refused },
    sms: { account: refused },
  };
  const value = part in values ? values[part as keyof typeof values] : refused;
  return { ...pair, primary: { ...pair.primary, [part]: value }, secondary: { ...pair.secondary, [part]: value } };
}

describe('the parts of a row', () => {
  it.each(Object.entries(groupRows))('of %s are together what the rows of the group look at, and nothing more', (_group, rowsOf) => {
    const seen = new Set<string>();
    const rows = pairs.flatMap(([, pair]) => rowsOf(watched(pair, seen)));
    expect([...new Set(rows.flatMap(({ id }) => partsOfRow(id)))].sort()).toEqual([...seen].sort());
  });

  it.each(pairs)('are all that it depends on (%s)', (_name, pair) => {
    const texts = (of: PoolSnapshots) => new Map(compareRegions(of).map((row) => [row.id, JSON.stringify(row)]));
    const rows = [...texts(pair)];
    const others = allParts.flatMap((part) => {
      const without = texts(blanked(part, pair));
      return rows.filter(([id, text]) => !partsOfRow(id).includes(part) && without.get(id) !== text).map(([id]) => `${id}: ${part}`);
    });
    expect(others).toEqual([]);
  });

  it('are all there are for a row that nobody knows', () => {
    expect(partsOfRow('other/row')).toEqual(allParts);
    expect(new Set(allParts)).toEqual(new Set(Object.keys(equalPair().primary).filter((name) => name !== 'region')));
  });
});

describe('what follows from the description of a pool', () => {
  const described = (settings: JsonObject = {}, more: Partial<PoolDescription> = {}): Fact<PoolDescription> => {
    const { pool } = equalPair().primary;
    if (pool.state !== 'known') throw new Error('The pool is not known.');
    return known({ ...pool.value, customDomain: 'auth.example.com', ...more, settings: { ...pool.value.settings, ...settings } });
  };

  it.each<[string, Fact<PoolDescription>, readonly SnapshotPart[]]>([
    ['the same description', described(), []],
    ['another tag', described({ UserPoolTags: { stage: 'test' } }), []],
    ['another trigger', described({ LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:111122223333:function:other' } }), ['functions']],
    ['another identity', described({ EmailConfiguration: { SourceArn: 'other' } }), ['email']],
    ['no SMS any more', described({ SmsConfiguration: {} }), ['sms']],
    ['another domain', described({}, { customDomain: 'login.example.com' }), ['domain']],
    ['a description that is refused', refused, ['functions', 'email', 'sms', 'domain']],
    ['a pool that is gone', absent, ['functions', 'email', 'sms', 'domain']],
  ])('is of before after %s', (_name, now, parts) => {
    expect(outdatedParts(described(), now)).toEqual(parts);
    // Nobody knows whether what is known belongs to it.
    if (now.state === 'known') expect(outdatedParts(refused, now)).toEqual(['functions', 'email', 'sms', 'domain']);
  });
});

describe('the time of a row', () => {
  it('is that of its oldest part', () => {
    const before = equalPair();
    const { functions, pool, webAcl } = before.primary;
    const after = withParts(withParts(before, { pool, functions }, { pool, functions }, 5), { webAcl, pool }, { webAcl, pool }, 8);
    const times = ['triggers/PreSignUp', 'tags/stage', 'waf/webAcl', 'logs'].map((id) => [id, rowReadAt(id, after)]);
    expect(Object.fromEntries(times)).toEqual({ 'triggers/PreSignUp': 5, 'tags/stage': 8, 'waf/webAcl': 8, logs: before.readAt });
  });
});
