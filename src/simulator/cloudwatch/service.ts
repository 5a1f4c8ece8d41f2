// Amazon CloudWatch (cloudwatch; its signatures say monitoring), as far as it has the metric of health checks. Shapes and limits: SDK client-cloudwatch 3.1164.0.
import { Refusal } from '../refusal.ts';
import { configAt, healthCheckOf } from '../route53/healthChecks.ts';
import { healthyAt } from '../route53/status.ts';
import { epochSeconds, operationsWith, type Call, type Operation, type Service } from '../service.ts';
import { flag, integer, list, number, oneOf, required, structure, text, type Shaped } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';

const operation = operationsWith('InvalidParameterValue');

const metricStat = structure({
  Metric: required(
    structure({
      Namespace: text({ min: 1, max: 255 }),
      MetricName: text({ min: 1, max: 255 }),
      Dimensions: list(structure({ Name: required(text({ min: 1, max: 255 })), Value: required(text({ min: 1, max: 1024 })) })),
    }),
  ),
  Period: required(integer({ min: 1 })),
  Stat: required(text()),
});
const query = structure({
  Id: required(text({ min: 1, max: 255 })),
  MetricStat: metricStat,
  Expression: text({ min: 1, max: 2048 }),
  Label: text(),
  ReturnData: flag,
});
/** Times are epoch seconds. */
const dataInput = structure({
  MetricDataQueries: required(list(query)),
  StartTime: required(number()),
  EndTime: required(number()),
  ScanBy: oneOf('TimestampDescending', 'TimestampAscending'),
  MaxDatapoints: integer({ min: 1 }),
});

const minute = 60_000;
/** The most data points of one reply (API reference, MaxDatapoints). */
const mostPoints = 100_800;

/** Of the metric AWS/Route53 HealthCheckStatus, which is in us-east-1 only; every other metric has no data. Expressions are not computed. */
const getMetricData = operation(dataInput, ({ EndTime, MaxDatapoints = mostPoints, MetricDataQueries, ScanBy, StartTime }, call) => {
  if (EndTime <= StartTime) throw new Refusal('ValidationError', 'The parameter EndTime must be greater than StartTime.');
  const MetricDataResults = MetricDataQueries.map(({ Id, Label, MetricStat }) => {
    const points = MetricStat ? pointsOf(MetricStat, StartTime * 1000, EndTime * 1000, call) : [];
    const ordered = (ScanBy === 'TimestampAscending' ? points : points.toReversed()).slice(0, MaxDatapoints);
    return {
      Id,
      Label: Label ?? MetricStat?.Metric.MetricName ?? Id,
      Timestamps: ordered.map(({ at }) => epochSeconds(at)),
      Values: ordered.map(({ value }) => value),
      StatusCode: 'Complete',
    };
  });
  return { output: { MetricDataResults, Messages: [] } };
});

interface Point {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: number;
}

function pointsOf({ Metric, Period }: Shaped<typeof metricStat>, from: number, to: number, call: Call): readonly Point[] {
  const { Dimensions = [], MetricName, Namespace } = Metric;
  const id = Dimensions.find(({ Name }) => Name === 'HealthCheckId')?.Value;
  const isKnown =
    Namespace === 'AWS/Route53' && MetricName === 'HealthCheckStatus' && Dimensions.length === 1 && call.region === 'us-east-1';
  const check = isKnown && id !== undefined ? healthCheckOf(call.world, call.account, id) : undefined;
  if (!check) return [];
  const period = Math.max(minute, Math.ceil((Period * 1000) / minute) * minute);
  const first = Math.ceil(Math.max(from, check.createdAt) / period) * period;
  const points: Point[] = [];
  for (let at = first; at < to && at <= call.now && points.length < mostPoints; at += period) {
    const value = valueAt(check.id, at, call);
    if (value !== undefined) points.push({ at, value });
  }
  return points;
}

/** 1 for healthy (Route 53 Developer Guide, "Monitoring health checks using CloudWatch"). Whether inverted and disabled health checks count as such: two switches. */
function valueAt(id: string, moment: number, call: Call): number | undefined {
  const { disabledMetric, metricInverts } = call.world.switches;
  const check = healthCheckOf(call.world, call.account, id);
  const isDisabled = check && configAt(check, moment).Disabled === true;
  if (isDisabled && disabledMetric === 'absent') return undefined;
  const healthy = healthyAt(id, moment, call, { inverts: metricInverts });
  return healthy === undefined ? undefined : Number(healthy);
}

export const cloudwatch: Service = {
  protocol: awsJson('GraniteServiceVersion20100801', '1.0'),
  operations: { GetMetricData: getMetricData } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'ThrottlingException', message: 'Rate exceeded' },
  failed: { code: 'InternalServiceFault', message: 'Internal service fault.' },
  resourceOf: () => '*',
};
