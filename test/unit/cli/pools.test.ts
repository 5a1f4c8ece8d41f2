import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoolsReport } from '../../../src/cli/pools.ts';
import { answerAsOldEmulator, startHttpServer } from '../../support/httpServer.ts';
import { demoOverHttp, runCommandLine } from '../../support/commandLine.ts';

let demo: Awaited<ReturnType<typeof demoOverHttp>>;
beforeAll(async () => {
  demo = await demoOverHttp();
});
afterAll(() => demo.close());

const runs = (words: string, environment: Record<string, string> = { AWS_ENDPOINT_URL: demo.listeners.url }) =>
  runCommandLine(words.split(' ').filter(Boolean), environment);

describe('pools', () => {
  it('prints the JSON of the contract', async () => {
    const { code, printed } = await runs('pools --regions us-east-1,us-west-2 --format json');
    expect(code).toBe(1);
    const report = JSON.parse(printed) as PoolsReport;
    expect(report.account).toBe('111122223333');
    expect(report.errors).toEqual([]);
    expect(report.pools.map(({ name }) => name)).toEqual([
      'admin-console',
      'customer-login',
      'staff-directory',
      'storefront',
      'internal-tools',
      'newsletter',
    ]);
    expect(report.pools[1]).toEqual({
      id: 'us-east-1_TPOjPV5VU',
      name: 'customer-login',
      primaryRegion: 'us-east-1',
      replica: { region: 'us-west-2', status: 'ACTIVE' },
      tier: 'PLUS',
      issuer: { type: 'UPDATED', url: 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU' },
      key: {
        type: 'CUSTOMER_MANAGED_KEY',
        arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1a4f5c1cea9b198a55fb50c7d4ab4632',
        multiRegion: true,
      },
      findings: [],
    });
    // admin-console is on TOTP alone.
    expect(report.pools.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([['mfa-totp'], [], [], [], [], []]);
    expect(report.pools[5]).toMatchObject({ replica: null, tier: 'LITE', key: { type: 'AWS_OWNED_KEY', arn: null, multiRegion: false } });
  });

  it('finds what is wrong with replicated pools', async () => {
    const { printed } = await runs('pools --regions eu-west-1,eu-central-1 --format json');
    const { pools } = JSON.parse(printed) as PoolsReport;
    expect(Object.fromEntries(pools.map(({ name, findings }) => [name, findings.map(({ rule }) => rule)]))).toEqual({
      bookings: ['key-state', 'failover-replica'],
      'legacy-mobile': ['issuer-type', 'deletion-protection'],
      'partner-portal': ['mfa-totp'],
    });
  });

  it('lists what answers, says what does not, and exits with 3', async () => {
    const { code, printed } = await runs('pools --regions ap-northeast-1,sa-east-1');
    expect(code).toBe(3);
    expect(printed).toMatchInlineSnapshot(`
      "Account 111122223333: 1 user pools, 0 replicated
      NAME           ID                        REGIONS         REPLICA  PLAN        ISSUER    KEY                                                   FINDINGS
      field-service  ap-northeast-1_6xYqGFKDB  ap-northeast-1  none     ESSENTIALS  ORIGINAL  bcc1ced4-000a-4f44-aa21-78944d2811c0 (single-Region)
      sa-east-1: no permission cognito-idp:ListUserPools"
    `);
  });

  it('lists the pools of an emulator without the replica operations, and says what is unknown', async () => {
    const emulator = await startHttpServer(answerAsOldEmulator);
    const { code, printed } = await runs('pools --regions us-east-1 --format json', { AWS_ENDPOINT_URL: emulator.url });
    await emulator.close();
    expect(code).toBe(3);
    expect(JSON.parse(printed)).toEqual({
      account: '000000000000',
      pools: [
        {
          id: 'us-east-1_local1234',
          name: 'local',
          primaryRegion: 'us-east-1',
          replica: null,
          tier: null,
          issuer: { type: 'ORIGINAL', url: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local1234' },
          key: { type: 'AWS_OWNED_KEY', arn: null, multiRegion: false },
          findings: [],
        },
      ],
      errors: [
        {
          region: 'us-east-1',
          reason: 'unknown',
          message: 'cognito-idp:ListUserPoolReplicas failed: HTTP 500, unreadable reply (local)',
        },
      ],
    });
  });

  it('says unknown, and not none, in its columns as well; and sends no control characters to the terminal', async () => {
    const emulator = await startHttpServer((request, response) => {
      if (!request.target.endsWith('.ListUserPools')) answerAsOldEmulator(request, response);
      else response.writeHead(200).end(JSON.stringify({ UserPools: [{ Id: 'us-east-1_local1234', Name: '\u001b]0;title\u0007local' }] }));
    });
    const { printed } = await runs('pools --regions us-east-1', { AWS_ENDPOINT_URL: emulator.url });
    await emulator.close();
    expect(printed).toMatchInlineSnapshot(`
      "Account 000000000000: 1 user pools, 0 replicated
      NAME             ID                   REGIONS    REPLICA  PLAN     ISSUER    KEY            FINDINGS
      ?]0;title?local  us-east-1_local1234  us-east-1  unknown  unknown  ORIGINAL  AWS_OWNED_KEY
      us-east-1: cognito-idp:ListUserPoolReplicas failed: HTTP 500, unreadable reply (?]0;title?local)"
    `);
  });

  it('could not run when nothing answers', async () => {
    const { code, printed } = await runs('pools --regions us-east-1 --format json --endpoint-url http://127.0.0.1:1', {});
    expect(code).toBe(2);
    expect(JSON.parse(printed)).toMatchObject({ account: null, pools: [], errors: [{ region: 'us-east-1', reason: 'unreachable' }, {}] });
  });

  it.each([
    ['', 'say which command to run'],
    ['pool', 'there is no command "pool"'],
    ['pools --format yaml', '--format is text or json, not "yaml"'],
    ['pools --regions us-east-1,everywhere', '"everywhere" is not the name of a Region'],
    ['pools --endpoint-url nowhere', '"nowhere" is not a URL'],
    ['readiness', 'readiness needs the id of a user pool'],
    ['readiness customer-login --to us-west-2', '"customer-login" is not the id of a user pool'],
    ['readiness us-east-1_A', 'readiness needs --to REGION'],
    ['readiness us-east-1_A --to west', '"west" is not the name of a Region'],
    ['pools --to us-west-2', '--to is an option of readiness'],
    ['pools --colour', "Unknown option '--colour'"],
    ['pools', 'the profile names no Region'],
  ])('"%s" is a mistake that is named', async (words, said) => {
    const { code, complaints, printed } = await runs(words);
    expect(code).toBe(2);
    expect(complaints).toContain(said);
    expect(printed).toBe('');
  });

  it('prints its usage when asked', async () => {
    expect((await runs('--help')).printed).toContain('cognito-replicas pools [options]');
  });
});
