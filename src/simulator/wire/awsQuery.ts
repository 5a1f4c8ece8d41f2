import type { Protocol } from '../service.ts';
import { escapeXml } from './xml.ts';

/** Services of XML answer with shorter names and HTTP 403 where JSON services have an exception name and 400. */
export const queryErrors: Readonly<Record<string, { readonly code: string; readonly status: number; readonly message?: string }>> = {
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
 * Values are texts, lists (`<member>`), structures and maps (`<entry>`).
 * @param version the API version that the form names
 * @param namespace the XML namespace of the replies
 * @param ownErrors names of this service that differ from those of the others
 * @param maps the members of replies that are maps: on the wire they differ from structures, in the simulator they do not
 */
export function awsQuery(version: string, namespace: string, ownErrors: typeof queryErrors = {}, maps: readonly string[] = []): Protocol {
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
      const members = Object.entries(output).map(([name, value]) => `    ${elementOf(name, value, maps)}\n`);
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

type Tree = Map<string, Tree | string>;

/**
 * `attributes.member.1=a&attributes.member.2=b` is a list, `entries.member.1.name=a` one of structures, and an empty `attributes=` an empty list, as if it were left out.
 * Whatever is in none of these is a text.
 */
function inputFromForm(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const root: Tree = new Map();
  for (const [name, value] of form) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    if (path.length === 0 && value === '') continue;
    branchAt(root, path).set(last, value);
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, inputOf(value)]));
}

function branchAt(root: Tree, path: readonly string[]): Tree {
  let branch = root;
  for (const name of path) {
    const there = branch.get(name);
    const next = there instanceof Map ? there : new Map<string, Tree | string>();
    branch.set(name, next);
    branch = next;
  }
  return branch;
}

function inputOf(value: Tree | string): unknown {
  if (typeof value === 'string') return value;
  const members = value.get('member');
  if (members instanceof Map && value.size === 1) {
    return [...members].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => inputOf(item));
  }
  return Object.fromEntries([...value].map(([name, item]) => [name, inputOf(item)]));
}

function elementOf(name: string, value: unknown, maps: readonly string[]): string {
  return `<${name}>${contentOf(value, maps, maps.includes(name))}</${name}>`;
}

function contentOf(value: unknown, maps: readonly string[], isMap: boolean): string {
  if (Array.isArray(value)) return value.map((item) => elementOf('member', item, maps)).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  const members = Object.entries(value);
  if (!isMap) return members.map(([name, item]) => elementOf(name, item, maps)).join('');
  return members.map(([key, item]) => `<entry><key>${escapeXml(key)}</key>${elementOf('value', item, maps)}</entry>`).join('');
}
