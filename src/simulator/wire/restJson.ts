import { Refusal } from '../refusal.ts';
import type { AwsRequest, Protocol } from '../service.ts';
import { jsonFromText } from './awsJson.ts';

/** Where an operation is over HTTP, as the service model says it (smithy.api#http). */
export interface Route {
  readonly method: string;
  /** With its labels: `/2015-03-31/functions/{FunctionName}/policy`. */
  readonly path: string;
  /** Members that stand in the query string. */
  readonly query?: readonly string[];
  /** The status of a good reply; 200 where it is left out. */
  readonly status?: number;
}

/** Errors that every AWS service has answer with 403 over REST, where the JSON services have 400 (API references, "Common Errors"). */
const forbidden = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);

/**
 * AWS REST JSON: the operation is the method and the path, inputs are labels of the path, the query string and one JSON object; errors have
 * their name in `x-amzn-errortype`.
 * @param routes by operation
 * @param statuses of errors whose HTTP status is not 400 (smithy.api#httpError)
 */
export function restJson(routes: Readonly<Record<string, Route>>, statuses: Readonly<Record<string, number>> = {}): Protocol {
  const known = Object.entries(routes).map(([operation, route]) => ({ operation, route, labels: labelsOf(route.path) }));
  const found = ({ method, path }: AwsRequest) => {
    const [bare = ''] = path.split('?');
    for (const { operation, route, labels } of known) {
      const values = route.method === method ? labels(bare) : undefined;
      if (values) return { operation, route, values };
    }
    return undefined;
  };
  const reply = (status: number, requestId: string, content: object, more: Readonly<Record<string, string>> = {}) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...more },
    body: status === 204 ? '' : JSON.stringify(content),
  });
  return {
    operationOf: (request) => found(request)?.operation,
    inputOf: (request) => {
      const body = jsonFromText(request.body);
      if (typeof body !== 'object' || body === null) throw new Refusal('SerializationException', 'Could not parse request body into json');
      const match = found(request);
      if (!match) return body;
      const search = new URLSearchParams(request.path.split('?')[1] ?? '');
      const queried = (match.route.query ?? []).flatMap((name) => (search.has(name) ? [[name, search.get(name)] as const] : []));
      return { ...body, ...Object.fromEntries(queried), ...match.values };
    },
    encode: (operation, output, requestId) => reply(routes[operation]?.status ?? 200, requestId, output),
    encodeError: ({ code, message, status }, requestId) => {
      const unknown = code === 'UnknownOperationException' ? 404 : status;
      const answered = statuses[code] ?? (forbidden.has(code) ? 403 : unknown);
      return reply(answered, requestId, { message }, { 'x-amzn-errortype': code });
    },
  };
}

/** Reads the labels of a path pattern out of a path; undefined where the path has another form. */
export function labelsOf(pattern: string): (path: string) => Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/');
  return (path) => {
    const given = path.split('/');
    if (given.length !== parts.length) return undefined;
    const values: Record<string, string> = {};
    for (const [index, part] of parts.entries()) {
      const label = /^\{(\w+)\}$/.exec(part)?.[1];
      const value = given[index] ?? '';
      if (label === undefined ? part !== value : value === '') return undefined;
      if (label !== undefined) values[label] = decoded(value);
    }
    return values;
  };
}

/** A part of a path in clear; one that is not well formed stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
