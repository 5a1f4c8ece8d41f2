import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  type HealthCheck as DescribedHealthCheck,
  type HealthCheckConfig,
  ListHealthChecksCommand,
  ListTagsForResourceCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { HealthCheck, HealthObservation, Watched } from '../../domain/failover/healthCheck.ts';
import type { HealthCheckReader } from '../../domain/ports.ts';
import { call, callForOptional, nextPage, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import { reportedStatus } from './checkerReports.ts';

/**
 * Whose health the checkers of Route 53 look at themselves. Of these GetHealthCheckStatus tells what each checker sees, within seconds. It does not answer for a CALCULATED one (API
 * reference), and the others have nothing that a checker would report: those are seen by their metric.
 */
const endpointKinds: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP']);

/** The metric has one value a minute, and comes up to a few minutes late. */
const minute = 60_000;
const newestMinutes = 5;

/** Reads the health checks of an account from Route 53, and their metric from CloudWatch. */
export function healthCheckReads(clients: Clients, region: string): HealthCheckReader {
  const route53 = clients.of('route_53', region, Route53Client);
  const cloudWatch = clients.of('cloudwatch', region, CloudWatchClient);

  const tags: HealthCheckReader['tags'] = (id, signal) =>
    call('route53:ListTagsForResource', region, signal, async () => {
      const { ResourceTagSet } = await route53.send(new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: id }), {
        abortSignal: signal,
      });
      if (!ResourceTagSet) throw new UnreadableReply();
      return Object.fromEntries((ResourceTagSet.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
    });

  return {
    tags,
    list: (signal) =>
      call('route53:ListHealthChecks', region, signal, async () => {
        const found: HealthCheck[] = [];
        let page: string | undefined;
        do {
          const { HealthChecks, IsTruncated, NextMarker } = await route53.send(new ListHealthChecksCommand({ Marker: page }), {
            abortSignal: signal,
          });
          if (!HealthChecks) throw new UnreadableReply();
          found.push(...HealthChecks.map(healthCheckOf));
          page = IsTruncated === true ? nextPage(NextMarker, page) : undefined;
        } while (page !== undefined);
        return found;
      }),
    get: async (id, signal) => {
      const described = callForOptional('route53:GetHealthCheck', region, signal, async () => {
        const { HealthCheck } = await route53.send(new GetHealthCheckCommand({ HealthCheckId: id }), { abortSignal: signal });
        if (!HealthCheck) throw new UnreadableReply();
        return healthCheckOf(HealthCheck);
      });
      const [found, tagged] = await Promise.all([described, tags(id, signal)]);
      if (!found.ok || !found.value || !tagged.ok) return found;
      const { Name: name } = tagged.value;
      return { ok: true, value: { ...found.value, tags: tagged.value, ...(name !== undefined && { name }) } };
    },
    observed: (id, kind, signal) =>
      endpointKinds.has(kind)
        ? call('route53:GetHealthCheckStatus', region, signal, async () => {
            const { HealthCheckObservations } = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: id }), {
              abortSignal: signal,
            });
            if (!HealthCheckObservations) throw new UnreadableReply();
            return reportedStatus(HealthCheckObservations);
          })
        : call('cloudwatch:GetMetricData', region, signal, () => latestValue(cloudWatch, id, signal)),
  };
}

/** The newest value of AWS/Route53 HealthCheckStatus: 1 is healthy, 0 is not (Route 53 Developer Guide, "Monitoring health checks using CloudWatch"). */
async function latestValue(cloudWatch: CloudWatchClient, id: string, signal: AbortSignal): Promise<HealthObservation> {
  const now = Date.now();
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - newestMinutes * minute),
      EndTime: new Date(now + minute),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [
        {
          Id: 'status',
          MetricStat: {
            Metric: { Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus', Dimensions: [{ Name: 'HealthCheckId', Value: id }] },
            Period: 60,
            Stat: 'Minimum',
          },
        },
      ],
    }),
    { abortSignal: signal },
  );
  if (!MetricDataResults) throw new UnreadableReply();
  const { Timestamps: [at] = [], Values: [value] = [] } = MetricDataResults[0] ?? {};
  if (value === undefined || at === undefined) return { source: 'metric', status: 'unknown' };
  return { source: 'metric', status: value >= 1 ? 'healthy' : 'unhealthy', at: at.getTime() };
}

function healthCheckOf({
  CallerReference,
  HealthCheckConfig: config,
  HealthCheckVersion,
  Id,
  LinkedService,
}: DescribedHealthCheck): HealthCheck {
  if (Id === undefined || HealthCheckVersion === undefined || config?.Type === undefined) throw new UnreadableReply();
  const watches = watchedBy(config);
  const linkedService = LinkedService?.ServicePrincipal;
  return {
    id: Id,
    version: HealthCheckVersion,
    kind: config.Type,
    disabled: config.Disabled ?? false,
    inverted: config.Inverted ?? false,
    ...(config.HealthThreshold !== undefined && { threshold: config.HealthThreshold }),
    ...(config.Type === 'CALCULATED' && { children: config.ChildHealthChecks ?? [] }),
    ...(watches && { watches }),
    ...(config.RequestInterval !== undefined && { requestInterval: config.RequestInterval }),
    ...(config.FailureThreshold !== undefined && { failureThreshold: config.FailureThreshold }),
    ...(linkedService !== undefined && { linkedService }),
    ...(CallerReference !== undefined && { callerReference: CallerReference }),
  };
}

function watchedBy(config: HealthCheckConfig): Watched | undefined {
  const { AlarmIdentifier: alarm, FullyQualifiedDomainName: host, IPAddress: address, Port: port, RoutingControlArn: arn } = config;
  if (alarm?.Region !== undefined && alarm.Name !== undefined) return { what: 'alarm', region: alarm.Region, name: alarm.Name };
  if (arn !== undefined) return { what: 'routingControl', arn };
  if (host === undefined && address === undefined) return undefined;
  const { ResourcePath: path, SearchString: searchString } = config;
  return {
    what: 'endpoint',
    ...(host !== undefined && { host }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
    ...(path !== undefined && { path }),
    ...(searchString !== undefined && { searchString }),
  };
}
