// What can go wrong between a caller and AWS, as data in the world: each fault names the calls it holds for and what becomes of them.
// To add a kind: a name in `faultKinds`, an entry in `effects`.
import { fractionFrom } from './ids.ts';
import { accessDenied, isPermitted, type Wanted } from './permissions.ts';
import { quotasOf, type Quota } from './quotas.ts';
import { Refusal } from './refusal.ts';
import { flag, integer, number, oneOf, required, structure, text, type Shaped } from './shape.ts';
import { actionOf, textMember, type AwsResponse, type Call, type Service } from './service.ts';
import { takeTokens, type Buckets } from './tokenBucket.ts';

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
  'regionNotEnabled',
  'lostReply',
  'concurrentModification',
  'rateLimit',
  'clockSkew',
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
  /** Of `latency`: how long the answer takes. Of `clockSkew`: how far the service's clock is ahead of the caller's, or behind. */
  milliseconds: integer({ min: -86_400_000, max: 86_400_000 }),
  /** Of `rateLimit` only; left out: the real quotas of the operation's category. */
  perSecond: integer({ min: 1 }),
  /** How many of the calls that match it hits, from 0 to 1; which ones follows from the world's seed. */
  probability: number({ min: 0, max: 1 }),
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
  /** When the caller signed the request by its own clock, in epoch milliseconds. */
  readonly signedAt: number | undefined;
}

/** What faults remember from call to call. */
export interface FaultMemory {
  /** How often chance was asked. */
  readonly draws: number;
  readonly buckets: Buckets;
}

/** `instead` answers without asking the service (throwing a Refusal lets the service's format encode it); `after` spoils a reply that was made. */
interface Effect {
  readonly instead?: (call: FaultedCall) => AwsResponse;
  readonly after?: (reply: AwsResponse) => AwsResponse;
}

