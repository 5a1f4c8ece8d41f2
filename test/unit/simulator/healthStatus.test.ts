// What Route 53 makes of health checks as time goes by, and what can be seen of it.
import { describe, expect, test } from 'vitest';
import type { ScenarioHealthCheck } from '../../../src/simulator/scenarioHealthChecks.ts';
import { alarm, control, probe, second, story } from './healthCheckStory.ts';
import { refusalOf } from './story.ts';

describe('the status', () => {
  test('of an endpoint follows an outage after enough looks have seen it, and its end in the same way', () => {
    const { simulation, status, wait } = story();
    expect(status()).toBe(true);
    simulation.setOutage('us-east-1', 'hangs');
    wait(29 * second);
    expect(status()).toBe(true);
    wait(second);
    expect(status()).toBe(false);
    simulation.setOutage('us-east-1', undefined);
    wait(29 * second);
    expect(status()).toBe(false);
    wait(second);
    expect(status()).toBe(true);
  });

  test('does not notice an outage that is shorter than that', () => {
    const { simulation, status, wait } = story();
    simulation.setOutage('us-east-1', 'refuses');
    wait(20 * second);
    simulation.setOutage('us-east-1', undefined);
    for (let passed = 0; passed < 60; passed += 5) {
      wait(5 * second);
      expect(status()).toBe(true);
    }
  });

  test('of TCP does not see that a Region which takes connections never answers', () => {
    const { simulation, status, wait } = story([
      { id: 'probe', name: 'Port', kind: 'TCP', host: 'cognito-idp.us-east-1.amazonaws.com', port: 443 },
    ]);
    simulation.setOutage('us-east-1', 'hangs');
    wait(90 * second);
    expect(status()).toBe(true);
    simulation.setOutage('us-east-1', 'refuses');
    wait(90 * second);
    expect(status()).toBe(false);
  });

  test('is healthy while disabled, and can be inverted then: the only way to force unhealthy', async () => {
    const { simulation, status, update, wait } = story();
    simulation.setOutage('us-east-1', 'hangs');
    wait(60 * second);
    await update({ Inverted: true });
    // The trap: inverted alone, while the primary really is out.
    expect(status()).toBe(true);
    await update({ Disabled: true, Inverted: false });
    expect(status()).toBe(true);
    await update({ Inverted: true });
    expect(status()).toBe(false);
  });

  test('of a calculated one counts its children', async () => {
    const both: ScenarioHealthCheck = { id: 'both', name: 'Both', kind: 'CALCULATED', children: ['Probe', 'Alarm'], threshold: 1 };
    const { simulation, status, update, wait, watched } = story([probe, alarm, both]);
    watched('alarm', false);
    expect(status('both')).toBe(true);
    simulation.setOutage('us-east-1', 'hangs');
    wait(60 * second);
    expect(status('both')).toBe(false);
    const threshold = async (HealthThreshold: number) => {
      await update({ HealthCheckId: 'both', HealthThreshold });
      return status('both');
    };
    expect(await threshold(0)).toBe(true);
    simulation.setOutage('us-east-1', undefined);
    watched('alarm', true);
    wait(60 * second);
    expect(await threshold(2)).toBe(true);
    expect(await threshold(3)).toBe(false);
  });

  test('of an alarm follows the alarm, and what its settings say while nobody knows', async () => {
    const { simulation, status, update, watched } = story([alarm]);
    watched('alarm', false);
    expect(status('alarm')).toBe(false);
    simulation.setOutage('us-east-1', 'hangs');
    expect(status('alarm')).toBe(false);
    await update({ HealthCheckId: 'alarm', InsufficientDataHealthStatus: 'Healthy' });
    expect(status('alarm')).toBe(true);
    await update({ HealthCheckId: 'alarm', InsufficientDataHealthStatus: 'Unhealthy' });
    watched('alarm', true);
    expect(status('alarm')).toBe(false);
  });

  test('of a routing control is On or Off, whatever else is set', async () => {
    const { status, update, watched } = story([control]);
    expect(status('control')).toBe(true);
    watched('control', false);
    await update({ HealthCheckId: 'control', Disabled: true });
    expect(status('control')).toBe(false);
    await update({ HealthCheckId: 'control', Inverted: true });
    expect(status('control')).toBe(false);
  });
});

describe('what is seen of it', () => {
  test('is a report of each checker, which do not look at the same second', async () => {
    const { reports, simulation, wait } = story();
    expect(new Set(await reports())).toEqual(new Set(['Success: HTTP Status Code 200, OK']));
    expect(await reports()).toHaveLength(16);
    simulation.setOutage('us-east-1', 'hangs');
    wait(5 * second);
    expect(new Set(await reports())).toEqual(new Set(['Success: HTTP Status Code 200, OK', 'Failure: Connection timed out.']));
    wait(5 * second);
    expect(new Set(await reports())).toEqual(new Set(['Failure: Connection timed out.']));
  });

  test.each([
    ['none', 0],
    ['last', 16],
  ] as const)('while it is disabled is, with disabledReports %s, %i reports', async (disabledReports, count) => {
    const { reports, update } = story([probe], { disabledReports });
    await update({ Disabled: true });
    expect(await reports()).toHaveLength(count);
  });

  test('is no report of a calculated one, only its metric', async () => {
    const { metric, reports } = story([probe, { id: 'both', name: 'Both', kind: 'CALCULATED', children: ['Probe'] }]);
    expect(await refusalOf(reports('both'))).toEqual(['InvalidInput', 'The status of a calculated health check cannot be retrieved.']);
    expect(await metric('both')).toEqual([1, 1, 1, 1]);
  });

  test('is a metric with a value for every minute, in us-east-1 only', async () => {
    const { metric, simulation, wait } = story();
    expect(await metric()).toEqual([1, 1, 1, 1]);
    expect(await metric('probe', 'eu-west-1')).toEqual([]);
    expect(await metric('nobody')).toEqual([]);
    simulation.setOutage('us-east-1', 'hangs');
    wait(60 * second);
    simulation.setOutage('us-east-1', undefined);
    wait(60 * second);
    // The newest first: it was noticed in the one minute, and is over in the other.
    expect(await metric()).toEqual([1, 0, 1, 1]);
  });

  test.each([
    [{ metricInverts: true, disabledMetric: 'published' }, [0, 1, 1, 1]],
    [{ metricInverts: false, disabledMetric: 'published' }, [1, 1, 1, 1]],
    [{ metricInverts: true, disabledMetric: 'absent' }, [1, 1, 1]],
  ] as const)('while it is forced unhealthy is, with %o, the metric %o', async (switches, values) => {
    const { metric, update, wait } = story([probe], switches);
    wait(30 * second);
    await update({ Disabled: true, Inverted: true });
    wait(30 * second);
    expect(await metric()).toEqual(values);
  });
});
