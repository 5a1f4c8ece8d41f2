import type * as vscode from 'vscode';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../../src/app/documents/documentIds.ts';
import { type DocumentId, type DocumentKind, documentPath } from '../../../../src/app/documents/documentPath.ts';
import { documentText } from '../../../../src/app/documents/documentText.ts';
import { explanationOf } from '../../../../src/app/documents/explanations.ts';
import { placeOf } from '../../../../src/app/documents/places.ts';
import { relatedDocuments } from '../../../../src/app/documents/relatedDocuments.ts';
import { PoolSession } from '../../../../src/app/poolSession.ts';
import { english } from '../../../../src/domain/message.ts';
import { jsonPlaces } from '../../../../src/iac/json/jsonRange.ts';
import { logChanges } from '../../../../src/ui/log.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Scenario } from '../../../../src/simulator/scenarioShape.ts';
import { realClock, simulated } from '../../../support/simulated.ts';

const demo = { kind: 'demo' } as const;
const kinds: readonly DocumentKind[] = ['pool', 'key', 'keyPolicy', 'domain', 'readiness'];

async function sessionOf(scenario: Scenario = demoScenario) {
  const { connection, simulation } = simulated(scenario);
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect(demo, []);
  return { session, simulation };
}

const poolNamed = (session: PoolSession, name: string) => {
  const pool = session.store.pools.find((one) => one.name === name);
  if (!pool) throw new Error(`no pool ${name}`);
  return pool;
};

function idOf(session: PoolSession, name: string, kind: DocumentKind, region?: string): DocumentId {
  const id = documentIdOf(session.store, poolNamed(session, name), kind, region);
  if (!id) throw new Error(`no ${kind} document of ${name}`);
  return id;
}

const textOf = (session: PoolSession, id: DocumentId): string => documentText(session, id, english);
const dataOf = (session: PoolSession, id: DocumentId) => JSON.parse(textOf(session, id)) as Record<string, object>;

