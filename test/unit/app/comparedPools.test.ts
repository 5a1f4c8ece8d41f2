// What a comparison of the two Regions changes outside its panel: the tree, the findings of the pool and their places.
import { beforeAll, describe, expect, it } from 'vitest';
import { detailRows } from '../../../src/app/detailRows.ts';
import { documentIdOf } from '../../../src/app/documents/documentIds.ts';
import { documentText } from '../../../src/app/documents/documentText.ts';
import { placeOf } from '../../../src/app/documents/places.ts';
import { relatedDocuments } from '../../../src/app/documents/relatedDocuments.ts';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { poolRow } from '../../../src/app/poolRows.ts';
import { remediesOf } from '../../../src/app/remedies.ts';
import { english } from '../../../src/domain/message.ts';
import { differencesOf } from '../../../src/domain/parity/row.ts';
import { jsonPlaces } from '../../../src/iac/json/jsonRange.ts';
import { realClock, simulated } from '../../support/simulated.ts';

let session: PoolSession;
const poolNamed = (name: string) => session.store.pools.find((pool) => pool.name === name)!;
const said = (name: string, kind: 'pool' | 'replica'): string => {
  const pool = poolNamed(name);
  const row = kind === 'pool' ? poolRow(session.store, pool) : detailRows(session.store, pool.id).find((each) => each.kind === 'replica')!;
  return english(row.description);
};

beforeAll(async () => {
  const { connection } = simulated();
  session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect({ kind: 'demo' }, ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1']);
});

describe('before anybody compares', () => {
  it('the tree says nothing of it, and findings are those of readiness', () => {
    expect(said('storefront', 'replica')).toBe('us-west-2 · active');
    expect(session.store.findingsOf(poolNamed('storefront'))).toEqual([]);
  });
});

describe('after a comparison', () => {
  beforeAll(async () => {
    const names = ['storefront', 'customer-login', 'legacy-mobile', 'admin-console', 'partner-portal'];
    await Promise.all(names.map((name) => session.compare(poolNamed(name).id)));
  }, 40_000);

  it('the row of the replica says how many differences there are, or that there are none', () => {
    const rows = session.store.parityOf(poolNamed('storefront').id)?.rows ?? [];
    expect(differencesOf(rows).length).toBeGreaterThan(5);
    expect(said('storefront', 'replica')).toBe(`us-west-2 · active · ${differencesOf(rows).length} differences`);
    expect(said('customer-login', 'replica')).toBe('us-west-2 · active · no differences');
    expect(said('admin-console', 'replica')).toBe('us-east-1 · active · 1 difference');
  });

  it('what breaks a rule is a finding of the pool, on the line of its setting', () => {
    const pool = poolNamed('storefront');
    const document = documentIdOf(session.store, pool, 'pool')!;
    const text = documentText(session, document, english);
    const lines = text.split('\n');
    const found = session.store
      .findingsOf(pool)
      .map(
        (finding) => `${finding.severity} ${finding.rule}: ${lines[jsonPlaces(text).rangeOf(placeOf(finding)).start.line]?.trim() ?? ''}`,
      );
    expect(found).toEqual([
      'error regional-arn: "PreSignUp": "arn:aws:lambda:us-east-1:111122223333:function:invitation-check",',
      'warning trigger-missing: "CustomMessage": "arn:aws:lambda:us-east-1:111122223333:function:welcome-mail",',
      'warning regional-arn: "SourceArn": "arn:aws:ses:us-east-1:111122223333:identity/example.com"',
    ]);
    expect(said('storefront', 'pool')).toContain('1 error');
  });

  it('leads to the replica and to both Regions side by side', () => {
    const pool = poolNamed('storefront');
    const [finding] = session.store.findingsOf(pool);
    const assessment = session.store.assessmentOf(pool)!;
    expect(relatedDocuments(session.store, pool, finding!).map(({ document }) => document)).toMatchObject([
      { kind: 'pool', region: 'us-west-2' },
    ]);
    expect(remediesOf(session.store, assessment, finding!, false).map(({ kind }) => kind)).toEqual([
      'explain',
      'compareRegions',
      'document',
      'link',
    ]);
  });

  it('a rule that readiness judges too is found once', () => {
    const rules = session.store.findingsOf(poolNamed('admin-console')).map(({ rule }) => rule);
    expect(session.store.parityOf(poolNamed('admin-console').id)?.findings?.map(({ rule }) => rule)).toEqual(['mfa-totp']);
    expect(rules).toEqual(['mfa-totp']);
  });

  it('findings are the same list until something changes, and as severe as the settings say', () => {
    const pool = poolNamed('legacy-mobile');
    const rules = () => session.store.findingsOf(pool).map(({ rule, severity }) => `${severity} ${rule}`);
    expect(session.store.findingsOf(pool)).toBe(session.store.findingsOf(pool));
    expect(rules()).toContain('warning quota-parity');
    session.store.severities = { 'quota-parity': 'error' };
    expect(rules()).toContain('error quota-parity');
    session.store.severities = { 'quota-parity': 'off' };
    expect(rules().join()).not.toContain('quota-parity');
    session.store.severities = {};
  });
});
