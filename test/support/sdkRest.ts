// Requests of the REST services, made from the SDK's own description of where each operation is: traits `http`, `httpQuery` and label.
import * as lambda from '@aws-sdk/client-lambda';
import * as ses from '@aws-sdk/client-sesv2';
import type { AwsRequest } from '../../src/simulator/service.ts';
import { inputMembersOf } from './sdkSchema.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { lambda, ses };

export interface RestRoute {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Members that stand in the query string. */
  readonly query: readonly string[];
}

/** Where an operation of a REST service is; undefined for other services. */
export function restRouteOf(service: string, operation: string): RestRoute | undefined {
  const schema = clients[service]?.[`${operation}$`];
  if (!Array.isArray(schema)) return undefined;
  const { http } = schema[3] as { http?: [method: string, path: string, status: number] };
  if (!http) return undefined;
  const [method, path, status] = http;
  const input: unknown = typeof schema[4] === 'function' ? (schema[4] as () => unknown)() : schema[4];
  const members = Array.isArray(input) ? (input[5] as unknown[]) : [];
  const query = inputMembersOf(schema).filter((_name, index) => {
    const member = members[index];
    const traits: unknown = Array.isArray(member) && member.length === 2 ? member[1] : undefined;
    return typeof traits === 'object' && traits !== null && 'httpQuery' in traits;
  });
  return { method, path, status, query };
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
  const queried = route.query.filter((name) => values.has(name)).map((name) => `${name}=${take(name)}`);
  return {
    method: route.method,
    path: queried.length > 0 ? `${bare}?${queried.join('&')}` : bare,
    headers: { 'content-type': 'application/json' },
    body: values.size > 0 ? JSON.stringify(Object.fromEntries(values)) : '',
  };
}
