import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/aws/connector.ts';
import type { PoolReader } from '../../../src/domain/ports.ts';
import { type HttpServer, startHttpServer } from '../../support/httpServer.ts';

let server: HttpServer;
afterEach(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await server.close();
});

/** A reader of a service that answers everything with one JSON reply. */
async function readerOf(reply: unknown): Promise<PoolReader> {
  server = await startHttpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(reply));
  });
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIATEST';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  const connection = await connect(
    { kind: 'environment' },
    { environment: process.env, askForMfaCode: () => Promise.resolve(undefined), endpointUrl: server.url },
  );
  if ('reason' in connection) throw new Error(connection.detail);
  return connection.reader;
}

const { signal } = new AbortController();

describe('replies that say less than they should', () => {
  it('an empty reply is unknown, and nothing is concluded from it', async () => {
    const reader = await readerOf({});
    const unreadable = { ok: false, failure: { reason: 'unknown', detail: 'unreadable reply' } };
    expect(await reader.describePool('us-east-1', 'us-east-1_A', signal)).toMatchObject(unreadable);
    expect(await reader.describeKey('us-east-1', 'arn:aws:kms:us-east-1:111122223333:key/1', signal)).toMatchObject(unreadable);
  });

  it('an old pool without key and issuer configuration is on the defaults', async () => {
    const reader = await readerOf({ UserPool: { Id: 'us-east-1_A', Name: 'old' } });
    expect(await reader.describePool('us-east-1', 'us-east-1_A', signal)).toMatchObject({
      value: { name: 'old', issuerType: 'ORIGINAL', key: { type: 'AWS_OWNED_KEY' } },
    });
  });

  it('statuses and roles that nobody knows yet are kept as received; a Region that is none is not a replica', async () => {
    const reader = await readerOf({
      UserPoolReplicas: [
        { RegionName: 'us-west-2', Status: 'SHRINKING', Role: 'TERTIARY' },
        { RegionName: 'evil.example.com/', Status: 'ACTIVE', Role: 'SECONDARY' },
        {},
      ],
    });
    expect(await reader.listReplicas('us-east-1', 'us-east-1_A', signal)).toEqual({
      ok: true,
      value: [{ region: 'us-west-2', status: 'SHRINKING', role: 'TERTIARY' }],
    });
  });

  it.each([[''], ['again']])('the token %j for the next page does not list for ever', async (token) => {
    const reader = await readerOf({ UserPools: [{ Id: 'us-east-1_A', Name: 'a' }], NextToken: token });
    const pages = [];
    for await (const page of reader.listPools('us-east-1', signal)) pages.push(page);
    expect(pages.length).toBeLessThanOrEqual(2);
  });
});