describe('the documents of the demo', () => {
  let session: PoolSession;
  beforeAll(async () => {
    ({ session } = await sessionOf());
  });

  it('a pool has the parts that replication depends on first, and says what was not read yet', () => {
    const data = dataOf(session, idOf(session, 'bookings', 'pool'));
    expect(Object.keys(data)).toEqual([
      'UserPoolReplicas',
      'UserPoolDomain',
      'UserPoolMfaConfig',
      'UserPool',
      'IdentityProviders',
      'UserPoolClients',
    ]);
    expect(Object.keys(data['UserPool']!).slice(0, 7)).toEqual([
      'Name',
      'Id',
      'Arn',
      'UserPoolTier',
      'KeyConfiguration',
      'IssuerConfiguration',
      'DeletionProtection',
    ]);
    expect(data['UserPoolClients']).toEqual({ unknown: 'not read yet' });
  });

  it('each Region has its own, and the same text is written twice', async () => {
    const pool = poolNamed(session, 'storefront');
    await Promise.all(['us-east-1', 'us-west-2'].map((region) => session.readSettings(region, pool.id)));
    const [primary, replica] = ['us-east-1', 'us-west-2'].map((region) => idOf(session, 'storefront', 'pool', region));
    expect(dataOf(session, primary!)).toMatchObject({ UserPool: { UserPoolTags: { stage: 'production' } } });
    expect(dataOf(session, replica!)).toMatchObject({ UserPool: { UserPoolTags: { stage: 'standby' } } });
    expect(dataOf(session, replica!)['UserPoolClients']).toMatchObject([{ ClientName: 'web' }]);
    expect(textOf(session, primary!)).toBe(textOf(session, primary!));
  });

  it('a key, its policy and a domain are as AWS describes them', () => {
    expect(dataOf(session, idOf(session, 'bookings', 'key', 'eu-west-1'))).toMatchObject({ KeyState: 'Disabled', MultiRegion: true });
    expect(dataOf(session, idOf(session, 'bookings', 'keyPolicy', 'eu-west-1'))).toHaveProperty('Statement');
    expect(dataOf(session, idOf(session, 'bookings', 'domain'))).toMatchObject({
      Routing: { Failover: { SecondaryRegion: 'eu-west-1' } },
    });
  });

  it('a setting is explained by what it means for replication', () => {
    expect(explanationOf(['UserPool', 'KeyConfiguration', 'KeyType'])?.text.text).toContain('multi-Region key');
    expect(explanationOf(['UserPool', 'LambdaConfig', 'PreSignUp'])?.text.text).toContain('regional setting');
    expect(explanationOf(['UserPool', 'Name'])).toBeUndefined();
  });

  it('each finding stands on the line that it is about', () => {
    const found = session.store.pools.flatMap((pool) => {
      const assessment = session.store.assessmentOf(pool);
      const text = textOf(session, idOf(session, pool.name, 'pool'));
      const lines = text.split('\n');
      return (assessment?.findings ?? []).map((finding) => {
        const { start } = jsonPlaces(text).rangeOf(placeOf(finding));
        return `${pool.name} ${finding.rule}: ${lines[start.line]?.trim() ?? ''}`;
      });
    });
    expect(found).toEqual([
      'admin-console mfa-totp: "Enabled": true',
      'bookings key-state: "KmsKeyArn": "arn:aws:kms:eu-central-1:111122223333:key/mrk-71b15ba66add9108594dd8c589bc29b1"',
      'bookings failover-replica: "SecondaryRegion": "eu-west-1"',
      'legacy-mobile issuer-type: "Type": "ORIGINAL"',
      'legacy-mobile deletion-protection: "DeletionProtection": "INACTIVE",',
      'partner-portal mfa-totp: "Enabled": true',
    ]);
  });

  it('a finding leads to the key or domain that it is about', () => {
    const pool = poolNamed(session, 'bookings');
    const related = (session.store.assessmentOf(pool)?.findings ?? []).flatMap((finding) =>
      relatedDocuments(session.store, pool, finding).map(({ document }) => `${finding.rule}: ${documentPath(document)}`),
    );
    expect(related).toEqual([
      'key-state: /aws/111122223333/eu-west-1/eu-central-1_y3u70bKlP/mrk-71b15ba66add9108594dd8c589bc29b1.key.json',
      'failover-replica: /aws/111122223333/eu-central-1/eu-central-1_y3u70bKlP/login.bookings.example.domain.json',
    ]);
  });
});

describe('the readiness document', () => {
  it('says what fails with its remedy, what is unknown, and what passes', async () => {
    const { session } = await sessionOf();
    await session.check(poolNamed(session, 'newsletter').id, 'us-west-2');
    const text = textOf(session, idOf(session, 'newsletter', 'readiness'));
    expect(text.replace(/read at .*/, 'read at …')).toMatchInlineSnapshot(`
      "# Readiness of newsletter for us-west-2

      us-east-1_KfUT4QTtJ · us-east-1 → us-west-2 · account 111122223333 · read at …

      **6 of 15 pass · 4 fail · 5 unknown · eligibility unknown**

      ## Fail

      - **replica-tier** (error): the feature plan is LITE, and replication needs ESSENTIALS or PLUS
        - Remedy: Change the feature plan to ESSENTIALS. It changes the price of every active user.
        - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-multi-region.html
      - **replica-key** (error): the user pool has no customer managed key
        - Remedy: Put the user pool on a multi-Region key, and read it back: on older user pools the change has been seen to have no effect.
        - https://docs.aws.amazon.com/cognito/latest/developerguide/data-protection.html
      - **issuer-type** (warning): the issuer type is ORIGINAL: token validators depend on the primary Region
        - Remedy: Switch the issuer to UPDATED after every token validator accepts both. It is a breaking change for those that do not.
        - https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html#user-pool-oidc-issuer
      - **deletion-protection** (warning): deletion protection is off
        - Remedy: Turn deletion protection on, so that nobody deletes the user pool by mistake.
        - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html

      ## Unknown

      - **key-arn**: there is no customer managed key yet
      - **key-not-multi-region**: there is no customer managed key yet
      - **key-replica-missing**: there is no customer managed key yet
      - **key-state**: there is no customer managed key yet
      - **key-policy**: there is no customer managed key yet
      - whether the user pool is on infrastructure that can be replicated is unknown until a replica is created: AWS has no other way to ask

      ## Pass

      - **replica-region**: us-east-1 to us-west-2
      - **replica-duplicate**: no replica in another Region
      - **mfa-totp**: no authenticator apps
      - **certificate-region**: no domain
      - **failover-routing**: no domain
      - **failover-replica**: no domain
      "
    `);
  });
});

