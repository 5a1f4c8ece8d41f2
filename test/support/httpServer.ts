import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  readonly target: string;
  readonly authorization: string;
  readonly body: string;
}

export interface HttpServer {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** An HTTP server on this machine that records what it was asked. The answer is the test's. */
export async function startHttpServer(answer: (request: RecordedRequest, response: ServerResponse) => void): Promise<HttpServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const recorded = {
        method: request.method ?? '',
        target: String(request.headers['x-amz-target'] ?? new URLSearchParams(body).get('Action') ?? ''),
        authorization: request.headers.authorization ?? '',
        body,
      };
      requests.push(recorded);
      answer(recorded, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** An emulator that has user pools but no replicas: it answers the operations that it does not know with an HTML page. */
export function answerAsOldEmulator({ target, body }: RecordedRequest, response: ServerResponse): void {
  const [, operation] = target.split('.');
  const json = (value: unknown) => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
  if (operation === 'ListUserPools') json({ UserPools: [{ Id: 'us-east-1_local1234', Name: 'local' }] });
  else if (operation === 'DescribeUserPool') json({ UserPool: { Id: 'us-east-1_local1234', Name: 'local' } });
  else if (body.includes('GetCallerIdentity')) {
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
          '<Arn>arn:aws:iam::000000000000:root</Arn><UserId>x</UserId><Account>000000000000</Account>' +
          '</GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
  } else response.writeHead(500, { 'content-type': 'text/html' }).end('<!doctype html><title>500 Internal Server Error</title>');
}
