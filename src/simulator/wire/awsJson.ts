import { Refusal } from '../refusal.ts';
import type { Protocol } from '../service.ts';

/**
 * AWS JSON 1.1, or 1.0, which differs in the media type: the operation in `X-Amz-Target`, one JSON object each way, errors as `{"__type", "message"}`.
 * @param target the service's prefix of the target header, such as TrentService
 */
export function awsJson(target: string, version: '1.0' | '1.1' = '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    operationOf: ({ method, headers }) => {
      const [prefix, operation] = (headers['x-amz-target'] ?? '').split('.');
      return method === 'POST' && prefix === target ? operation : undefined;
    },
    inputOf: ({ body }) => {
      const input = jsonFromText(body);
      if (input === undefined) throw new Refusal('SerializationException', 'Unable to parse the request body as JSON.');
      return input;
    },
    encode: (_operation, output, requestId) => ({
      status: 200,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
      body: JSON.stringify(output),
    }),
    encodeError: ({ code, message, status }, requestId) => ({
      status,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, 'x-amzn-errortype': `${code}:` },
      body: JSON.stringify({ __type: code, message }),
    }),
  };
}

/** The value of a body; an empty one is an empty object, as the real services take it, and undefined stands for one that is not JSON. */
export function jsonFromText(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