describe('a document whose account is not looked at', () => {
  it('says so, and shows nothing of it', async () => {
    const { session } = await sessionOf();
    const id = idOf(session, 'customer-login', 'pool');
    expect(textOf(session, id)).toContain('"Name": "customer-login"');
    const elsewhere = simulated({ ...demoScenario, account: { id: '999988887777', name: 'other', accessKeys: ['AKIAOTHER99998888777'] } });
    const other = new PoolSession({ open: () => Promise.resolve(elsewhere.connection), clock: realClock });
    await other.connect(demo, ['us-east-1']);
    expect(dataOf(other, id)).toEqual({
      unknown: 'This belongs to account 111122223333, and the Cognito Replicas view shows account 999988887777.',
    });
    await session.connect(undefined, []);
    expect(dataOf(session, id)).toEqual({ unknown: 'No account is looked at. Choose a profile in the Cognito Replicas view.' });
  });

  it('says that a Region has no replica of the pool, or that the pool is not listed', async () => {
    const { session } = await sessionOf();
    expect(dataOf(session, { ...idOf(session, 'customer-login', 'pool'), region: 'eu-west-1' })).toEqual({
      unknown: 'User pool us-east-1_TPOjPV5VU has no replica in eu-west-1.',
    });
    expect(dataOf(session, { ...idOf(session, 'customer-login', 'pool'), poolId: 'us-east-1_gone' })).toEqual({
      unknown: 'User pool us-east-1_gone is not in the Regions that the Cognito Replicas view lists.',
    });
  });
});

describe('secrets', () => {
  it('are in no document and nowhere in what is kept of an account', async () => {
    const { session, simulation } = await sessionOf();
    const logged: string[] = [];
    logChanges(session, { warn: (text: string) => void logged.push(text) } as vscode.LogOutputChannel);
    const pools = session.store.pools;
    await Promise.all(
      pools.flatMap((pool) => [
        session.check(pool.id, pool.secondaryRegion ?? 'us-west-1'),
        ...[pool.primaryRegion, pool.secondaryRegion ?? pool.primaryRegion].map((region) => session.readSettings(region, pool.id)),
      ]),
    );
    const texts = pools.flatMap((pool) =>
      kinds.flatMap((kind) =>
        [pool.primaryRegion, pool.secondaryRegion ?? pool.primaryRegion].flatMap((region) => {
          const id = documentIdOf(session.store, pool, kind, region);
          return id ? [textOf(session, id)] : [];
        }),
      ),
    );
    const { settings, details } = session.store.snapshot;
    const kept = JSON.stringify([
      [...settings],
      [...details.values()].map((one) => ({ ...one, keys: [...one.keys], keyPolicies: [...one.keyPolicies] })),
      pools.map((pool) => session.store.assessmentOf(pool)),
      logged,
    ]);
    const all = [...texts, kept].join('\n');
    // What was planted has to be there at AWS, and to be missed here.
    const world = JSON.stringify(simulation.world());
    const planted = ['planted-provider-secret-7c1e', 'planted-google-secret-41b9', '6zzfof5rhsojfky5mg3m1s5w1f7o7w6ouq3din6liezh1rzj6yr'];
    for (const secret of planted) {
      expect(world).toContain(secret);
      expect(all).not.toContain(secret);
    }
    expect(all).toContain('"client_secret": "(not shown)"');
    expect(all).toContain('"ClientSecret": "(not shown)"');
  });
});
