import { describe, expect, it } from 'vitest';
import { type CostQuestion, estimateCost, usd, wholeNumber } from '../../../src/domain/cost.ts';
import { english } from '../../../src/domain/message.ts';
import { defaultPrices, isPrices } from '../../../src/domain/prices.ts';

const nothingElse = { plan: 'ESSENTIALS', federatedPercent: 0, freeOnPlus: false, machineTokens: 0, keys: 1 } as const;

const estimated = (question: Partial<CostQuestion> & Pick<CostQuestion, 'activeUsers'>, prices = defaultPrices) =>
  estimateCost({ ...nothingElse, ...question }, prices);

/** The lines of an estimate, as `addOn: 1,000 × 0.0045 = 4.50`. */
const linesOf = (...given: Parameters<typeof estimated>): string[] =>
  estimated(...given).lines.map(({ amount, formula, id }) => `${id}: ${formula} = ${amount === undefined ? '?' : usd(amount)}`);

describe('a replicated user pool on ESSENTIALS', () => {
  // Facts: cognito-replication.md section 7, examples A and B.
  it.each([
    [1_000, '6.50'],
    [10_000, '47.00'],
    [100_000, '1,802.00'],
  ])('with %i active users costs %s', (activeUsers, total) => {
    expect(usd(estimated({ activeUsers }).total)).toBe(total);
  });

  it('is the base above the free users, the add-on for all of them, and the key in both Regions', () => {
    expect(linesOf({ activeUsers: 100_000 })).toEqual([
      'base: max(0, 100,000 − 10,000) × 0.015 = 1,350.00',
      'addOn: 100,000 × 0.0045 = 450.00',
      'keys: 1 × 2 × 1.00 = 2.00',
    ]);
    expect(usd(estimated({ activeUsers: 100_000 }).ofReplication)).toBe('452.00');
  });

  it('pays for no key where other user pools do, and for none of the users where there are none', () => {
    expect(usd(estimated({ activeUsers: 0, keys: 0 }).total)).toBe('0.00');
  });
});

describe('a replicated user pool on PLUS', () => {
  it.each([
    [true, 'base: max(0, 12,000 − 10,000) × 0.02 = 40.00', '114.00', 'counted as free'],
    [false, 'base: 12,000 × 0.02 = 240.00', '314.00', 'counted as billed'],
  ])('with free users: %s', (freeOnPlus, base, total, said) => {
    const question = { activeUsers: 12_000, plan: 'PLUS', freeOnPlus } as const;
    expect(linesOf(question)).toEqual([base, 'addOn: 12,000 × 0.006 = 72.00', 'keys: 1 × 2 × 1.00 = 2.00']);
    expect(usd(estimated(question).total)).toBe(total);
    expect(estimated(question).unknowns.map(english).join()).toContain(said);
  });
});

describe('machine-to-machine', () => {
  it('costs thirty percent more with a replica', () => {
    const question = { activeUsers: 0, keys: 0, machineTokens: 1_000_000 };
    expect(linesOf(question).slice(2)).toEqual([
      'keys: 0 × 2 × 1.00 = 0.00',
      'machine: 1,000,000 × 0.00225 = 2,250.00',
      'machineAddOn: 1,000,000 × 0.00225 × 30 % = 675.00',
    ]);
    expect(usd(estimated(question).total)).toBe('2,925.00');
    expect(usd(estimated({ ...question, machineTokens: 1 }).total)).toBe('0.002925');
  });
});

describe('what nobody has confirmed', () => {
  it('is no figure: the add-on for federated users is not in the sum', () => {
    expect(linesOf({ activeUsers: 1_000, federatedPercent: 30 })).toEqual([
      'base: max(0, 700 − 10,000) × 0.015 = 0.00',
      'federatedBase: max(0, 300 − 50) × 0.015 = 3.75',
      'addOn: 700 × 0.0045 = 3.15',
      'federatedAddOn: 300 × ? = ?',
      'keys: 1 × 2 × 1.00 = 2.00',
    ]);
    expect(usd(estimated({ activeUsers: 1_000, federatedPercent: 30 }).total)).toBe('8.90');
  });

  it('is named, and only where it matters', () => {
    const unknowns = (question: Partial<CostQuestion>): string[] => estimated({ activeUsers: 1_000, ...question }).unknowns.map(english);
    expect(unknowns({})).toEqual([
      'Whether a replica is billed while it is INACTIVE is not confirmed: the add-on is counted as for an active one.',
    ]);
    expect(unknowns({ federatedPercent: 1, machineTokens: 1, plan: 'PLUS' })).toEqual([
      expect.stringContaining('INACTIVE'),
      expect.stringContaining('adds for a federated user'),
      expect.stringContaining('federated users cost the same on PLUS'),
      expect.stringContaining('10,000 users are free on PLUS'),
      expect.stringContaining('price of a token request'),
    ]);
  });
});

describe('other prices', () => {
  it('go into the formulas, to the millionth of a dollar', () => {
    const prices = { ...defaultPrices, essentialsUser: 0.012345, freeUsers: 0, keyMonth: 0.5 };
    expect(linesOf({ activeUsers: 3 }, prices)).toEqual([
      'base: 3 × 0.012345 = 0.037035',
      'addOn: 3 × 0.0045 = 0.0135',
      'keys: 1 × 2 × 0.50 = 1.00',
    ]);
  });

  it('are numbers, and all there', () => {
    const incomplete = { essentialsUser: 0.015 };
    expect(isPrices({ ...defaultPrices, keyMonth: 0.9 })).toBe(true);
    expect([incomplete, { ...defaultPrices, plusUser: '0.02' }, { ...defaultPrices, plusUser: -1 }, null].map(isPrices)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isPrices({ ...defaultPrices, plusUser: Number.NaN })).toBe(false);
  });
});

describe('a number that somebody types', () => {
  it.each([
    ['182500', 182_500],
    ['182,500', 182_500],
    [' 1 000 000 ', 1_000_000],
    ['0', 0],
    ['1.5', undefined],
    ['10,00', undefined],
    ['-3', undefined],
    ['many', undefined],
    ['', undefined],
    ['1000000001', undefined],
  ])('%j', (text, number) => {
    expect(wholeNumber(text, 1_000_000_000)).toBe(number);
  });
});
