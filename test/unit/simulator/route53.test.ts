// The operations of Route 53 on health checks.
import {
  ChangeTagsForResourceCommand,
  DeleteHealthCheckCommand,
  ListHealthChecksCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-route-53';
import { describe, expect, test } from 'vitest';
import { alarm, control, probe, story } from './healthCheckStory.ts';
import { refusalOf } from './story.ts';

describe('health checks', () => {
  test('are described with the defaults of their kind', async () => {
    const { get } = story([probe, alarm]);
    expect((await get()).HealthCheck).toEqual({
      Id: 'probe',
      CallerReference: 'Probe',
      HealthCheckVersion: 1,
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'probe.us-east-1.example.com',
        ResourcePath: '/sign-in',
        Port: 443,
        RequestInterval: 10,
        FailureThreshold: 3,
        MeasureLatency: false,
        EnableSNI: true,
        Inverted: false,
        Disabled: false,
      },
    });
    expect((await get('alarm')).HealthCheck?.HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Region: 'us-east-1', Name: 'sign-ins' },
      InsufficientDataHealthStatus: 'LastKnownStatus',
      Inverted: false,
      Disabled: false,
    });
    expect(await refusalOf(get('nobody'))).toEqual(['NoSuchHealthCheck', 'No health check exists with the ID nobody.']);
  });

  test('are one list for all Regions, in pages', async () => {
    const { client } = story([probe, alarm, control]);
    const first = await client.send(new ListHealthChecksCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'probe', MaxItems: 2, Marker: '' });
    expect(first.HealthChecks?.map(({ Id }) => Id)).toEqual(['alarm', 'control']);
    const last = await client.send(new ListHealthChecksCommand({ MaxItems: 2, Marker: first.NextMarker }));
    expect(last).toMatchObject({ IsTruncated: false, Marker: 'probe', HealthChecks: [{ Id: 'probe' }] });
    expect(await refusalOf(client.send(new ListHealthChecksCommand({ Marker: 'x' })))).toEqual([
      'InvalidInput',
      'The marker x is not valid.',
    ]);
  });

  test('are created once for a caller reference, which is spent when they are deleted', async () => {
    const { client, create } = story([]);
    const config = { Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 } as const;
    const made = await create({ HealthCheckConfig: config });
    expect(made.Location).toBe(`https://route53.amazonaws.com/2013-04-01/healthcheck/${made.HealthCheck?.Id ?? ''}`);
    expect((await create({ HealthCheckConfig: config })).HealthCheck).toEqual(made.HealthCheck);
    const taken = ['HealthCheckAlreadyExists', 'A health check with the caller reference a already exists.'];
    expect(await refusalOf(create({ HealthCheckConfig: { ...config, Port: 80 } }))).toEqual(taken);
    expect((await create({ CallerReference: 'b', HealthCheckConfig: config })).HealthCheck?.Id).not.toBe(made.HealthCheck?.Id);
    await client.send(new DeleteHealthCheckCommand({ HealthCheckId: made.HealthCheck?.Id }));
    expect(await refusalOf(create({ HealthCheckConfig: config }))).toEqual(taken);
  });

  test.each([
    ['an endpoint without a host', { Type: 'HTTP' }, 'Either IPAddress or FullyQualifiedDomainName must be specified.'],
    ['a string match without a string', { Type: 'HTTP_STR_MATCH', IPAddress: '192.0.2.1' }, /^SearchString belongs to/],
    ['an interval of 20 seconds', { Type: 'HTTP', IPAddress: '192.0.2.1', RequestInterval: 20 }, 'RequestInterval must be 10 or 30.'],
    [
      'a calculated one with a host',
      { Type: 'CALCULATED', ChildHealthChecks: [], IPAddress: '192.0.2.1' },
      /^IPAddress cannot be specified/,
    ],
    ['an alarm of no name', { Type: 'CLOUDWATCH_METRIC' }, 'The health check needs an AlarmIdentifier.'],
    ['a threshold of 11', { Type: 'TCP', IPAddress: '192.0.2.1', FailureThreshold: 11 }, /less than or equal to 10/],
    ['a kind that is none', { Type: 'UDP' as never }, /enum value set/],
  ] as const)('cannot be %s', async (_what, HealthCheckConfig, sentence) => {
    const [name, message] = await refusalOf(story([]).create({ HealthCheckConfig: HealthCheckConfig as never }));
    expect(name).toBe('InvalidInput');
    if (typeof sentence === 'string') expect(message).toBe(sentence);
    else expect(message).toMatch(sentence);
  });

  test('have one more version with each change, and refuse one of somebody who has seen an older one', async () => {
    const { get, update } = story();
    expect((await update({ HealthCheckVersion: 1, Disabled: true, Inverted: true })).HealthCheck).toMatchObject({
      HealthCheckVersion: 2,
      HealthCheckConfig: { Disabled: true, Inverted: true, ResourcePath: '/sign-in' },
    });
    expect(await refusalOf(update({ HealthCheckVersion: 1, Disabled: false }))).toEqual([
      'HealthCheckVersionMismatch',
      'The version of health check probe is 2, not 1.',
    ]);
    await update({ Inverted: false, ResetElements: ['ResourcePath'] });
    expect((await get()).HealthCheck).toMatchObject({ HealthCheckVersion: 3, HealthCheckConfig: { Disabled: true, Inverted: false } });
    expect((await get()).HealthCheck?.HealthCheckConfig?.ResourcePath).toBeUndefined();
    expect(await refusalOf(update({ IPAddress: '192.0.2.1' }))).toEqual(['InvalidInput', 'An IPAddress cannot be added.']);
  });

  test('have tags, of which the console shows one as the name', async () => {
    const { client } = story();
    const of = { ResourceType: 'healthcheck', ResourceId: 'probe' } as const;
    const tags = async () => (await client.send(new ListTagsForResourceCommand(of))).ResourceTagSet?.Tags;
    expect(await tags()).toEqual([{ Key: 'Name', Value: 'Probe' }]);
    await client.send(new ChangeTagsForResourceCommand({ ...of, AddTags: [{ Key: 'a&b', Value: '<1>' }], RemoveTagKeys: ['Name'] }));
    expect(await tags()).toEqual([{ Key: 'a&b', Value: '<1>' }]);
    const reserved = new ChangeTagsForResourceCommand({ ...of, AddTags: [{ Key: 'aws:a', Value: '' }] });
    expect(await refusalOf(client.send(reserved))).toEqual(['InvalidInput', 'Tag keys must not begin with aws:.']);
    expect(await refusalOf(client.send(new ListTagsForResourceCommand({ ...of, ResourceId: 'x' })))).toEqual([
      'NoSuchHealthCheck',
      'No health check exists with the ID x.',
    ]);
  });
});
