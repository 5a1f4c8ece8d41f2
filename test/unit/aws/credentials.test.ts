import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/aws/connector.ts';
import type { Connection } from '../../../src/domain/ports.ts';
import { type HttpServer, startHttpServer } from '../../support/httpServer.ts';
import { simulated } from '../../support/simulated.ts';

let folder: string;
let sts: HttpServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cognito-replicas-'));
  sts = await startHttpServer(({ body }, response) => {
    const token = new URLSearchParams(body).get('TokenCode') ?? '';
    const credentials = `<AccessKeyId>ASIA${token}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>`;
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        body.includes('Action=AssumeRole')
          ? `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`
          : '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
  });
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  await writeFile(
    join(folder, 'config'),
    `
[profile keys]
aws_access_key_id = AKIASOURCE
aws_secret_access_key = secret

[profile guarded]
region = us-east-1
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = keys
mfa_serial = arn:aws:iam::111122223333:mfa/phone
endpoint_url = ${sts.url}

[profile helper]
region = us-east-1
credential_process = ${process.execPath} ${join(folder, 'helper.cjs')}
endpoint_url = ${sts.url}

[profile broken-helper]
region = us-east-1
credential_process = ${process.execPath} -e "console.error('stderr-secret'); process.exit(3)" --password hunter2
endpoint_url = ${sts.url}

[profile guarded-by-login]
region = us-east-1
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = signed-out
mfa_serial = arn:aws:iam::111122223333:mfa/phone
endpoint_url = ${sts.url}

[default]
region = eu-west-3
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = secret
endpoint_url = ${sts.url}

[profile empty]
region = us-east-1
endpoint_url = ${sts.url}

[profile signed-out]
region = us-east-1
sso_session = corporate
sso_account_id = 111122223333
sso_role_name = reader
endpoint_url = ${sts.url}

[sso-session corporate]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
`,
  );
  await writeFile(
    join(folder, 'helper.cjs'),
    "console.log(JSON.stringify({ Version: 1, AccessKeyId: 'AKIAHELPER', SecretAccessKey: 's' }));",
  );
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(
  profile: string,
  askForMfaCode: () => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<Connection> {
  const connection = await connect({ kind: 'profile', profile }, { environment: process.env, askForMfaCode });
  if ('reason' in connection) throw new Error(connection.detail);
  return connection;
}

const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'];
const identities = ({ reader }: Connection) => Promise.all(regions.map((region) => reader.identity(region, new AbortController().signal)));

describe('credentials', () => {
  it('of a role with MFA ask for one code, for all Regions together', async () => {
    const ask = vi.fn(() => Promise.resolve('123456'));
    const connection = await open('guarded', ask);
    expect((await identities(connection)).every(({ ok }) => ok)).toBe(true);
    connection.dispose();
    expect(ask.mock.calls).toEqual([['arn:aws:iam::111122223333:mfa/phone']]);
    const assumed = sts.requests.filter(({ target }) => target === 'AssumeRole');
    expect(assumed).toHaveLength(1);
    expect(assumed[0]?.authorization).toContain('AKIASOURCE');
    expect(sts.requests.at(-1)?.authorization).toContain('ASIA123456');
  });

  it('without the code mean signed out, and nobody is asked again', async () => {
    const ask = vi.fn(() => Promise.resolve(undefined));
    const connection = await open('guarded', ask);
    const reasons = (await identities(connection)).map((result) => (result.ok ? 'ok' : result.failure.reason));
    connection.dispose();
    expect(reasons).toEqual(['expired', 'expired', 'expired']);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(sts.requests).toEqual([]);
  });

  it('come from a credential process', async () => {
    const connection = await open('helper');
    expect(await connection.reader.identity('us-east-1', new AbortController().signal)).toMatchObject({
      value: { account: '111122223333' },
    });
    connection.dispose();
    expect(sts.requests[0]?.authorization).toContain('AKIAHELPER');
  });

  it('of a session that nobody signed in to mean signed out', async () => {
    vi.stubEnv('HOME', folder);
    await mkdir(join(folder, '.aws', 'sso', 'cache'), { recursive: true });
    const connection = await open('signed-out');
    const result = await connection.reader.identity('us-east-1', new AbortController().signal);
    connection.dispose();
    expect(result).toMatchObject({ ok: false, failure: { reason: 'expired' } });
    expect(sts.requests).toEqual([]);
  });
});

describe('credentials that cannot be had', () => {
  const failureOf = async (connection: Connection) => {
    const result = await connection.reader.identity('us-east-1', new AbortController().signal);
    connection.dispose();
    return result.ok ? undefined : result.failure;
  };

  it('a credential process that fails is named, and nothing of its command line or output is repeated', async () => {
    const failure = await failureOf(await open('broken-helper'));
    expect(failure).toMatchObject({ reason: 'invalid', detail: 'the credential process of the profile broken-helper failed' });
  });

  it('a profile without any is not called signed out: signing in would not help', async () => {
    expect(await failureOf(await open('empty'))).toMatchObject({
      reason: 'invalid',
      detail: 'the profile empty has no usable credentials',
    });
  });

  it('a role whose source is signed out says so, and no code is asked for in vain', async () => {
    vi.stubEnv('HOME', folder);
    const ask = vi.fn(() => Promise.resolve('123456'));
    expect((await failureOf(await open('guarded-by-login', ask)))?.reason).toBe('expired');
    expect(ask).not.toHaveBeenCalled();
  });

  it('are looked for again after a moment: a network that was away may be back', async () => {
    let isAway = true;
    const flaky = await startHttpServer(({ body }, response) => {
      if (isAway) response.writeHead(503).end();
      else if (body.includes('AssumeRole'))
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(
            '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
          );
      else
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(
            '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
          );
    });
    vi.stubEnv('AWS_ENDPOINT_URL', flaky.url);
    const connection = await open('guarded', () => Promise.resolve('123456'));
    const { signal } = new AbortController();
    expect(await connection.reader.identity('us-east-1', signal)).toMatchObject({ ok: false, failure: { reason: 'unreachable' } });
    isAway = false;
    await vi.waitUntil(async () => (await connection.reader.identity('us-east-1', signal)).ok, { timeout: 15_000, interval: 200 });
    connection.dispose();
    await flaky.close();
  });
});

describe('the environment', () => {
  const authorizationOf = async (environment: Record<string, string>) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const connection = await connect(
      { kind: 'environment' },
      { environment: process.env, askForMfaCode: () => Promise.resolve(undefined) },
    );
    if ('reason' in connection) throw new Error(connection.detail);
    await connection.reader.identity('us-east-1', new AbortController().signal);
    connection.dispose();
    return { authorization: sts.requests.at(-1)?.authorization, connection };
  };

  it('is the default profile where nothing else is set, with its Region and its endpoint', async () => {
    const { authorization, connection } = await authorizationOf({});
    expect(authorization).toContain('AKIADEFAULT');
    expect(connection).toMatchObject({ defaultRegions: ['eu-west-3'], endpointUrl: sts.url });
  });

  it('is the access key of the environment, even beside AWS_PROFILE', async () => {
    const { authorization } = await authorizationOf({
      AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_PROFILE: 'helper',
    });
    expect(authorization).toContain('AKIAENVIRONMENT');
  });
});

describe('the demo', () => {
  it('reads no AWS file of the user', async () => {
    // A named pipe that nobody writes to: whoever reads it waits for ever.
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    vi.stubEnv('AWS_CONFIG_FILE', pipe);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', pipe);
    vi.stubEnv('AWS_PROFILE', 'production');
    vi.stubEnv('AWS_ENDPOINT_URL', sts.url);
    const { connection } = simulated();
    const { signal } = new AbortController();
    expect(await connection.reader.identity('us-east-1', signal)).toMatchObject({ value: { account: '111122223333' } });
    for await (const page of connection.reader.listPools('us-east-1', signal)) expect(page.ok).toBe(true);
    expect(await connection.reader.describeKey('us-east-1', 'alias/none', signal)).toMatchObject({ failure: { reason: 'notFound' } });
    // The client for buckets has settings of its own.
    expect(await connection.regionReader.bucketRegion('us-east-1', 'nobodys', signal)).toEqual({ ok: true, value: undefined });
    expect(sts.requests).toEqual([]);
  });
});