/** What each kind does to every call that it hits; `latency`, `rateLimit` and `clockSkew` depend on the call and stand below. */
const effects: Readonly<Record<Exclude<FaultKind, 'latency' | 'rateLimit' | 'clockSkew'>, Effect>> = {
  accessDenied: {
    instead: (call) => {
      throw accessDenied(
        `${call.serviceName}:${actionOf(call.service, call.operation ?? '*')}`,
        call.service.resourceOf(call.input(), call),
        call.caller,
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
  truncated: {
    after: (reply) => ('body' in reply ? { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) } : reply),
  },
  // The service did what it was asked to do; the caller never hears of it.
  lostReply: { after: () => ({ drop: true }) },
  // What Cognito answers while somebody else changes the same thing (SDK: ConcurrentModificationException); the call changes nothing.
  concurrentModification: {
    instead: () => {
      throw new Refusal('ConcurrentModificationException', 'Two or more modifications are happening concurrently.');
    },
  },
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
  // OptInRequired, as AWS's common errors call it.
  regionNotEnabled: {
    instead: () => {
      throw new Refusal('OptInRequired', 'The AWS access key ID needs a subscription for the service', 403);
    },
  },
};

/** Faults of credentials, which cannot hold for a call without any. */
const ofCredentials: readonly FaultKind[] = ['accessDenied', 'expiredToken', 'regionDisabled', 'regionNotEnabled', 'clockSkew'];

/** How far the clocks of caller and service may be apart, in milliseconds: five minutes, as for every signature of version 4. */
const tolerance = 5 * 60_000;

/**
 * What the world's faults make of a call: the sum of all latencies in milliseconds, and the effect of the first other fault that matches and
 * hits. `memory` is what the faults remember after this call, where that changed.
 */
export function faultsOf(call: FaultedCall): Effect & { readonly delay: number; readonly memory?: FaultMemory } {
  const before: FaultMemory = call.world.faultMemory ?? { draws: 0, buckets: {} };
  let memory = before;
  let delay = 0;
  let effect: Effect | undefined;
  for (const [index, fault] of call.world.faults.entries()) {
    if (!call.signed && ofCredentials.includes(fault.kind)) continue;
    if (!holdsFor(fault, call) || (effect && fault.kind !== 'latency')) continue;
    if (fault.probability !== undefined) {
      memory = { ...memory, draws: memory.draws + 1 };
      if (fractionFrom(`${call.world.seed} ${memory.draws}`) >= fault.probability) continue;
    }
    if (fault.kind === 'latency') delay += fault.milliseconds ?? 0;
    else if (fault.kind === 'clockSkew') effect = skewed(call, fault.milliseconds ?? 0);
    else if (fault.kind === 'rateLimit') {
      const prefix = `${index} ${call.account} ${call.region}`;
      const wanted = quotasFor(fault, call).map(({ bucket, perSecond }) => ({ bucket: `${prefix} ${bucket}`, perSecond }));
      if (wanted.length === 0) continue;
      const taken = takeTokens(memory.buckets, wanted, call.now);
      memory = { ...memory, buckets: taken.buckets };
      if (!taken.allowed) effect = effects.throttled;
    } else effect = effects[fault.kind];
  }
  return { delay, ...effect, ...(memory !== before && { memory }) };
}

/** Whether neither a fault nor the permissions of the world deny the caller something, anywhere: what a simulation of policies answers. */
export function mayDo(wanted: Omit<Wanted, 'resource'>, call: Call): boolean {
  const { service: serviceName, operation, region } = wanted;
  const denied = call.world.faults.some(
    (fault) =>
      fault.kind === 'accessDenied' && fault.probability === undefined && holdsFor(fault, { ...call, serviceName, operation, region }),
  );
  return !denied && isPermitted(wanted, call);
}

/**
 * What one call needs besides its own permission: a fault that denies it in the other Region denies it here too, as a policy on aws:RequestedRegion does (facts:
 * section 2, "IAM for the caller").
 * @throws Refusal AccessDeniedException
 */
export function requireAccess(wanted: Wanted, call: Call): void {
  if (!mayDo(wanted, call)) throw accessDenied(`${wanted.service}:${wanted.operation}`, wanted.resource, call.caller);
}

const holdsFor = (fault: Fault, call: Pick<FaultedCall, 'account' | 'region' | 'serviceName' | 'operation'>): boolean =>
  fault.off !== true &&
  matches(fault.account, call.account) &&
  matches(fault.region, call.region) &&
  matches(fault.service, call.serviceName) &&
  matches(fault.operation, call.operation);

const matches = (wanted: string | undefined, actual: string | undefined): boolean => wanted === undefined || wanted === actual;

/** A rate of its own is one bucket for all calls that the fault matches; the real quotas have one for each category, and some for each pool. */
function quotasFor({ perSecond }: Fault, call: FaultedCall): readonly Quota[] {
  if (perSecond !== undefined) return [{ bucket: '', perSecond }];
  const input = readable(call);
  return quotasOf(call.serviceName, call.operation ?? '', textMember(input, 'UserPoolId') ?? textMember(input, 'ResourceArn'));
}

/** The input, where it can be read; the service itself says what is wrong with another. */
function readable({ input }: FaultedCall): unknown {
  try {
    return input();
  } catch {
    return undefined;
  }
}

/** A signature from too far away is refused with the time of the service, by which a caller can correct itself. */
function skewed({ now, signedAt = now }: FaultedCall, ahead: number): Effect | undefined {
  const serverTime = now + ahead;
  const apart = serverTime - signedAt;
  if (Math.abs(apart) <= tolerance) return undefined;
  const [signed, server, limit] = [signedAt, serverTime, serverTime - Math.sign(apart) * tolerance].map(signatureTime);
  const relation = apart > 0 ? 'Signature expired' : 'Signature not yet current';
  const comparison = apart > 0 ? 'is now earlier than' : 'is still later than';
  const date = new Date(serverTime).toUTCString();
  return {
    instead: () => {
      throw new Refusal(
        'InvalidSignatureException',
        `${relation}: ${signed ?? ''} ${comparison} ${limit ?? ''} (${server ?? ''} ${apart > 0 ? '-' : '+'} 5 min.)`,
      );
    },
    after: (reply) => ('body' in reply ? { ...reply, headers: { ...reply.headers, date } } : reply),
  };
}

/** `20261120T120000Z` */
const signatureTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '');
