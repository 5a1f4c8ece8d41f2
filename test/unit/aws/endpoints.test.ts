import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, listProfiles } from '../../../src/aws/connector.ts';
import { endpointsOf } from '../../../src/aws/endpoints.ts';
import { readSharedConfig } from '../../../src/aws/sharedConfig.ts';
import { answerAsOldEmulator, type HttpServer, startHttpServer } from '../../support/httpServer.ts';

let folder: string;
let chosen: HttpServer;
let other: HttpServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cognito-replicas-'));
  chosen = await startHttpServer(answerAsOldEmulator);
  other = await startHttpServer(answerAsOldEmulator);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  await writeFile(
    join(folder, 'config'),
    `
[profile emulator]
region = us-east-1
endpoint_url = ${chosen.url}
aws_access_key_id = AKIAEMULATOR
aws_secret_access_key = secret

[profile other]
region = us-east-1
endpoint_url = ${other.url}

[profile per-service]
region = us-east-1
services = local
endpoint_url = ${other.url}
aws_access_key_id = AKIAEMULATOR
aws_secret_access_key = secret

[services local]
cognito_identity_provider =
  endpoint_url = ${chosen.url}
sts =
  endpoint_url = ${chosen.url}

[profile role]
region = us-east-1
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = emulator
endpoint_url = ${chosen.url}

[profile plain]
region = us-east-1
aws_access_key_id = AKIAPLAIN
aws_secret_access_key = secret

[sso-session corporate]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start

[profile single-sign-on]
sso_session = corporate
sso_account_id = 111122223333
sso_role_name = reader
`,
  );
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([chosen.close(), other.close(), rm(folder, { recursive: true, force: true })]);
});

async function listThrough(profile: string) {
  const connection = await connect(
    { kind: 'profile', profile },
    { environment: process.env, askForMfaCode: () => Promise.resolve(undefined) },
  );
  if ('reason' in connection) throw new Error(connection.detail);
  const { signal } = new AbortController();
  for await (const page of connection.reader.listPools('us-east-1', signal)) expect(page.ok).toBe(true);
  const identity = await connection.reader.identity('us-east-1', signal);
  await connection.reader.describeKey('us-east-1', 'arn:aws:kms:us-east-1:000000000000:key/1', signal);
  connection.dispose();
  return identity;
}

describe('requests go to the endpoint of the chosen profile and nowhere else', () => {
  it('the endpoint_url of a profile that is chosen in code, while AWS_PROFILE names another', async () => {
    vi.stubEnv('AWS_PROFILE', 'other');
    const identity = await listThrough('emulator');
    expect(identity).toMatchObject({ value: { account: '000000000000' } });
    expect(chosen.requests.map(({ target }) => target)).toEqual([
      'AWSCognitoIdentityProviderService.ListUserPools',
      'GetCallerIdentity',
      ...Array.from({ length: 3 }, () => 'TrentService.DescribeKey'),
    ]);
    expect(other.requests).toEqual([]);
  });

  it('the services section comes before endpoint_url', async () => {
    await listThrough('per-service');
    expect(chosen.requests.map(({ target }) => target)).toEqual(['AWSCognitoIdentityProviderService.ListUserPools', 'GetCallerIdentity']);
    expect(other.requests.map(({ target }) => target)).toEqual(Array.from({ length: 3 }, () => 'TrentService.DescribeKey'));
  });

  it('AWS_ENDPOINT_URL comes before the profile', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', chosen.url);
    await listThrough('per-service');
    expect(other.requests).toEqual([]);
    expect(chosen.requests.length).toBeGreaterThan(2);
  });

  it('the role of a profile is assumed at its endpoint too', async () => {
    vi.stubEnv('AWS_PROFILE', 'other');
    const connection = await connect(
      { kind: 'profile', profile: 'role' },
      { environment: process.env, askForMfaCode: () => Promise.resolve(undefined) },
    );
    if ('reason' in connection) throw new Error(connection.detail);
    await connection.reader.identity('us-east-1', new AbortController().signal);
    connection.dispose();
    expect(new Set(chosen.requests.map(({ target }) => target))).toEqual(new Set(['AssumeRole']));
    expect(other.requests).toEqual([]);
  });

  it('a profile without one goes to AWS, whatever the endpoint of AWS_PROFILE', async () => {
    const config = await readSharedConfig();
    expect(endpointsOf(config, 'plain', { AWS_PROFILE: 'other' })('kms')).toBeUndefined();
    expect(endpointsOf(config, 'plain', { AWS_PROFILE: 'other' }, 'http://127.0.0.1:9')('kms')).toBe('http://127.0.0.1:9');
  });

  it.each([
    [{ AWS_ENDPOINT_URL_KMS: 'http://a', AWS_ENDPOINT_URL: 'http://b' }, 'kms', 'http://a'],
    [{ AWS_ENDPOINT_URL_KMS: 'http://a', AWS_ENDPOINT_URL: 'http://b' }, 'sts', 'http://b'],
    [{ AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://a' }, 'cognito_identity_provider', 'http://a'],
    // Service ids of the SDK: "SESv2", "CloudWatch Logs", "WAFV2".
    [{ AWS_ENDPOINT_URL_SESV2: 'http://a', AWS_ENDPOINT_URL_SES: 'http://b' }, 'sesv2', 'http://a'],
    [{ AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://a', AWS_ENDPOINT_URL: 'http://b' }, 'cloudwatch_logs', 'http://a'],
    [{ AWS_ENDPOINT_URL_WAFV2: 'http://a' }, 'wafv2', 'http://a'],
    [{ AWS_ENDPOINT_URL: 'http://b', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'kms', undefined],
  ] as const)('%j gives %s the endpoint %s', (environment, service, endpoint) => {
    expect(endpointsOf(undefined, undefined, environment)(service)).toBe(endpoint);
  });
});

describe('profiles', () => {
  it('are listed with their kind, Region and endpoint; sections of other kinds are not profiles', async () => {
    const profiles = await listProfiles({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_REGION: 'eu-west-3' });
    expect(profiles.map(({ name, kind, region }) => [name, kind, region])).toEqual([
      ['environment', 'environment', 'eu-west-3'],
      ['emulator', 'static', 'us-east-1'],
      ['other', 'other', 'us-east-1'],
      ['per-service', 'static', 'us-east-1'],
      ['role', 'assumeRole', 'us-east-1'],
      ['plain', 'static', 'us-east-1'],
      ['single-sign-on', 'sso', undefined],
    ]);
  });

  it('one that is not there is a failure that names it', async () => {
    const failure = await connect(
      { kind: 'profile', profile: 'missing' },
      { environment: {}, askForMfaCode: () => Promise.resolve(undefined) },
    );
    expect(failure).toMatchObject({ reason: 'invalid', detail: expect.stringContaining('missing') as string });
  });
});
