// Amazon Route 53 (route53), as far as Cognito's failover follows its health checks. It is one service for all Regions. Shapes: SDK client-route-53 3.1169.0; rules: API reference and
// facts, section 4.
import { nextSource, uuidFrom } from '../ids.ts';
import { omit } from '../omit.ts';
import { Refusal } from '../refusal.ts';
import { textMember, type Call, type Operation, type Service } from '../service.ts';
import { structure, text } from '../shape.ts';
import { restXml } from '../wire/restXml.ts';
import { withAccount } from '../world.ts';
import { changed, healthCheckHere, withHealthCheck, type HealthCheck, type HealthCheckConfig } from './healthChecks.ts';
import { changeTagsShape, createShape, healthCheckId, operation, updateShape } from './inputs.ts';
import { observationsOf } from './reports.ts';
import { requireSound, withDefaults } from './rules.ts';
import { tagOperations } from './tags.ts';

const invalid = (message: string): Refusal => new Refusal('InvalidInput', message);

/** By id, which says nothing about their age. */
const healthChecksOf = ({ account, world }: Call): readonly HealthCheck[] =>
  Object.values(world.accounts[account]?.healthChecks ?? {}).sort((a, b) => (a.id < b.id ? -1 : 1));

const described = (check: HealthCheck) => ({
  Id: check.id,
  CallerReference: check.callerReference,
  HealthCheckConfig: check.config,
  HealthCheckVersion: check.version,
});

const getHealthCheck = operation(structure({ HealthCheckId: healthCheckId }), ({ HealthCheckId }, call) => ({
  output: { HealthCheck: described(healthCheckHere(HealthCheckId, call)) },
}));

/** A marker is the id of the first health check of the page. */
const listHealthChecks = operation(
  structure({ Marker: text({ max: 64 }), MaxItems: text({ pattern: '\\d{1,4}' }) }),
  ({ Marker = '', MaxItems = '100' }, call) => {
    const size = Math.min(Math.max(Number(MaxItems), 1), 100);
    if (Marker !== '' && !healthChecksOf(call).some(({ id }) => id === Marker)) throw invalid(`The marker ${Marker} is not valid.`);
    const rest = healthChecksOf(call).filter(({ id }) => id >= Marker);
    const next = rest[size];
    return {
      output: {
        HealthChecks: rest.slice(0, size).map(described),
        Marker,
        IsTruncated: next !== undefined,
        ...(next && { NextMarker: next.id }),
        MaxItems: size,
      },
    };
  },
);

/** The same reference again is the same request, where it says the same; one of a deleted health check is spent. */
const createHealthCheck = operation(createShape, ({ CallerReference, HealthCheckConfig }, call) => {
  requireSound(HealthCheckConfig);
  const config = withDefaults(HealthCheckConfig);
  const there = healthChecksOf(call).find(({ callerReference }) => callerReference === CallerReference);
  const isSpent = call.world.accounts[call.account]?.spentCallerReferences?.includes(CallerReference) === true;
  if (isSpent || (there && !isSame(there.config, config)))
    throw new Refusal('HealthCheckAlreadyExists', `A health check with the caller reference ${CallerReference} already exists.`);
  if (there) return { output: created(there) };
  const { source, world } = nextSource(call.world);
  const check: HealthCheck = {
    id: uuidFrom(`health check ${source}`),
    callerReference: CallerReference,
    version: 1,
    createdAt: call.now,
    changedAt: call.now,
    config,
    tags: {},
  };
  return { world: withHealthCheck(world, call.account, check), output: created(check) };
});

const created = (check: HealthCheck) => ({
  HealthCheck: described(check),
  Location: `https://route53.amazonaws.com/2013-04-01/healthcheck/${check.id}`,
});

