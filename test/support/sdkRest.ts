// Requests of the REST services, made from the SDK's own description of where each operation is: traits `http`, `httpQuery` and label.
import * as lambda from '@aws-sdk/client-lambda';
import * as route53 from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import * as ses from '@aws-sdk/client-sesv2';
import type { AwsRequest } from '../../src/simulator/service.ts';
import { inputMembersOf, memberTraitsOf } from './sdkSchema.ts';
import { toXml } from './sdkXml.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { lambda, route53, s3, ses };
/** The services whose bodies are XML. */
export const xmlServices: ReadonlySet<string> = new Set(['route53', 's3']);

export interface RestRoute {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Members that stand in the query string, with their names there. */
  readonly query: Readonly<Record<string, string>>;
}

/** Where an operation of a REST service is; undefined for other services. */
export function restRouteOf(service: string, operation: string): RestRoute | undefined {
  const schema = clients[service]?.[`${operation}$`];
  if (!Array.isArray(schema)) return undefined;
  const { http } = schema[3] as { http?: [method: string, path: string, status: number] };
  if (!http) return undefined;
  const [method, path, status] = http;
  const traits = memberTraitsOf(schema[4]);
  const query = Object.fromEntries(
    inputMembersOf(schema).flatMap((name) => {
      const named = traits[name]?.['httpQuery'];
      return named === undefined ? [] : [[name, named] as const];
    }),
  );
  // The SDK puts the bucket before the path; where it is not in the host name, it is the first part of the address.
  return { method, path: service === 's3' ? `/{Bucket}${path.replace(/^\/$/, '')}` : path, status, query };
}

/** Method, path and body of a request to a REST service; nothing for other services. */
export function restRequestOf(service: string, operation: string, input: object): Partial<AwsRequest> {
  const route = restRouteOf(service, operation);
  if (!route) return {};
  const values = new Map(Object.entries(input as Readonly<Record<string, string>>));
  const take = (name: string): string => {
    const value = values.get(name) ?? '';
    values.delete(name);
    return encodeURIComponent(value);
  };
  const bare = route.path.replaceAll(/\{(\w+)\}/g, (_label, name: string) => take(name));
  const queried = Object.entries(route.query).flatMap(([name, named]) => (values.has(name) ? [`${named}=${take(name)}`] : []));
  const left = Object.fromEntries(values);
  const body = xmlServices.has(service) ? toXml(`${operation}Request`, inputSchemaOf(service, operation), left) : JSON.stringify(left);
  return {
    method: route.method,
    path: queried.length > 0 ? `${bare}?${queried.join('&')}` : bare,
    headers: { 'content-type': xmlServices.has(service) ? 'application/xml' : 'application/json' },
    body: values.size > 0 ? body : '',
  };
}

/** The schema of what an operation takes. */
function inputSchemaOf(service: string, operation: string): unknown {
  const schema = clients[service]?.[`${operation}$`];
  return Array.isArray(schema) ? schema[4] : undefined;
}
