// A fact that could not be read makes its own rows unknown, and no others.
import { describe, expect, it } from 'vitest';
import { absent, type Fact, unknown } from '../../../../src/domain/fact.ts';
import { failureMessage, type Failure } from '../../../../src/domain/failure.ts';
import { english } from '../../../../src/domain/message.ts';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import type { ParityRow } from '../../../../src/domain/parity/row.ts';
import type { PoolSnapshots } from '../../../../src/domain/parity/snapshot.ts';
import { changed, settingsIn } from './changes.ts';
import { equalPair } from './equalPair.ts';

/** The way to a fact: names of members, and keys of maps. */
type Path = readonly string[];

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && 'state' in value && ['known', 'absent', 'unknown'].includes(String(value.state));
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, one]) => [String(key), one] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Every fact of a snapshot, those inside of other facts too. */
function pathsOfFacts(value: unknown, path: Path = []): readonly Path[] {
  const inner = entriesOf(value).flatMap(([name, one]) => pathsOfFacts(one, [...path, name]));
  return isFact(value) ? [path, ...inner] : inner;
}

function withFact(pair: PoolSnapshots, path: Path, fact: Fact<never>): PoolSnapshots {
  const copy = structuredClone(pair);
  const names = [...path];
  const last = names.pop() ?? '';
  const holder = names.reduce<unknown>((at, name) => entriesOf(at).find(([one]) => one === name)?.[1], copy);
  if (holder instanceof Map) holder.set(last, fact);
  else (holder as Record<string, unknown>)[last] = fact;
  return copy;
}

/** The rows that each fact decides, by the way to it within its Region. A fact without an entry fails the test. */
const decided: readonly (readonly [path: RegExp, rows: RegExp])[] = [
  [
    /^pool$/,
    /^(triggers($|\/)|tags($|\/)|templates($|\/)|senders\/(email|sms)($|\/)|signInAndAccess($|\/(?!secondFactors|authenticatorApps|threatProtection)))/,
  ],
  [/^mfa$/, /^signInAndAccess\/(secondFactors|authenticatorApps)$/],
  [/^functions (\w+) configuration$/, /^triggers\/$1\/(?!eventVersion|permission|concurrency)/],
  [/^functions (\w+) policy$/, /^triggers\/$1\/permission$/],
  [/^functions (\w+) reservedConcurrency$/, /^triggers\/$1\/concurrency$/],
  [/^webAcl$/, /^waf\//],
  [/^webAcl value content$/, /^waf\/(defaultAction|rules|references)/],
  [/^webAcl value content value references .*\/(\w+\/\w+)\/[^/]*$/, /^waf\/references\/$1$/],
  [/^webAcl value logging$/, /^waf\/logging$/],
  [/^email (\w+)$/, /^senders\/email\/$1$/],
  [/^sms account$/, /^senders\/sms\/account$/],
  [/^threatProtection$/, /^(senders|signInAndAccess)\/threatProtection/],
  [/^logs$/, /^logs/],
  [/^logs value 0 destination exists$/, /^logs\/userNotification\/exists$/],
  [/^logs value 1 destination exists$/, /^logs\/userAuthEvents\/exists$/],
  [/^requestLimits (\w+)$/, /^requestLimits\/$1$/],
  [/^domain$/, /^domain\//],
  [/^(appClients|identityProviders|groups|resourceServers|terms|branding)$/, /^$1($|\/)/],
];

function rowsOf(path: string): RegExp {
  for (const [pattern, rows] of decided) {
    const [, name] = pattern.exec(path) ?? [];
    if (pattern.test(path)) return new RegExp(rows.source.replace('$1', name?.replace('/', '%2F') ?? ''));
  }
  throw new Error(`no rows are said to follow from ${path}`);
}

/** The domain's routing and authenticator apps are those of the primary Region, whatever the secondary says. */
const ofPrimaryAlone = /^(domain\/routing|signInAndAccess\/authenticatorApps)$/;

const failure: Failure = { reason: 'accessDenied', operation: 'service:Operation', detail: 'User is not authorized' };
const denied = unknown(failure);

const byId = (rows: readonly ParityRow[]): ReadonlyMap<string, ParityRow> => new Map(rows.map((row) => [row.id, row]));

/** A new replica has nothing of what is set in each Region. */
const newReplica = changed((secondary) => {
  const none = { LambdaConfig: {}, EmailConfiguration: {}, SmsConfiguration: {}, UserPoolTags: {} };
  Object.assign(settingsIn(secondary), none);
  secondary.functions.clear();
  secondary.email = { identity: absent, account: absent };
  secondary.sms = { account: absent };
  secondary.webAcl = absent;
  secondary.logs = absent;
  secondary.threatProtection = absent;
});

describe.each([
  { name: 'equal Regions', pair: equalPair(), alwaysShown: true },
  { name: 'a new replica', pair: newReplica, alwaysShown: false },
])('$name', ({ alwaysShown, pair }) => {
  const before = byId(compareRegions(pair));

  it.each(pathsOfFacts(pair).map((path) => [path.join(' '), path] as const))('without %s', (_name, path) => {
    const [side = '', ...inside] = path;
    const isDecided = (id: string): boolean => rowsOf(inside.join(' ')).test(id) && !(side === 'secondary' && ofPrimaryAlone.test(id));
    const after = byId(compareRegions(withFact(pair, path, denied)));

    const decidedRows = [...after.values()].filter(({ id }) => isDecided(id));
    if (alwaysShown) expect(decidedRows).not.toEqual([]);
    for (const row of decidedRows) {
      // Where the other Region decides alone (a trigger that is only there), the fact is of nothing that is compared.
      if (!alwaysShown && row.verdict !== 'unknown') expect(row).toEqual(before.get(row.id));
      else expect([row.id, row.verdict, english(row.message)]).toEqual([row.id, 'unknown', english(failureMessage(failure))]);
      expect([row.id, row.severity, row.verdict === 'same']).toEqual([row.id, row.verdict === 'unknown' ? undefined : row.severity, false]);
    }
    const others = (rows: ReadonlyMap<string, ParityRow>) => [...rows.values()].filter(({ id }) => !isDecided(id));
    expect(others(after)).toEqual(others(before));
  });
});

it('says both failures where each Region has one of its own', () => {
  const one = withFact(equalPair(), ['primary', 'logs'], denied);
  const both = withFact(one, ['secondary', 'logs'], unknown({ ...failure, operation: 'service:Other' }));
  expect(english(byId(compareRegions(both)).get('logs')!.message)).toBe('no permission service:Operation · no permission service:Other');
  const alike = withFact(one, ['secondary', 'logs'], denied);
  expect(english(byId(compareRegions(alike)).get('logs')!.message)).toBe('no permission service:Operation');
});
