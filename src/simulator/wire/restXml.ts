import { Refusal } from '../refusal.ts';
import type { AwsRequest, Protocol } from '../service.ts';
import type { Structure } from '../shape.ts';
import { queryErrors } from './awsQuery.ts';
import { labelsOf } from './restJson.ts';
import { escapeXml, parseXml, valueOfXml, xmlOf } from './xml.ts';

/** Where an operation is over HTTP, as the service model says it (smithy.api#http). */
export interface XmlRoute {
  readonly method: string;
  /** With its labels: `/2013-04-01/healthcheck/{HealthCheckId}`. */
  readonly path: string;
  /** The status of a good reply; 200 where it is left out. */
  readonly status?: number;
  /** Member to its name in the query string (smithy.api#httpQuery). */
  readonly query?: Readonly<Record<string, string>>;
  /** What the body of the request holds. */
  readonly body?: Structure;
  /** Member of the answer to the header that it is in (smithy.api#httpHeader). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a service writes XML. */
export interface XmlStyle {
  /** Errors whose HTTP status is not 400. */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Of the replies; without it, as S3 has it, an operation answers in headers only and an error is a bare `<Error>` (restXml trait: noErrorWrapping). */
  readonly namespace?: string;
  /** The name of each item of a list, by the name of the list (smithy.api#xmlName). */
  readonly items?: Readonly<Record<string, string>>;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * AWS REST XML: the operation is the method and the path, inputs are labels of the path, the query string and one element, replies are one element.
 * @param routes by operation
 */
export function restXml(routes: Readonly<Record<string, XmlRoute>>, { items = {}, namespace, statuses = {} }: XmlStyle = {}): Protocol {
  const known = Object.entries(routes).map(([operation, route]) => ({ operation, route, labels: labelsOf(route.path) }));
  const found = ({ method, path }: Pick<AwsRequest, 'method' | 'path'>) => {
    // With a slash behind it or without: clients differ.
    const [bare = ''] = path.split('?');
    for (const { operation, route, labels } of known) {
      const values = route.method === method ? labels(bare.replace(/\/$/, '')) : undefined;
      if (values) return { operation, route, values };
    }
    return undefined;
  };
  const reply = (status: number, requestId: string, headers: Readonly<Record<string, string>>, body: string) => ({
    status,
    headers:
      namespace === undefined
        ? { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...headers }
        : { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, ...headers },
    body,
  });
  return {
    operationOf: (request) => found(request)?.operation,
    inputOf: (request) => {
      const match = found(request);
      return match ? { ...bodyOf(match.route, request.body), ...queryOf(match.route, request.path), ...match.values } : {};
    },
    encode: (operation, output, requestId) => {
      const { headers = {}, status = 200 } = routes[operation] ?? {};
      const named = Object.entries(headers).flatMap(([member, header]) =>
        Object.hasOwn(output, member) ? [[header, String(output[member])] as const] : [],
      );
      const members = Object.entries(output).filter(([member]) => !Object.hasOwn(headers, member));
      const content = members.map(([member, value]) => xmlOf(member, value, items)).join('');
      const body =
        namespace === undefined ? '' : `${declaration}<${operation}Response xmlns="${namespace}">${content}</${operation}Response>`;
      return reply(status, requestId, Object.fromEntries(named), body);
    },
    encodeError: (error, requestId) => {
      const common = namespace === undefined ? undefined : queryErrors[error.code];
      const { code, message = error.message } = common ?? error;
      const { headers } = error;
      const answered = common?.status ?? statuses[code] ?? error.status;
      const parts = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
      const id = `<RequestId>${requestId}</RequestId>`;
      const type = `<Type>${answered < 500 ? 'Sender' : 'Receiver'}</Type>`;
      const body =
        namespace === undefined
          ? `<Error>${parts}${id}</Error>`
          : `<ErrorResponse xmlns="${namespace}"><Error>${type}${parts}</Error>${id}</ErrorResponse>`;
      return reply(answered, requestId, headers, declaration + body);
    },
  };
}

/** @throws Refusal SerializationException for a body that is not XML */
function bodyOf({ body: shape }: XmlRoute, body: string): object {
  if (!shape || body.trim() === '') return {};
  const root = parseXml(body);
  if (!root) throw new Refusal('SerializationException', 'The request body is not XML.');
  return valueOfXml(shape, root) as object;
}

function queryOf({ query = {} }: XmlRoute, path: string): object {
  const search = new URLSearchParams(path.split('?')[1] ?? '');
  return Object.fromEntries(
    Object.entries(query).flatMap(([member, name]) => (search.has(name) ? [[member, search.get(name)] as const] : [])),
  );
}
