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
 * Values are texts, lists (`<member>`) and maps (`<entry>`): no query operation of the simulator answers with structures.
 * @param version the API version that the form names
 * @param namespace the XML namespace of the replies
 * @param ownErrors names of this service that differ from those of the others
 */
export function awsQuery(version: string, namespace: string, ownErrors: typeof queryErrors = {}): Protocol {
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
    inputOf: ({ body }) => inputFromForm(new URLSearchParams(body)),
    encode: (operation, output, requestId) => {
      const members = Object.entries(output).map(([name, value]) => `    <${name}>${xmlOf(value)}</${name}>\n`);
      const result = `  <${operation}Result>\n${members.join('')}  </${operation}Result>\n`;
      const metadata = `  <ResponseMetadata>\n    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n`;
      return reply(200, requestId, `${operation}Response`, result + metadata);
    },
    encodeError: (error, requestId) => {
      const { code, status, message = error.message } = ownErrors[error.code] ?? queryErrors[error.code] ?? error;
      const type = status < 500 ? 'Sender' : 'Receiver';
      const detail = `    <Type>${type}</Type>\n    <Code>${code}</Code>\n    <Message>${escapeXml(message)}</Message>\n`;
      return reply(status, requestId, 'ErrorResponse', `  <Error>\n${detail}  </Error>\n  <RequestId>${requestId}</RequestId>\n`);
    },
  };
}

/** `attributes.member.1=a&attributes.member.2=b` is a list, and an empty one `attributes=`, as if it were left out; everything else is a text. */
function inputFromForm(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const list = /^(\w+)\.member\.\d+$/.exec(name)?.[1];
    if (list === undefined && value !== '') input[name] = value;
    if (list !== undefined) input[list] = [...((input[list] as readonly unknown[] | undefined) ?? []), value];
  }
  return input;
}

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  const entries = Object.entries(value).map(([key, item]) => `<entry><key>${escapeXml(key)}</key><value>${xmlOf(item)}</value></entry>`);
  return entries.join('');
}

/** A text as the content of an XML element. */
export function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
