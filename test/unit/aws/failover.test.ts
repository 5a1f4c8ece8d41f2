// Health checks through the SDK's clients: over the simulated AWS in this process, and over HTTP.
import { afterEach, describe, expect, it } from 'vitest';
import { createClients } from '../../../src/aws/clients.ts';
import { createHealthCheckReader } from '../../../src/aws/healthCheckReader.ts';
import { createPlanPorts } from '../../../src/aws/plans.ts';
import type { Result } from '../../../src/domain/failure.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { CallSender, HealthCheckReader } from '../../../src/domain/ports.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../../src/simulator/http/listeners.ts';
import type { ScenarioHealthCheck } from '../../../src/simulator/scenarioHealthChecks.ts';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import type { Simulation } from '../../../src/simulator/simulation.ts';
import { type HttpServer, startHttpServer } from '../../support/httpServer.ts';
import { simulated } from '../../support/simulated.ts';

const { signal } = new AbortController();
const accessKeyId = demoScenario.account.accessKeys[0] ?? '';

const checks: readonly ScenarioHealthCheck[] = [
  { id: 'probe', name: 'Probe', kind: 'HTTPS_STR_MATCH', host: 'probe.us-east-1.example.com', path: '/sign-in', searchString: 'Sign in' },
  { id: 'address', name: 'Address', kind: 'TCP', address: '192.0.2.1', port: 443, healthy: false, disabled: true },
  { id: 'alarm', name: 'Alarm', kind: 'CLOUDWATCH_METRIC', alarm: { region: 'us-east-1', name: 'sign-ins' }, inverted: true },
  { id: 'both', name: 'Both', kind: 'CALCULATED', children: ['Probe', 'Alarm'], threshold: 1, tags: { team: 'a' } },
  {
    id: 'control',
    name: 'Control',
    kind: 'RECOVERY_CONTROL',
    routingControl: 'arn:aws:route53-recovery-control::111122223333:control/a',
    healthy: false,
  },
];
const story: Scenario = { ...demoScenario, healthChecks: checks };

interface Reading {
  readonly reader: HealthCheckReader;
  readonly sender: CallSender;
  readonly simulation: Simulation;
}

let listeners: Listeners | undefined;
let server: HttpServer | undefined;
afterEach(async () => {
  await listeners?.close();
  await server?.close();
  listeners = undefined;
  server = undefined;
});

function inProcess(scenario = story): Promise<Reading> {
  const { connection, simulation } = simulated(scenario);
  return Promise.resolve({ reader: connection.healthChecks, sender: connection.sender, simulation });
}

