// What does not matter for a comparison, and what must never be in a row.
import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/domain/fact.ts';
import { english } from '../../../../src/domain/message.ts';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import { canonical, isSameName, withoutRegion } from '../../../../src/domain/parity/normalise.ts';
import { parityFindings } from '../../../../src/domain/parity/parityFindings.ts';
import type { NamedSettings, PoolSnapshots, WebAclContent, WebAclSnapshot } from '../../../../src/domain/parity/snapshot.ts';
import { cases } from './cases.ts';
import { changed, settingIn, valueIn } from './changes.ts';
import { account, equalPair, poolId } from './equalPair.ts';

const [east, west] = [{ region: 'us-east-1' }, { region: 'us-west-2' }];

describe('texts without their Region', () => {
  it.each([
    ['arn:aws:logs:us-east-1:111122223333:log-group:a', 'arn:aws:logs:{Region}:{account}:log-group:a'],
    ['arn:aws:logs:us-west-2:111122223333:log-group:a', 'arn:aws:logs:us-west-2:{account}:log-group:a'],
    ['arn:aws:iam::111122223333:role/a-us-east-1', 'arn:aws:iam::{account}:role/a-{Region}'],
    ['arn:aws:s3:::a', 'arn:aws:s3:::a'],
    ['arn:aws:wafv2:us-east-1:111122223333:regional/ipset/offices/0a1b', 'arn:aws:wafv2:{Region}:{account}:regional/ipset/offices'],
    ['arn:aws:lambda:us-east-1:111122223333:function:claims:12', 'arn:aws:lambda:{Region}:{account}:function:claims'],
    ['arn:aws:lambda:us-east-1:111122223333:function:claims:live', 'arn:aws:lambda:{Region}:{account}:function:claims:live'],
    ['arn:aws:lambda:us-east-1:111122223333:layer:a:12', 'arn:aws:lambda:{Region}:{account}:layer:a:12'],
    ['arn:no ARN of us-east-1', 'arn:no ARN of {Region}'],
    ['https://sqs.us-east-1.amazonaws.com/a', 'https://sqs.{Region}.amazonaws.com/a'],
    ['us-east-10 us-gov-us-east-1 xus-east-1', 'us-east-10 us-gov-{Region} xus-east-1'],
  ])('%s', (text, expected) => {
    expect(withoutRegion(text, east)).toBe(expected);
  });

  it('keeps the order of lists that have one, and no other', () => {
    expect(canonical({ b: ['y', 'x'], Layers: ['y', 'x'], a: 1 }, east)).toEqual({ a: 1, b: ['x', 'y'], Layers: ['y', 'x'] });
  });

  it.each([
    ['a', 'a', true],
    ['claims-us-east-1', 'claims-us-west-2', true],
    ['claims-us-east-1', 'claims-us-east-1', true],
    ['stack-Claims-1AB2CD3EF4GH', 'stack-Claims-aB3dE6gH9jK2', true],
    ['stack-Claims-1AB2CD3EF4GH', 'stack-Orders-1AB2CD3EF4GH', false],
    ['claims-production1', 'claims-production2', false],
    ['claims', 'claims-v2', false],
  ])('%s and %s', (primary, secondary, expected) => {
    expect(isSameName(primary, east, secondary, west)).toBe(expected);
  });
});

/** Turns every list around whose order does not decide. */
function turned(value: unknown, name = ''): unknown {
  if (value instanceof Map) return new Map([...value].reverse().map(([key, one]) => [key as unknown, turned(one)]));
  if (Array.isArray(value)) {
    const items = value.map((one) => turned(one));
    return ['layers', 'Filters', 'categories'].includes(name) ? items : items.reverse();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one, key)]),
  );
}

it('does not mind the order of lists and members', () => {
  const pair = equalPair();
  const rows = compareRegions({ ...pair, secondary: turned(pair.secondary) as PoolSnapshots['secondary'] });
  expect(rows.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
});

it('compares the same whichever Regions they are', () => {
  const verdicts = (pair: PoolSnapshots) => compareRegions(pair).map(({ id, severity, verdict }) => [id, verdict, severity]);
  const moved = (pair: PoolSnapshots): PoolSnapshots =>
    renamed(pair, [
      ['us-east-1', 'eu-west-1'],
      ['us-west-2', 'ap-southeast-2'],
      [account, '444455556666'],
    ]);
  for (const ofGroup of Object.values(cases))
    for (const change of Object.values(ofGroup)) {
      const pair = changed(change);
      if (JSON.stringify(pair.primary.domain).includes('eu-west-1')) continue;
      if (JSON.stringify(pair.secondary.pool).includes('eu-west-1')) continue;
      expect(verdicts(moved(pair))).toEqual(verdicts(pair));
    }
});

function renamed<T>(value: T, names: readonly (readonly [string, string])[]): T {
  const rename = (text: string): string => names.reduce((before, [from, to]) => before.replaceAll(from, to), text);
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return rename(one);
    if (one instanceof Map) return new Map([...one].map(([key, item]) => [walk(key), walk(item)]));
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [rename(key), walk(item)]));
  };
  return walk(value) as T;
}

