// The simulated AWS as a pure function. It holds nothing, waits for nothing and reads no clock: everything is in the World and the request.
import { callerArn } from './arns.ts';
import { cloudwatch } from './cloudwatch/service.ts';
import { cognito } from './cognito/service.ts';
import { faultsOf, type FaultedCall } from './faults.ts';
import { firehose } from './firehose/service.ts';
import { iam } from './iam/service.ts';
import { uuidFrom } from './ids.ts';
import { kms } from './kms/service.ts';
import { lambda } from './lambda/service.ts';
import { logs } from './logs/service.ts';
import { withoutAnswer } from './outages.ts';
import { requirePermission } from './permissions.ts';
import { Refusal } from './refusal.ts';
import { route53 } from './route53/service.ts';
import { s3 } from './s3/service.ts';
import { actionOf, type AwsRequest, type AwsResponse, type Service, type UnstampedRequest } from './service.ts';
import { ses } from './ses/service.ts';
import { sns } from './sns/service.ts';
import { sts } from './sts/service.ts';
import { wafv2 } from './wafv2/service.ts';
import { accountOfAccessKey, entryOf, fallbackAccount, identityOf, type World } from './world.ts';

/** The simulated services by the name that signatures carry. */
export const services: Readonly<Record<string, Service>> = {
  cloudwatch,
  'cognito-idp': cognito,
  firehose,
  iam,
  kms,
  lambda,
  logs,
  route53,
  s3,
  ses,
  sns,
  sts,
  wafv2,
};

export interface Answer {
  /** The very same World after a read. */
  readonly world: World;
  readonly response: AwsResponse;
  /** Milliseconds that an adapter waits before it delivers the response. */
  readonly delay: number;
}

/** The operation or document that a request names, where its service is simulated and its format is understood. */
export function operationOf(request: AwsRequest): string | undefined {
  const service = serviceOf(request.service);
  return service?.unsigned?.documentOf(request)?.name ?? service?.protocol.operationOf(request);
}

/** The account that a request acts in. */
export function accountOf(world: World, request: AwsRequest): string {
  if (request.accessKeyId !== undefined) return accountOfAccessKey(world, request.accessKeyId);
  return serviceOf(request.service)?.unsigned?.homeOf(request, world)?.account ?? fallbackAccount;
}

/** The Region that a request is for: that of the domain that it asks, else its own, else the one where what it names is at home, else us-east-1. */
export function regionFor(world: World, request: UnstampedRequest & Pick<AwsRequest, 'now'>): string {
  if (request.accessKeyId !== undefined) return request.region ?? 'us-east-1';
  const home = serviceOf(request.service)?.unsigned?.homeOf(request, world);
  return (home?.isRouted === true ? home.region : undefined) ?? request.region ?? home?.region ?? 'us-east-1';
}

/** Answers one request: the World after it, the response, and how long the response is to be held back. Never changes `world`; throws only where the simulator itself is wrong. */
export function answer(world: World, request: AwsRequest): Answer {
  const given = answerWithBody(world, request);
  const { response } = given;
  // A reply to HEAD has no body, whoever answers (RFC 9110, section 9.3.2).
  return request.method === 'HEAD' && 'body' in response ? { ...given, response: { ...response, body: '' } } : given;
}

function answerWithBody(world: World, request: AwsRequest): Answer {
  const service = serviceOf(request.service);
  if (!service) {
    const message = request.service
      ? `The simulator has no service '${request.service}'.`
      : 'The request is unsigned and its target names no service that is simulated.';
    const body = JSON.stringify({ __type: 'UnknownOperationException', message });
    return { world, response: { status: 404, headers: { 'content-type': 'application/json' }, body }, delay: 0 };
  }
  const outage = withoutAnswer(world, request);
  if (outage) return { world, response: outage, delay: 0 };
  const requestId = uuidFrom(`${world.seed} ${world.sequence} ${request.now} ${request.region} ${request.body}`);
  const account = accountOf(world, request);
  const call: FaultedCall = {
    world,
    account,
    region: request.region,
    now: request.now,
    caller: callerArn(account, identityOf(world, account)),
    accessKeyId: request.accessKeyId,
    service,
    serviceName: request.service,
    operation: operationOf(request),
    signed: request.accessKeyId !== undefined,
    input: () => service.protocol.inputOf(request),
    signedAt: signedAt(request.headers['x-amz-date']),
  };
  const { delay, instead, memory, after = (response: AwsResponse) => response } = faultsOf(call);
  const remembering = memory ? { ...world, faultMemory: memory } : world;
  try {
    if (instead) return { world: remembering, response: after(instead(call)), delay };
    const document = service.unsigned?.documentOf(request);
    if (document) return { world: remembering, response: after(document.read(call)), delay };
    const { operation, outcome } = perform({ ...call, world: remembering });
    const reply = service.protocol.encode(operation, outcome.output, requestId);
    return { world: outcome.world ?? remembering, response: after(reply), delay };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { world: remembering, response: after(service.protocol.encodeError(error, requestId)), delay };
  }
}

/** The time of a signature (`20261120T120000Z`) in epoch milliseconds. */
function signedAt(date = ''): number | undefined {
  const time = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  return Number.isNaN(time) ? undefined : time;
}

function serviceOf(name: string): Service | undefined {
  return entryOf(services, name);
}

function perform(call: FaultedCall) {
  const { service, operation = '', signed } = call;
  if (!signed && !service.unsigned?.operations.has(operation))
    throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const input = call.input();
  const resource = service.resourceOf(input, call);
  if (signed)
    requirePermission({ service: call.serviceName, operation: actionOf(service, operation), region: call.region, resource }, call);
  service.guard?.(operation, input, call);
  const run = entryOf(service.operations, operation);
  if (!run)
    throw new Refusal('UnknownOperationException', `The simulator does not know the operation '${operation}' of ${call.serviceName}.`);
  return { operation, outcome: run(input, call) };
}
