// Inputs for the operations that failover needs, for the test that compares every reply with the SDK's schemas.
import type { AwsRequest } from '../../../src/simulator/service.ts';
import type { World } from '../../../src/simulator/world.ts';
import { now } from './requests.ts';
import { storyWorld } from './story.ts';

type Example = readonly [input: object, changes?: Partial<AwsRequest>, world?: World];

const here: Partial<AwsRequest> = {};
export const checksWorld = storyWorld({
  replica: 'ACTIVE',
  pool: {
    domain: { name: 'auth.example.com', failover: { secondaryRegion: 'us-west-2', healthCheckId: 'probe' } },
    clients: [{ name: 'web' }],
  },
  healthChecks: [
    { id: 'probe', name: 'Probe', kind: 'HTTPS', host: 'probe.us-east-1.example.com', path: '/sign-in', interval: 10, tags: { team: 'a' } },
    { id: 'alarm', name: 'Alarm', kind: 'CLOUDWATCH_METRIC', alarm: { region: 'us-east-1', name: 'sign-ins' } },
    { id: 'both', name: 'Both', kind: 'CALCULATED', children: ['Probe', 'Alarm'], threshold: 1 },
    {
      id: 'control',
      name: 'Control',
      kind: 'RECOVERY_CONTROL',
      routingControl: 'arn:aws:route53-recovery-control::111122223333:control/a',
    },
  ],
});

const probe = { HealthCheckId: 'probe' };
const tagged = { ResourceType: 'healthcheck', ResourceId: 'probe' };
const endpoint = {
  Type: 'HTTPS_STR_MATCH',
  FullyQualifiedDomainName: 'example.com',
  SearchString: 'ok',
  Regions: ['us-east-1', 'us-west-1', 'eu-west-1'],
};
const seconds = now / 1000;
const metric = {
  Metric: { Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus', Dimensions: [{ Name: 'HealthCheckId', Value: 'both' }] },
  Period: 60,
  Stat: 'Minimum',
};

export const failoverExamples: Readonly<Record<string, Readonly<Record<string, readonly Example[]>>>> = {
  cloudwatch: {
    GetMetricData: [
      [{ MetricDataQueries: [{ Id: 'a', MetricStat: metric }], StartTime: seconds - 300, EndTime: seconds }, here, checksWorld],
      [
        { MetricDataQueries: [{ Id: 'a', MetricStat: metric }], StartTime: seconds - 300, EndTime: seconds },
        { region: 'us-west-2' },
        checksWorld,
      ],
    ],
  },
  route53: {
    ChangeTagsForResource: [[{ ...tagged, AddTags: [{ Key: 'a', Value: 'b' }], RemoveTagKeys: ['team'] }, here, checksWorld]],
    CreateHealthCheck: [[{ CallerReference: 'one', HealthCheckConfig: endpoint }, here, checksWorld]],
    DeleteHealthCheck: [[probe, here, checksWorld]],
    GetHealthCheck: ['probe', 'alarm', 'both', 'control'].map((HealthCheckId) => [{ HealthCheckId }, here, checksWorld] as const),
    GetHealthCheckStatus: [[probe, here, checksWorld]],
    ListHealthChecks: [
      [{}, here, checksWorld],
      [{ MaxItems: 1, Marker: 'both' }, here, checksWorld],
    ],
    ListTagsForResource: [[tagged, here, checksWorld]],
    UpdateHealthCheck: [
      [{ ...probe, HealthCheckVersion: 1, Disabled: true, Inverted: true, ResetElements: ['ResourcePath'] }, here, checksWorld],
    ],
  },
};