const hostile = [
  '<img src=x onerror=alert(1)>',
  '[click](command:evil)',
  '**bold** `code` {region} {message}',
  '__proto__',
  'constructor',
  'a/b%2Fc',
];
const terminal = '\u001b[31mred\u202e\u0007';

describe('names from outside', () => {
  const pair = changed((secondary) => {
    const tags = hostile.map((name) => [name, name] as const);
    (valueIn(secondary.pool) as unknown as { settings: Record<string, unknown> }).settings['UserPoolTags'] = Object.fromEntries([
      ...tags,
      [terminal, 'a\nb'],
    ]);
    const items = valueIn<NamedSettings>(secondary.groups).items as unknown as Map<string, unknown>;
    for (const name of [...hostile, terminal]) items.set(name, { Description: name });
    const webAcl = valueIn<WebAclSnapshot>(secondary.webAcl);
    webAcl.name = hostile[0]!;
    const rule = valueIn<WebAclContent>(webAcl.content).rules[0]!;
    valueIn<WebAclContent>(webAcl.content).rules.push({ ...rule, name: terminal });
    secondary.functions.get('CustomMessage')!.arn = `arn:aws:lambda:us-west-2:${account}:function:${hostile[0]!}`;
    secondary.requestLimits.set(hostile[1]!, known(1));
    settingIn(secondary, 'EmailConfiguration')['From'] = `"${terminal}" <a@example.com>`;
  });
  const rows = compareRegions(pair);
  const texts = rows.flatMap(({ message, primary, remedy, secondary, setting }) => [
    primary,
    secondary,
    english(setting),
    english(message),
    remedy ? english(remedy) : '',
  ]);

  it('stay as they are, in places of their own', () => {
    for (const name of hostile) {
      const tag = rows.find(({ group, secondary }) => group === 'tags' && secondary === name);
      expect(tag && english(tag.setting)).toBe(name);
    }
    for (const { message, setting } of rows) expect(message.text + setting.text).not.toMatch(/<img|command:|bold|proto/);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('steer no terminal and turn no line around', () => {
    for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(texts).toContain('␛[31mred\ufffd␇');
  });

  it('are short in the columns', () => {
    const long = changed((secondary) => void (settingIn(secondary, 'UserPoolTags')['team'] = '😀'.repeat(500)));
    const row = compareRegions(long).find(({ id }) => id === 'tags/team');
    expect(Array.from(row?.secondary ?? '')).toHaveLength(120);
    expect(row?.secondary).not.toMatch(/[\ud800-\udfff]$/);
  });
});

it('has no value of an environment variable, and no secret of an app client or provider, in any row', () => {
  for (const ofGroup of Object.values(cases))
    for (const change of Object.values(ofGroup)) {
      const pair = changed(change);
      const json = JSON.stringify([compareRegions(pair), parityFindings(compareRegions(pair), pair)]);
      expect(json).not.toMatch(/planted|digest|regionless/);
    }
});

describe('findings', () => {
  const findingsOf = (pair: PoolSnapshots) =>
    parityFindings(compareRegions(pair), pair).map(({ message, rule, severity, subject }) => [rule, severity, subject, english(message)]);
  const replica = `arn:aws:cognito-idp:us-west-2:${account}:userpool/${poolId}`;

  it('are none where both Regions are the same', () => {
    expect(findingsOf(equalPair())).toEqual([]);
  });

  it.each([
    ['triggers', 'a trigger only in the primary', ['trigger-missing', 'warning', replica]],
    ['triggers', 'a function of the primary Region', ['regional-arn', 'error', `arn:aws:lambda:us-east-1:${account}:function:claims`]],
    ['triggers', 'no resource policy', ['trigger-permission', 'error', `arn:aws:lambda:us-west-2:${account}:function:claims`]],
    ['senders', 'SMS through the primary Region', ['regional-arn', 'warning', replica]],
    ['other', 'a lower limit', ['quota-parity', 'warning', replica]],
    ['synchronized', 'authenticator apps and nothing else', ['mfa-totp', 'error', replica]],
  ])('%s: %s', (group, name, expected) => {
    const findings = findingsOf(changed(cases[group]![name]!));
    expect(findings.map((finding) => finding.slice(0, 3))).toEqual([expected]);
  });
});
