import { describe, expect, it } from 'vitest';
import { trafficState, watchesMessage } from '../../../../src/domain/failover/healthCheckState.ts';
import { english } from '../../../../src/domain/message.ts';
import { checkOf, endpointKinds, kinds, routingControl } from './healthChecks.ts';

/** One line for each way in which a health check can be set and seen. */
function table(kind: (typeof kinds)[number]): readonly string[] {
  const source = endpointKinds.has(kind) ? 'checkers' : 'metric';
  return [false, true].flatMap((disabled) =>
    [false, true].flatMap((inverted) =>
      (['healthy', 'unhealthy', 'unknown'] as const).map((status) => {
        const { said, severity = '-', steering, traffic } = trafficState(checkOf(kind, { disabled, inverted }), { status, source });
        const set = [disabled ? 'disabled' : '', inverted ? 'inverted' : ''].filter(Boolean).join('+') || 'as is';
        return `${set} | ${status} | ${steering} | ${traffic} | ${severity} | ${english(said)}.`;
      }),
    ),
  );
}

/** Disabled is the same for all kinds but routing controls. */
const disabledRows = [
  'disabled | healthy | heldOnPrimary | primary | warning | Held: disabled alone, it is healthy whatever it watches. Traffic goes to the primary Region, even when that is down.',
  'disabled | unhealthy | heldOnPrimary | primary | warning | Held: disabled alone, it is healthy whatever it watches. Traffic goes to the primary Region, even when that is down.',
  'disabled | unknown | heldOnPrimary | primary | warning | Held: disabled alone, it is healthy whatever it watches. Traffic goes to the primary Region, even when that is down.',
  'disabled+inverted | healthy | forcedToSecondary | secondary | info | Forced: disabled and inverted, it is unhealthy whatever it watches. Traffic goes to the secondary Region.',
  'disabled+inverted | unhealthy | forcedToSecondary | secondary | info | Forced: disabled and inverted, it is unhealthy whatever it watches. Traffic goes to the secondary Region.',
  'disabled+inverted | unknown | forcedToSecondary | secondary | info | Forced: disabled and inverted, it is unhealthy whatever it watches. Traffic goes to the secondary Region.',
];

const endpointRows = [
  'as is | healthy | free | primary | - | Free: its endpoint answers. Traffic goes to the primary Region.',
  'as is | unhealthy | free | secondary | - | Free: its endpoint does not answer. Traffic goes to the secondary Region.',
  'as is | unknown | free | unknown | - | Free: whether its endpoint answers is not known. Where traffic goes is not known.',
  'inverted | healthy | invertedAlone | secondary | error | Inverted alone, a trap: its endpoint answers, so it is unhealthy. Traffic goes to the secondary Region until the primary is down, and then back to it.',
  'inverted | unhealthy | invertedAlone | primary | error | Inverted alone, a trap: its endpoint does not answer, so it is healthy. Traffic goes to a primary Region that is down.',
  'inverted | unknown | invertedAlone | unknown | error | Inverted alone, a trap: it is healthy exactly when what it watches is not. Where traffic goes is not known.',
  ...disabledRows,
];

// The metric is taken for the status after inverting.
const expected: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  HTTP: endpointRows,
  HTTPS: endpointRows,
  HTTP_STR_MATCH: endpointRows,
  HTTPS_STR_MATCH: endpointRows,
  TCP: endpointRows,
  CALCULATED: [
    'as is | healthy | free | primary | - | Free: enough of its children are healthy. Traffic goes to the primary Region.',
    'as is | unhealthy | free | secondary | - | Free: too few of its children are healthy. Traffic goes to the secondary Region.',
    'as is | unknown | free | unknown | - | Free: how many of its children are healthy is not known. Where traffic goes is not known.',
    'inverted | healthy | invertedAlone | primary | error | Inverted alone, a trap: too few of its children are healthy, so it is healthy. Traffic goes to a primary Region that is down.',
    'inverted | unhealthy | invertedAlone | secondary | error | Inverted alone, a trap: enough of its children are healthy, so it is unhealthy. Traffic goes to the secondary Region until the primary is down, and then back to it.',
    'inverted | unknown | invertedAlone | unknown | error | Inverted alone, a trap: it is healthy exactly when what it watches is not. Where traffic goes is not known.',
    ...disabledRows,
  ],
  CLOUDWATCH_METRIC: [
    'as is | healthy | free | primary | - | Free: its alarm stands for healthy. Traffic goes to the primary Region.',
    'as is | unhealthy | free | secondary | - | Free: its alarm stands for unhealthy. Traffic goes to the secondary Region.',
    'as is | unknown | free | unknown | - | Free: what its alarm stands for is not known. Where traffic goes is not known.',
    'inverted | healthy | invertedAlone | primary | error | Inverted alone, a trap: its alarm stands for unhealthy, so it is healthy. Traffic goes to a primary Region that is down.',
    'inverted | unhealthy | invertedAlone | secondary | error | Inverted alone, a trap: its alarm stands for healthy, so it is unhealthy. Traffic goes to the secondary Region until the primary is down, and then back to it.',
    'inverted | unknown | invertedAlone | unknown | error | Inverted alone, a trap: it is healthy exactly when what it watches is not. Where traffic goes is not known.',
    ...disabledRows,
  ],
  RECOVERY_CONTROL: ['as is', 'inverted', 'disabled', 'disabled+inverted'].flatMap((set) => [
    `${set} | healthy | routingControl | primary | - | It follows its routing control: it is on. Traffic goes to the primary Region.`,
    `${set} | unhealthy | routingControl | secondary | - | It follows its routing control: it is off. Traffic goes to the secondary Region.`,
    `${set} | unknown | routingControl | unknown | - | It follows its routing control: it is not known whether that is on. Where traffic goes is not known.`,
  ]),
};

describe('where the traffic goes that follows a health check', () => {
  it.each(kinds)('of kind %s, in every way in which it can be set and seen', (kind) => {
    expect(table(kind)).toEqual(expected[kind]);
  });

  it.each([
    [0, 'primary'],
    [4, 'secondary'],
  ])('with a threshold of %i for three children, it is always the same', (threshold, traffic) => {
    for (const status of ['healthy', 'unhealthy', 'unknown'] as const) {
      const state = trafficState(checkOf('CALCULATED', { threshold }), { status, source: 'metric' });
      expect([state.steering, state.traffic, state.severity]).toEqual(['threshold', traffic, 'warning']);
    }
    expect(
      trafficState(checkOf('CALCULATED', { threshold, disabled: true, inverted: true }), { status: 'unknown', source: 'metric' }).steering,
    ).toBe('forcedToSecondary');
  });
});

describe('what a health check watches', () => {
  it('is said in a few words', () => {
    expect(english(watchesMessage(checkOf('CALCULATED')))).toBe('healthy while 2 or more of its 3 children are');
    expect(english(watchesMessage(checkOf('HTTPS')))).toBe(
      'HTTPS to cognito-idp.us-west-2.amazonaws.com/us-west-2_Ab12Cd34E/.well-known/jwks.json',
    );
    expect(english(watchesMessage(checkOf('CLOUDWATCH_METRIC')))).toBe('the alarm sign-ins in us-east-1');
    expect(english(watchesMessage(checkOf('RECOVERY_CONTROL')))).toBe(`the routing control ${routingControl}`);
  });
});
