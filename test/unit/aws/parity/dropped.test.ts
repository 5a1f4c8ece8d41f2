// What of a function and a web ACL leaves the aws layer.
import { describe, expect, it } from 'vitest';
import { connectThrough } from '../../../../src/aws/connector.ts';
import { Digests } from '../../../../src/aws/parity/digests.ts';
import { policyStatements } from '../../../../src/aws/parity/policyStatements.ts';

const regions = ['us-east-1', 'us-west-2'];
const { signal } = new AbortController();

/** A reader of services that answer everything with one JSON reply. */
function readerOf(reply: unknown) {
  const handler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: () => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      return Promise.resolve({ response: { statusCode: 200, headers, body: new TextEncoder().encode(JSON.stringify(reply)) } });
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return connectThrough(handler, { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }, []).regionReader;
}

describe('the digest of an environment variable', () => {
  const digests = new Digests();
  const of = (value: string) => digests.ofEnvironmentValue(value, regions);

  it.each([
    ['arn:aws:sqs:us-east-1:1:q', 'arn:aws:sqs:us-west-2:1:q', true],
    ['table-us-east-1-prod', 'table-us-west-2-prod', true],
    ['https://us-east-1.example', 'https://eu-west-1.example', false],
    ['us-east-1', 'us-east-10', false],
    ['a', 'b', false],
  ])('%s and %s are the same but for the Regions of the pool: %s', (one, other, same) => {
    expect(of(one).digest).not.toBe(of(other).digest);
    expect(of(one).regionlessDigest === of(other).regionlessDigest).toBe(same);
  });

  it('names the Regions in a value, and takes no other word for one', () => {
    expect(of('x-us-east-1-y,eu-central-1,ap-southeast-2,us-gov-west-1').regions).toEqual([
      'us-east-1',
      'eu-central-1',
      'ap-southeast-2',
      'us-gov-west-1',
    ]);
    expect(of('bus-east-1 us-east-100 up-north-1').regions).toEqual([]);
  });

  it('is another one for each reader, so that values cannot be guessed from it', () => {
    expect(new Digests().of('true')).not.toBe(digests.of('true'));
  });
});

describe('the statements of a resource policy', () => {
  const statement = (more: object) => policyStatements(JSON.stringify({ Statement: { Effect: 'Allow', ...more } }))[0];

  it('are what decides whether Cognito may call', () => {
    expect(
      statement({
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:a' }, StringEquals: { 'aws:SourceAccount': ['1', '2'] } },
      }),
    ).toEqual({
      effect: 'Allow',
      principals: ['cognito-idp.amazonaws.com'],
      actions: ['lambda:InvokeFunction'],
      sourceArns: ['arn:a'],
      sourceAccounts: ['1', '2'],
      hasOtherConditions: false,
    });
  });

  it.each([
    { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    { Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:a' } } },
    { NotAction: 'lambda:*' },
  ])('%j is a condition that is not read', (more) => expect(statement(more)?.hasOtherConditions).toBe(true));

  it.each([['[]'], ['no JSON'], ['null']])('%s is no policy', (text) => expect(() => policyStatements(text)).toThrow(SyntaxError));
});

describe('a function', () => {
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:f';

  it('whose variables could not be decrypted is unknown, and not one without variables', async () => {
    const reader = readerOf({ CodeSha256: 'a', Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'm' } } });
    expect(await reader.functionConfiguration('us-east-1', arn, regions, signal)).toMatchObject({
      ok: false,
      failure: { reason: 'accessDenied', operation: 'kms:Decrypt' },
    });
  });

  it('of an empty reply is unknown', async () => {
    expect(await readerOf({}).functionConfiguration('us-east-1', arn, regions, signal)).toMatchObject({
      ok: false,
      failure: { reason: 'unknown', detail: 'unreadable reply' },
    });
  });
});

it('what a web ACL looks for and what headers it adds are compared by a digest: both are often passwords', async () => {
  const reader = readerOf({
    WebACL: {
      ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/a/1',
      Name: 'a',
      DefaultAction: { Allow: { CustomRequestHandling: { InsertHeaders: [{ Name: 'x-origin', Value: 'planted-header' }] } } },
      Rules: [
        { Name: 'r', Priority: 1, Statement: { ByteMatchStatement: { SearchString: Buffer.from('planted-search').toString('base64') } } },
      ],
    },
  });
  const text = JSON.stringify(await reader.webAcl('us-east-1', 'arn:aws:cognito-idp:us-east-1:1:userpool/p', signal));
  expect(text).toContain('x-origin');
  expect(text.match(/not shown, digest [0-9a-f]{12}/g)).toHaveLength(2);
  expect(text).not.toContain('planted');
  expect(text).not.toContain(Buffer.from('planted-search').toString('base64').slice(0, 12));
});