async function overHttp(scenario = story): Promise<Reading> {
  const { simulation } = simulated(scenario);
  const { url } = (listeners = await startListeners(simulation, { port: 0 }));
  const clients = createClients({ credentials: () => Promise.resolve({ accessKeyId, secretAccessKey: 'any' }), endpoints: () => url });
  return { reader: createHealthCheckReader(clients, 'aws'), sender: createPlanPorts(clients).sender, simulation };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.operation}: ${result.failure.detail}`);
  return result.value;
}
const failureOf = (result: Result<unknown>): string => (result.ok ? 'answered' : `${result.failure.operation} ${result.failure.reason}`);

describe.each([
  ['in process', inProcess],
  ['over HTTP', overHttp],
])('health checks, %s,', (_where, start) => {
  it('are read with what they watch', async () => {
    const { reader } = await start();
    expect(valueOf(await reader.list(signal))).toEqual([
      {
        id: 'address',
        callerReference: 'Address',
        version: 1,
        kind: 'TCP',
        disabled: true,
        inverted: false,
        watches: { what: 'endpoint', address: '192.0.2.1', port: 443 },
        requestInterval: 30,
        failureThreshold: 3,
      },
      {
        id: 'alarm',
        callerReference: 'Alarm',
        version: 1,
        kind: 'CLOUDWATCH_METRIC',
        disabled: false,
        inverted: true,
        watches: { what: 'alarm', region: 'us-east-1', name: 'sign-ins' },
      },
      {
        id: 'both',
        callerReference: 'Both',
        version: 1,
        kind: 'CALCULATED',
        disabled: false,
        inverted: false,
        threshold: 1,
        children: ['probe', 'alarm'],
      },
      {
        id: 'control',
        callerReference: 'Control',
        version: 1,
        kind: 'RECOVERY_CONTROL',
        disabled: false,
        inverted: false,
        watches: { what: 'routingControl', arn: 'arn:aws:route53-recovery-control::111122223333:control/a' },
      },
      {
        id: 'probe',
        callerReference: 'Probe',
        version: 1,
        kind: 'HTTPS_STR_MATCH',
        disabled: false,
        inverted: false,
        watches: { what: 'endpoint', host: 'probe.us-east-1.example.com', port: 443, path: '/sign-in', searchString: 'Sign in' },
        requestInterval: 30,
        failureThreshold: 3,
      },
    ]);
  });

  it('are read one by one with their tags', async () => {
    const { reader } = await start();
    const tags = { Name: 'Both', team: 'a' };
    expect(valueOf(await reader.get('both', signal))).toMatchObject({ id: 'both', name: 'Both', tags });
    expect(valueOf(await reader.tags('both', signal))).toEqual(tags);
    expect(valueOf(await reader.get('nobody', signal))).toBeUndefined();
    expect(failureOf(await reader.tags('nobody', signal))).toBe('route53:ListTagsForResource notFound');
  });

  it('are seen by what their checkers report, or by their metric', async () => {
    const { reader } = await start();
    const seen = async (id: string, kind: string) => {
      const { at = 0, source, status } = valueOf(await reader.observed(id, kind, signal));
      return [source, status, at > Date.now() - 5 * 60_000];
    };
    expect(await seen('probe', 'HTTPS_STR_MATCH')).toEqual(['checkers', 'healthy', true]);
    expect(await seen('both', 'CALCULATED')).toEqual(['metric', 'healthy', true]);
    expect(await seen('alarm', 'CLOUDWATCH_METRIC')).toEqual(['metric', 'unhealthy', true]);
    expect(await seen('control', 'RECOVERY_CONTROL')).toEqual(['metric', 'unhealthy', true]);
    // Nobody looks at one that is disabled.
    expect(valueOf(await reader.observed('address', 'TCP', signal))).toEqual({ source: 'checkers', status: 'unknown' });
    expect(failureOf(await reader.observed('nobody', 'TCP', signal))).toBe('route53:GetHealthCheckStatus notFound');
  });

  it('are changed by the calls of plans, unless somebody was faster', async () => {
    const { reader, sender } = await start();
    const send = (operation: string, input: JsonObject) =>
      sender.send({ service: 'route53', region: 'us-east-1', operation, input }, signal);
    const force = { HealthCheckId: 'probe', HealthCheckVersion: 1, Disabled: true, Inverted: true };
    expect(valueOf(await send('UpdateHealthCheck', force))).toMatchObject({ HealthCheck: { HealthCheckVersion: 2 } });
    expect(failureOf(await send('UpdateHealthCheck', force))).toBe('route53:UpdateHealthCheck conflict');
    const mark = { ResourceType: 'healthcheck', ResourceId: 'probe', AddTags: [{ Key: 'forced', Value: 'yes' }], RemoveTagKeys: ['Name'] };
    expect(valueOf(await send('ChangeTagsForResource', mark))).toEqual({});
    expect(valueOf(await reader.get('probe', signal))).toMatchObject({
      version: 2,
      disabled: true,
      inverted: true,
      tags: { forced: 'yes' },
    });
    const created = await send('CreateHealthCheck', {
      CallerReference: 'new',
      HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: ['probe'], HealthThreshold: 1 },
    });
    const { Id } = valueOf(created)['HealthCheck'] as { Id: string };
    expect(valueOf(await reader.get(Id, signal))).toEqual({
      id: Id,
      callerReference: 'new',
      version: 1,
      kind: 'CALCULATED',
      disabled: false,
      inverted: false,
      threshold: 1,
      children: ['probe'],
      tags: {},
    });
    expect(failureOf(await send('DeleteHealthCheck', { HealthCheckId: Id }))).toBe('route53:DeleteHealthCheck invalid');
  });

  it('are none where there are none', async () => {
    const { reader } = await start({ ...story, healthChecks: [] });
    expect(valueOf(await reader.list(signal))).toEqual([]);
  });

  it('are listed to the last page', async () => {
    const many = Array.from({ length: 205 }, (_, index): ScenarioHealthCheck => ({
      name: `check ${index}`,
      kind: 'TCP',
      host: 'example.com',
    }));
    const { reader } = await start({ ...story, healthChecks: many });
    expect(valueOf(await reader.list(signal))).toHaveLength(205);
  });

  it('are read while their Region is out', async () => {
    const { reader, simulation } = await start();
    simulation.setOutage('us-east-1', 'refuses');
    expect(valueOf(await reader.get('probe', signal))).toMatchObject({ id: 'probe' });
    // CloudWatch is not everywhere, and its metric of health checks is in us-east-1.
    expect(failureOf(await reader.observed('both', 'CALCULATED', signal))).toBe('cloudwatch:GetMetricData unreachable');
  });
});

describe('a refused call', () => {
  it('says which permission is missing, and hides nothing else', async () => {
    const permissions = [{ only: ['route53:GetHealthCheck', 'route53:List*'] }];
    const { reader } = await inProcess({ ...story, permissions });
    expect(failureOf(await reader.observed('probe', 'HTTPS', signal))).toBe('route53:GetHealthCheckStatus accessDenied');
    expect(failureOf(await reader.observed('both', 'CALCULATED', signal))).toBe('cloudwatch:GetMetricData accessDenied');
    const untagged = await inProcess({ ...story, permissions: [{ only: ['route53:GetHealthCheck'] }] });
    expect(valueOf(await untagged.reader.get('both', signal))).toEqual({
      id: 'both',
      callerReference: 'Both',
      version: 1,
      kind: 'CALCULATED',
      disabled: false,
      inverted: false,
      threshold: 1,
      children: ['probe', 'alarm'],
    });
    expect(failureOf(await untagged.reader.tags('both', signal))).toBe('route53:ListTagsForResource accessDenied');
    expect(failureOf(await untagged.reader.list(signal))).toBe('route53:ListHealthChecks accessDenied');
  });
});

describe('an answer over the network', () => {
  async function answering(body: string, partition = 'aws') {
    server = await startHttpServer((_request, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(body));
    const { url, requests } = server;
    const clients = createClients({ credentials: () => Promise.resolve({ accessKeyId, secretAccessKey: 'any' }), endpoints: () => url });
    return { reader: createHealthCheckReader(clients, partition), requests };
  }
  const reports = (...statuses: string[]): string =>
    `<GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HealthCheckObservations>${statuses
      .map(
        (status) =>
          `<HealthCheckObservation><StatusReport><Status>${status}</Status><CheckedTime>2026-11-20T12:00:00.5Z</CheckedTime></StatusReport></HealthCheckObservation>`,
      )
      .join('')}</HealthCheckObservations></GetHealthCheckStatusResponse>`;
  const failures = (count: number): string[] => Array.from({ length: count }, () => 'Failure: Connection timed out.');

  it.each([
    ['two of ten checkers', ['Success: HTTP Status Code 200, OK', 'Success: HTTP Status Code 301', ...failures(8)], 'healthy'],
    ['one of ten checkers', ['Success: HTTP Status Code 200, OK', ...failures(9)], 'unhealthy'],
    ['two of eleven checkers and one that says something else', ['Success: a', 'Success: b', ...failures(9), 'Checking'], 'healthy'],
  ] as const)('counts an endpoint that %s reach as %s', async (_what, statuses, status) => {
    const { reader } = await answering(reports(...statuses));
    expect(valueOf(await reader.observed('probe', 'HTTPS', signal))).toEqual({
      source: 'checkers',
      status,
      at: Date.parse('2026-11-20T12:00:00.5Z'),
    });
  });

  it('without reports is no opinion, and one that is no answer is a failure', async () => {
    const { reader } = await answering(reports());
    expect(valueOf(await reader.observed('probe', 'HTTPS', signal))).toEqual({ source: 'checkers', status: 'unknown' });
    await server?.close();
    const { reader: other } = await answering('<Other/>');
    expect(failureOf(await other.list(signal))).toBe('route53:ListHealthChecks unknown');
    expect(failureOf(await other.get('probe', signal))).toBe('route53:GetHealthCheck unknown');
  });

  it.each([
    ['aws', 'us-east-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ])('of the partition %s is asked for in %s', async (partition, region) => {
    const { reader, requests } = await answering(reports(), partition);
    await reader.observed('probe', 'HTTPS', signal);
    expect(requests[0]?.authorization).toContain(`/${region}/route53/aws4_request`);
  });
});
