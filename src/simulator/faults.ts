// What can go wrong between a caller and AWS, as data in the world: each fault names the calls it holds for and what becomes of them.
// To add a kind: a name in `faultKinds`, an entry in `effects`.
import { Refusal } from './refusal.ts';
import { flag, integer, oneOf, required, structure, text, type Shaped } from './shape.ts';
import type { AwsResponse, Call, HttpReply, Service } from './service.ts';

export const faultKinds = [
  'accessDenied',
  'neverAnswers',
  'refusesConnection',
  'serverError',
  'html',
  'truncated',
  'throttled',
  'expiredToken',
  'regionDisabled',
  'latency',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault as a scenario writes it. What is left out of `account`, `region`, `service` and `operation` matches every call. */
export const faultShape = structure({
  kind: required(oneOf(...faultKinds)),
  account: text(),
  region: text(),
  service: text(),
  operation: text(),
  /** Of `latency` only. */
  milliseconds: integer({ min: 0, max: 600_000 }),
  /** A fault that is switched off stays where it is. */
  off: flag,
});
export type Fault = Shaped<typeof faultShape>;

/** A call as faults see it; the operation is undefined where the request names none. */
export interface FaultedCall extends Call {
  readonly service: Service;
  readonly serviceName: string;
  readonly operation: string | undefined;
  readonly signed: boolean;
  readonly input: () => unknown;
}

/** `instead` answers without asking the service (throwing a Refusal lets the service's format encode it); `after` spoils a reply that was made. */
interface Effect {
  readonly instead?: (call: FaultedCall) => AwsResponse;
  readonly after?: (reply: HttpReply) => HttpReply;
}

const effects: Readonly<Record<Exclude<FaultKind, 'latency'>, Effect>> = {
  accessDenied: {
    instead: (call) => {
      const action = `${call.serviceName}:${call.operation ?? '*'}`;
      const resource = call.service.resourceOf(call.input(), call);
      throw new Refusal(
        'AccessDeniedException',
        `User: ${call.caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
      );
    },
  },
  neverAnswers: { instead: () => ({ never: true }) },
  refusesConnection: { instead: () => ({ refuse: true }) },
  serverError: {
    instead: ({ service: { failed } }) => {
      throw new Refusal(failed.code, failed.message, 500);
    },
  },
  // A proxy or load balancer in between, not AWS.
  html: {
    instead: () => ({
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: '<!DOCTYPE html>\n<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>\n',
    }),
  },
  // The service did what it was asked to do; only its reply is cut.
  truncated: { after: (reply) => ({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) }) },
  throttled: {
    instead: ({ service: { throttled } }) => {
      throw new Refusal(throttled.code, throttled.message);
    },
  },
  expiredToken: {
    instead: () => {
      throw new Refusal('ExpiredTokenException', 'The security token included in the request is expired');
    },
  },
  // What a Region that the account has not enabled answers to valid credentials.
  regionDisabled: {
    instead: () => {
      throw new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
    },
  },
};

/** Faults of credentials, which cannot hold for a call without any. */
const ofCredentials: readonly FaultKind[] = ['accessDenied', 'expiredToken', 'regionDisabled'];

/** What the world's faults make of a call: the sum of all latencies in milliseconds, and the effect of the first other fault that matches. */
export function faultsOf(call: FaultedCall): { readonly delay: number } & Effect {
  const matching = call.world.faults.filter(
    (fault) =>
      fault.off !== true &&
      (call.signed || !ofCredentials.includes(fault.kind)) &&
      matches(fault.account, call.account) &&
      matches(fault.region, call.region) &&
      matches(fault.service, call.serviceName) &&
      matches(fault.operation, call.operation),
  );
  const delay = matching.reduce((sum, { kind, milliseconds = 0 }) => (kind === 'latency' ? sum + milliseconds : sum), 0);
  const kind = matching.map((fault) => fault.kind).find((candidate) => candidate !== 'latency');
  return { delay, ...(kind && effects[kind]) };
}

const matches = (wanted: string | undefined, actual: string | undefined): boolean => wanted === undefined || wanted === actual;