/** Whether settings say the same, in whatever order. */
function isSame(a: HealthCheckConfig, b: HealthCheckConfig): boolean {
  const sorted = (config: HealthCheckConfig): string =>
    JSON.stringify(Object.entries(config).sort(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** What is left out stays. A version that is not the current one says that somebody else was faster. */
const updateHealthCheck = operation(updateShape, (input, call) => {
  const check = healthCheckHere(input.HealthCheckId, call);
  const { HealthCheckVersion: seen = check.version, ResetElements = [] } = input;
  if (seen !== check.version) {
    const sentence = `The version of health check ${check.id} is ${check.version}, not ${seen}.`;
    throw new Refusal('HealthCheckVersionMismatch', sentence);
  }
  const given = omit(input, 'HealthCheckId', 'HealthCheckVersion', 'ResetElements');
  if (given.IPAddress !== undefined && check.config.IPAddress === undefined) throw invalid('An IPAddress cannot be added.');
  const config: HealthCheckConfig = { ...omit(check.config, ...ResetElements), ...given };
  requireSound(ResetElements.includes('ChildHealthChecks') ? { ChildHealthChecks: [], ...config } : config);
  const next = changed(check, config, call.now);
  return { world: withHealthCheck(call.world, call.account, next), output: { HealthCheck: described(next) } };
});

const deleteHealthCheck = operation(structure({ HealthCheckId: healthCheckId }), ({ HealthCheckId }, call) => {
  const { callerReference, id } = healthCheckHere(HealthCheckId, call);
  const world = withAccount(call.world, call.account, ({ healthChecks = {}, spentCallerReferences = [], ...owner }) => ({
    ...owner,
    healthChecks: Object.fromEntries(Object.entries(healthChecks).filter(([other]) => other !== id)),
    spentCallerReferences: [...spentCallerReferences, callerReference],
  }));
  return { world, output: {} };
});

/** "You can't use GetHealthCheckStatus to get the status of a calculated health check." Of what checkers do not look at there is nothing to report. */
const getHealthCheckStatus = operation(structure({ HealthCheckId: healthCheckId }), ({ HealthCheckId }, call) => {
  const check = healthCheckHere(HealthCheckId, call);
  if (check.config.Type === 'CALCULATED') throw invalid('The status of a calculated health check cannot be retrieved.');
  return { output: { HealthCheckObservations: observationsOf(check, call) } };
});

const one = '/2013-04-01/healthcheck/{HealthCheckId}';
const tags = '/2013-04-01/tags/{ResourceType}/{ResourceId}';

export const route53: Service = {
  protocol: restXml(
    {
      ChangeTagsForResource: { method: 'POST', path: tags, body: changeTagsShape },
      CreateHealthCheck: {
        method: 'POST',
        path: '/2013-04-01/healthcheck',
        status: 201,
        body: createShape,
        headers: { Location: 'location' },
      },
      DeleteHealthCheck: { method: 'DELETE', path: one },
      GetHealthCheck: { method: 'GET', path: one },
      GetHealthCheckStatus: { method: 'GET', path: `${one}/status` },
      ListHealthChecks: { method: 'GET', path: '/2013-04-01/healthcheck', query: { Marker: 'marker', MaxItems: 'maxitems' } },
      ListTagsForResource: { method: 'GET', path: tags },
      UpdateHealthCheck: { method: 'POST', path: one, body: updateShape },
    },
    {
      namespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
      items: {
        ChildHealthChecks: 'ChildHealthCheck',
        HealthCheckObservations: 'HealthCheckObservation',
        HealthChecks: 'HealthCheck',
        Regions: 'Region',
        Tags: 'Tag',
      },
      statuses: {
        HealthCheckAlreadyExists: 409,
        HealthCheckVersionMismatch: 409,
        InvalidSignatureException: 403,
        NoSuchHealthCheck: 404,
        NoSuchHostedZone: 404,
      },
    },
  ),
  operations: {
    CreateHealthCheck: createHealthCheck,
    DeleteHealthCheck: deleteHealthCheck,
    GetHealthCheck: getHealthCheck,
    GetHealthCheckStatus: getHealthCheckStatus,
    ListHealthChecks: listHealthChecks,
    UpdateHealthCheck: updateHealthCheck,
    ...tagOperations,
  } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'Throttling', message: 'Rate exceeded' },
  failed: { code: 'ServiceUnavailable', message: 'Service Unavailable' },
  resourceOf: (input) => {
    const id = textMember(input, 'HealthCheckId') ?? textMember(input, 'ResourceId');
    return id === undefined ? '*' : `arn:aws:route53:::healthcheck/${id}`;
  },
};
