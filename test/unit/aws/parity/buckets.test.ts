// Where a bucket is, by replies that have no body.
import { describe, expect, it } from 'vitest';
import { connectThrough } from '../../../../src/aws/connector.ts';

const { signal } = new AbortController();

/** Asks us-east-1 for a bucket, of a service that answers everything with one reply. */
async function ask(statusCode: number, bucketRegion?: string, bucket = 'sign-ins') {
  const sent: string[] = [];
  const handler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: ({ hostname, method, path }: { readonly hostname: string; readonly method: string; readonly path: string }) => {
      sent.push(`${method} ${hostname}${path}`);
      const headers: Record<string, string> = bucketRegion === undefined ? {} : { 'x-amz-bucket-region': bucketRegion };
      return Promise.resolve({ response: { statusCode, headers, body: new Uint8Array() } });
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const { regionReader } = connectThrough(handler, { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }, []);
  return { result: await regionReader.bucketRegion('us-east-1', bucket, signal), sent };
}

describe('a bucket', () => {
  it.each([
    [200, 'us-east-1', 'us-east-1'],
    [301, 'us-west-2', 'us-west-2'],
    // A Region that has to be enabled first.
    [400, 'af-south-1', 'af-south-1'],
    [404, undefined, undefined],
  ])('of which S3 says %i and %s is in %s, after one call', async (status, header, region) => {
    const { result, sent } = await ask(status, header);
    expect(result).toEqual({ ok: true, value: region });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [403, 'us-east-1', { reason: 'accessDenied', detail: 'HTTP 403' }],
    [400, 'us-east-1', { reason: 'unknown', detail: 'HTTP 400' }],
    [301, undefined, { reason: 'unknown', detail: 'HTTP 301' }],
    [301, '<script>', { reason: 'unknown', detail: 'HTTP 301' }],
    // An emulator, or something between: whether there is such a bucket is not said.
    [200, undefined, { reason: 'unknown', detail: 'unreadable reply' }],
  ])('of which something says %i and %s is unknown', async (status, header, failure) => {
    const { result } = await ask(status, header);
    expect(result).toEqual({ ok: false, failure: { ...failure, operation: 's3:ListBucket', region: 'us-east-1' } });
  });

  it('has its name in the path, also one with dots', async () => {
    const { sent } = await ask(200, 'us-east-1', 'sign-ins.example.com');
    expect(sent).toEqual(['HEAD s3.us-east-1.amazonaws.com/sign-ins.example.com/']);
  });
});
