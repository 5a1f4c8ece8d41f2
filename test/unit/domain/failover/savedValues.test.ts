import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptValues, type SavedValues, savedValuesTag, savedValuesText } from '../../../../src/domain/failover/savedValues.ts';
import { replicationRegions } from '../../../../src/domain/region.ts';

const region = fc.constantFrom(...replicationRegions);

const savedValues: fc.Arbitrary<SavedValues> = fc.record({
  disabled: fc.boolean(),
  inverted: fc.boolean(),
  version: fc.integer({ min: 1, max: 2 ** 31 }),
  at: fc.integer({ min: 0, max: Date.UTC(2100, 0) }),
  // Pool ids have 55 characters at most (SDK: UserPoolIdType).
  poolId: fc.tuple(region, fc.stringMatching(/^[0-9A-Za-z]{1,40}$/)).map(([name, id]) => `${name}_${id}`),
  primaryRegion: region,
  secondaryRegion: region,
});

describe('what a health check was, as a tag of it', () => {
  it('is read back as it was written, whatever other tags there are, and is a value that Route 53 takes', () => {
    fc.assert(
      fc.property(savedValues, fc.dictionary(fc.string({ maxLength: 20 }), fc.string()), (values, others) => {
        const text = savedValuesText(values);
        expect(text).toMatch(/^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u);
        expect(savedValuesTag.length).toBeLessThanOrEqual(128);
        expect(keptValues({ ...others, [savedValuesTag]: text })).toEqual({ state: 'saved', values });
      }),
    );
  });

  it('is not guessed from a tag that somebody else has written, changed or cut', () => {
    fc.assert(
      fc.property(savedValues, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), (values, place, other) => {
        const text = savedValuesText(values);
        const at = place % text.length;
        expect(keptValues({ [savedValuesTag]: text.slice(0, at) }).state).toBe('unreadable');
        const changed = keptValues({ [savedValuesTag]: `${text.slice(0, at)}${other}${text.slice(at)}` });
        // What still has the form says what it says: it is never something else.
        if (changed.state === 'saved') expect(savedValuesText(changed.values)).toBe(`${text.slice(0, at)}${other}${text.slice(at)}`);
      }),
    );
  });

  it.each([
    '',
    'yes',
    'disabled=false inverted=false',
    'disabled=no inverted=false version=3 at=2026-11-26T10:15:00.000Z pool=us-west-2_Ab primary=us-west-2 secondary=eu-west-1',
    'disabled=false inverted=false version=0 at=2026-11-26T10:15:00.000Z pool=us-west-2_Ab primary=us-west-2 secondary=eu-west-1',
    'disabled=false inverted=false version=3 at=2026-02-31T10:15:00.000Z pool=us-west-2_Ab primary=us-west-2 secondary=eu-west-1',
    'disabled=false inverted=false version=3 at=2026-11-26T10:15:00.000Z pool=us-west-2_Ab primary=west secondary=eu-west-1',
  ])('is unreadable: %j', (text) => {
    expect(keptValues({ [savedValuesTag]: text })).toEqual({ state: 'unreadable', text });
  });

  it('is not there without the tag', () => {
    expect(keptValues({ Name: 'primary', 'cognito-replicas:pool': 'us-west-2_Ab' })).toEqual({ state: 'none' });
    expect(keptValues(JSON.parse('{"__proto__":{"cognito-replicas:before-failover":"x"}}') as Record<string, string>)).toEqual({
      state: 'none',
    });
  });
});
