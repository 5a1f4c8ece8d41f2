// An account with health checks, at the real SDK clients of Route 53 and CloudWatch, and a clock that the test moves.
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateHealthCheckCommand,
  type CreateHealthCheckCommandInput,
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  Route53Client,
  UpdateHealthCheckCommand,
  type UpdateHealthCheckCommandInput,
} from '@aws-sdk/client-route-53';
import { withWatched } from '../../../src/simulator/route53/healthChecks.ts';
import { healthyAt } from '../../../src/simulator/route53/status.ts';
import type { ScenarioHealthCheck } from '../../../src/simulator/scenarioHealthChecks.ts';
import type { ChosenSwitches } from '../../../src/simulator/switches.ts';
import { account, tell } from './story.ts';

export const probe: ScenarioHealthCheck = {
  id: 'probe',
  name: 'Probe',
  kind: 'HTTPS',
  host: 'probe.us-east-1.example.com',
  path: '/sign-in',
  interval: 10,
};
export const alarm: ScenarioHealthCheck = {
  id: 'alarm',
  name: 'Alarm',
  kind: 'CLOUDWATCH_METRIC',
  alarm: { region: 'us-east-1', name: 'sign-ins' },
};
export const control: ScenarioHealthCheck = {
  id: 'control',
  name: 'Control',
  kind: 'RECOVERY_CONTROL',
  routingControl: 'arn:aws:route53-recovery-control::1:c',
};
export const second = 1000;

/** A story with some health checks. */
export function story(healthChecks: readonly ScenarioHealthCheck[] = [probe], switches: ChosenSwitches = {}) {
  const told = tell({ healthChecks, switches });
  let clock = Date.parse('2026-11-20T12:00:00Z');
  const client = new Route53Client(told.configuration('us-east-1'));
  const cloudWatch = (region = 'us-east-1') => new CloudWatchClient(told.configuration(region));
  const { simulation } = told;
  return {
    client,
    simulation,
    wait: (milliseconds: number): void => {
      clock += milliseconds;
      told.wait(milliseconds);
    },
    get: (HealthCheckId = 'probe') => client.send(new GetHealthCheckCommand({ HealthCheckId })),
    create: (input: Partial<CreateHealthCheckCommandInput> & Pick<CreateHealthCheckCommandInput, 'HealthCheckConfig'>) =>
      client.send(new CreateHealthCheckCommand({ CallerReference: 'a', ...input })),
    update: (input: Partial<UpdateHealthCheckCommandInput>) =>
      client.send(new UpdateHealthCheckCommand({ HealthCheckId: 'probe', ...input })),
    /** What Route 53 makes of a health check now. */
    status: (id = 'probe') => healthyAt(id, clock, { world: simulation.world(), account }),
    watched: (id: string, healthy: boolean) => simulation.replace(withWatched(simulation.world(), account, { id, healthy, now: clock })),
    reports: async (HealthCheckId = 'probe') => {
      const { HealthCheckObservations = [] } = await client.send(new GetHealthCheckStatusCommand({ HealthCheckId }));
      return HealthCheckObservations.map(({ StatusReport }) => StatusReport?.Status);
    },
    metric: async (HealthCheckId = 'probe', region = 'us-east-1') => {
      const { MetricDataResults = [] } = await cloudWatch(region).send(
        new GetMetricDataCommand({
          StartTime: new Date(clock - 180 * second),
          EndTime: new Date(clock + second),
          MetricDataQueries: [
            {
              Id: 'a',
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/Route53',
                  MetricName: 'HealthCheckStatus',
                  Dimensions: [{ Name: 'HealthCheckId', Value: HealthCheckId }],
                },
                Period: 60,
                Stat: 'Minimum',
              },
            },
          ],
        }),
      );
      return MetricDataResults[0]?.Values;
    },
  };
}
