// Requests as a signing client sends them, and the demo they are sent to.
import { demoScenario } from '../../../src/simulator/demo.ts';
import { answer } from '../../../src/simulator/core.ts';
import { scenarioClientId, scenarioKeyId, scenarioPoolId, worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { AwsRequest, HttpReply } from '../../../src/simulator/service.ts';
import type { World } from '../../../src/simulator/world.ts';
import { restRequestOf } from '../../support/sdkRest.ts';

/** The moment at which every story here is told. */
export const now = Date.parse('2026-11-20T12:00:00Z');
export const demoAccessKey = 'AKIADEMO111122223333';
export const demoWorld = (): World => worldFromScenario(demoScenario, { now });

export function demoPoolId(name: string): string {
  const pool = demoScenario.pools?.find((candidate) => candidate.name === name);
  if (!pool) throw new Error(`The demo has no pool ${name}.`);
  return scenarioPoolId(demoScenario, pool);
}

export function demoClientId(pool: string, client: string): string {
  const found = demoScenario.pools?.find(({ name }) => name === pool);
  if (!found) throw new Error(`The demo has no pool ${pool}.`);
  return scenarioClientId(demoScenario, found, client);
}

/** The password of every user of the demo. */
export const demoPassword = 'Replicas-2026!';

export function demoKeyId(name: string): string {
  const key = demoScenario.keys?.find((candidate) => candidate.name === name);
  if (!key) throw new Error(`The demo has no key ${name}.`);
  return scenarioKeyId(demoScenario, key);
}

const targets: Readonly<Record<string, string>> = {
  'cognito-idp': 'AWSCognitoIdentityProviderService',
  cloudwatch: 'GraniteServiceVersion20100801',
  firehose: 'Firehose_20150804',
  kms: 'TrentService',
  logs: 'Logs_20140328',
  wafv2: 'AWSWAF_20190729',
};
const versions: Readonly<Record<string, string>> = { iam: '2010-05-08', sns: '2010-03-31', sts: '2011-06-15' };

/** The form of a query service: lists are numbered, and members of structures have their path. */
const formOf = (service: string, operation: string, input: object): string => {
  const fields = (name: string, value: unknown): [string, string][] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => fields(`${name}.member.${index + 1}`, item));
    if (typeof value !== 'object' || value === null) return [[name, String(value)]];
    return Object.entries(value).flatMap(([member, item]) => fields(`${name}.${member}`, item));
  };
  const members = Object.entries(input).flatMap(([name, value]) => fields(name, value));
  return new URLSearchParams([['Action', operation], ['Version', versions[service] ?? ''], ...members]).toString();
};

/** A request for an operation, signed with the demo's access key and sent to us-east-1 unless said otherwise. */
export function requestFor(service: string, operation: string, input: object = {}, changes: Partial<AwsRequest> = {}): AwsRequest {
  const target = targets[service];
  return {
    method: 'POST',
    path: '/',
    headers: target ? { 'x-amz-target': `${target}.${operation}` } : { 'content-type': 'application/x-www-form-urlencoded' },
    body: target ? JSON.stringify(input) : formOf(service, operation, input),
    region: 'us-east-1',
    service,
    accessKeyId: demoAccessKey,
    now,
    ...restRequestOf(service, operation, input),
    ...changes,
  };
}

/** What the world answers over HTTP; throws where it does not answer at all. */
export function replyOf(world: World, request: AwsRequest): HttpReply {
  const { response } = answer(world, request);
  if (!('status' in response)) throw new Error(`No reply: ${JSON.stringify(response)}`);
  return response;
}

/** Sends a request and parses the JSON of the reply. */
export function ask(world: World, ...parts: Parameters<typeof requestFor>): unknown {
  return JSON.parse(replyOf(world, requestFor(...parts)).body);
}

/** Freezes everything that can be reached from a value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
