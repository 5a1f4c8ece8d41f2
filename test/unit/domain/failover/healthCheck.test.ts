import { describe, expect, it } from 'vitest';
import { forcedStatus, type HealthCheck, type HealthObservation, statusOf } from '../../../../src/domain/failover/healthCheck.ts';

const check = (changes: Partial<HealthCheck> = {}): HealthCheck => ({
  id: 'a',
  version: 1,
  kind: 'HTTPS',
  disabled: false,
  inverted: false,
  ...changes,
});
const calculated = (threshold: number, changes: Partial<HealthCheck> = {}): HealthCheck =>
  check({ kind: 'CALCULATED', children: ['b', 'c'], threshold, ...changes });
const seen = (status: HealthObservation['status'], source: HealthObservation['source'] = 'checkers'): HealthObservation => ({
  status,
  source,
});

describe('the status that settings force', () => {
  it.each([
    ['nothing', check(), undefined],
    ['inverted alone', check({ inverted: true }), undefined],
    ['disabled', check({ disabled: true }), 'healthy'],
    ['disabled and inverted', check({ disabled: true, inverted: true }), 'unhealthy'],
    ['a threshold of 0', calculated(0), 'healthy'],
    ['a threshold of 0, inverted', calculated(0, { inverted: true }), 'unhealthy'],
    ['a threshold above the number of children', calculated(3), 'unhealthy'],
    ['a threshold above the number of children, inverted', calculated(3, { inverted: true }), 'healthy'],
    ['a threshold that the children can reach', calculated(2), undefined],
    ['disabled, with a threshold that says otherwise', calculated(3, { disabled: true }), 'healthy'],
    ['a routing control, disabled and inverted', check({ kind: 'RECOVERY_CONTROL', disabled: true, inverted: true }), undefined],
  ])('%s', (_what, given, status) => {
    expect(forcedStatus(given)).toBe(status);
  });
});

describe('what Route 53 makes of what is seen', () => {
  it.each([
    ['as it is seen', check(), seen('unhealthy'), 'unhealthy'],
    ['the other way round where it is inverted', check({ inverted: true }), seen('unhealthy'), 'healthy'],
    ['as the metric says, which is inverted already', check({ inverted: true }), seen('unhealthy', 'metric'), 'unhealthy'],
    ['as a routing control is, whatever is set', check({ kind: 'RECOVERY_CONTROL', inverted: true }), seen('healthy'), 'healthy'],
    ['forced, whatever is seen', check({ disabled: true, inverted: true }), seen('healthy'), 'unhealthy'],
    ['forced, where nothing is seen', check({ disabled: true }), seen('unknown'), 'healthy'],
    ['unknown where nothing is seen', check({ inverted: true }), seen('unknown'), 'unknown'],
  ])('%s', (_what, given, observation, status) => {
    expect(statusOf(given, observation)).toBe(status);
  });
});
