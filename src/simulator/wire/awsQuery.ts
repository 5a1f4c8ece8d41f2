import type { Protocol } from '../service.ts';

/** Query services answer with shorter names and HTTP 403 where JSON services have an exception name and 400. */
const queryErrors: Readonly<Record<string, { readonly code: string; readonly status: number; readonly message?: string }>> = {
  AccessDeniedException: { code: 'AccessDenied', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 403 },
  MissingAuthenticationTokenException: {
    code: 'MissingAuthenticationToken',
    status: 403,
    message: 'Request is missing Authentication Token',
  },
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  UnknownOperationException: { code: 'InvalidAction', status: 400 },
};

/**
 * AWS Query: a form in, XML out (`<GetCallerIdentityResponse><GetCallerIdentityResult>…`), errors as `<ErrorResponse>`.
 * Outputs are flat: no query operation of the simulator answers with lists or structures.
 * @param version the API version that the form names
 * @param namespace the XML namespace of the replies
 */
export function awsQuery(version: string, namespace: string): Protocol {
  const reply = (status: number, requestId: string, element: string, content: string) => ({
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${element} xmlns="${namespace}">\n${content}</${element}>\n`,
  });
  return {
    operationOf: ({ method, body }) => {
      const form = new URLSearchParams(body);
      return method === 'POST' && form.get('Version') === version ? (form.get('Action') ?? undefined) : undefined;
    },
    inputOf: ({ body }) => Object.fromEntries(new URLSearchParams(body)),
    encode: (operation, output, requestId) => {
      const members = Object.entries(output).map(([name, value]) => `    <${name}>${escapeXml(String(value))}</${name}>\n`);
      const result = `  <${operation}Result>\n${members.join('')}  </${operation}Result>\n`;
      const metadata = `  <ResponseMetadata>\n    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n`;
      return reply(200, requestId, `${operation}Response`, result + metadata);
    },
    encodeError: (error, requestId) => {
      const { code, status, message = error.message } = queryErrors[error.code] ?? error;
      const type = status < 500 ? 'Sender' : 'Receiver';
      const detail = `    <Type>${type}</Type>\n    <Code>${code}</Code>\n    <Message>${escapeXml(message)}</Message>\n`;
      return reply(status, requestId, 'ErrorResponse', `  <Error>\n${detail}  </Error>\n  <RequestId>${requestId}</RequestId>\n`);
    },
  };
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
