import type { Protocol } from '../service.ts';
import { escapeXml } from './awsQuery.ts';
import { labelsOf } from './restJson.ts';

/** Where an operation is over HTTP, and the headers that its answer is in: the simulator has no operation of such a service that answers with XML. */
export interface HeaderRoute {
  readonly method: string;
  /** With its labels: `/{Bucket}`. */
  readonly path: string;
  /** Member to header (smithy.api#httpHeader). */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * AWS REST XML: the operation is the method and the path, inputs are labels of the path, errors are `<Error>` without a namespace, which a reply to HEAD leaves out.
 * @param routes by operation
 * @param statuses of errors whose HTTP status is not 400
 */
export function restXml(routes: Readonly<Record<string, HeaderRoute>>, statuses: Readonly<Record<string, number>> = {}): Protocol {
  const known = Object.entries(routes).map(([operation, route]) => ({ operation, route, labels: labelsOf(route.path) }));
  const found = ({ method, path }: { readonly method: string; readonly path: string }) => {
    // With a slash behind it or without: clients differ.
    const [bare = ''] = path.split('?');
    for (const { operation, route, labels } of known) {
      const values = route.method === method ? labels(bare.replace(/\/$/, '')) : undefined;
      if (values) return { operation, values };
    }
    return undefined;
  };
  const reply = (status: number, requestId: string, headers: Readonly<Record<string, string>>, body: string) => ({
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...headers },
    body,
  });
  return {
    operationOf: (request) => found(request)?.operation,
    inputOf: (request) => found(request)?.values ?? {},
    encode: (operation, output, requestId) => {
      const named = Object.entries(routes[operation]?.headers ?? {});
      const headers = named.flatMap(([member, header]) =>
        Object.hasOwn(output, member) ? [[header, String(output[member])] as const] : [],
      );
      return reply(200, requestId, Object.fromEntries(headers), '');
    },
    encodeError: ({ code, headers, message, status }, requestId) => {
      const parts = `<Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId>`;
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${parts}</Error>`;
      return reply(statuses[code] ?? status, requestId, headers, body);
    },
  };
}
