import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../src/domain/failure.ts';
import { english } from '../../../../src/domain/message.ts';
import { compareSignIns } from '../../../../src/domain/signIn/compareSignIns.ts';
import type { SeenToken, SignedIn, SignInOutcome, SignInRefusal } from '../../../../src/domain/signIn/outcome.ts';
import type { SignInContext, SignInResult } from '../../../../src/domain/signIn/regionText.ts';

const poolId = 'us-east-1_Ab12Cd34E';
const updated = `https://issuer-cognito-idp.us-east-1.amazonaws.com/${poolId}`;
const original = (region: string) => `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
const context: SignInContext = { primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2', issuerType: 'UPDATED', replicaStatus: 'ACTIVE' };

const token = (changes: Partial<SeenToken> = {}): SeenToken => ({
  issuer: updated,
  subject: 'sub-1',
  audience: 'client-1',
  use: 'id',
  groups: ['members', 'staff'],
  scopes: [],
  lifetime: 3600,
  others: { email: 'digest-1' },
  verification: { kind: 'verified' },
  ...changes,
});
const answered = (value: SignInOutcome): SignInResult => ({ ok: true, value });
const signedIn = (changes: Partial<SeenToken> = {}): SignInResult => {
  const access = token({ use: 'access', scopes: ['a'], others: {}, ...('issuer' in changes && changes) });
  const outcome: SignedIn = { kind: 'signedIn', id: token(changes), access, revocation: { kind: 'revoked' } };
  return answered(outcome);
};
const challenged = (challenge: string) => answered({ kind: 'challenged', challenge });
const refused = (reason: SignInRefusal) => answered({ kind: 'refused', reason, detail: 'said AWS' });
const failed = (reason: Failure['reason'], operation = 'cognito-idp:InitiateAuth'): SignInResult => ({
  ok: false,
  failure: { reason, operation, detail: 'x' },
});

const compared = (primary: SignInResult, secondary: SignInResult, changes: Partial<SignInContext> = {}) => {
  const { rows, secondary: replica, summary, verdict } = compareSignIns(poolId, primary, secondary, { ...context, ...changes });
  return {
    verdict,
    summary: english(summary),
    why: replica.why.map(english).join(' '),
    different: rows
      .filter((row) => row.verdict === 'different')
      .map((row) => `${row.token} ${english(row.claim)}: ${row.reason ? english(row.reason) : ''}`),
  };
};

describe('tokens of both Regions', () => {
  it('that say the same pass, in whatever order their groups are', () => {
    const outcome = compared(signedIn(), signedIn({ groups: ['staff', 'members'] }));
    expect(outcome).toMatchObject({ verdict: 'passed', different: [] });
    expect(outcome.summary).toBe('The user can sign in through both Regions, and the tokens say the same.');
  });

  it.each<[string, Partial<SeenToken>, RegExp]>([
    ['sub', { subject: 'sub-2' }, /two users/],
    ['aud', { audience: 'client-2' }, /different app clients/],
    ['cognito:groups', { groups: ['members'] }, /behind/],
    ['lifetime', { lifetime: 60 }, /token validity/],
    ['email', { others: { email: 'digest-2' } }, /attribute/],
    ['plan', { others: { email: 'digest-1', plan: 'digest-3' } }, /triggers of the two Regions/],
    ['signature', { verification: { kind: 'refused', fault: 'signature' } }, /does not let this user in/],
  ])('that differ in %s fail', (claim, changes, reason) => {
    const { different, verdict } = compared(signedIn(), signedIn(changes));
    expect([verdict, different.length]).toEqual(['failed', 1]);
    expect(different[0]).toMatch(`id ${claim}:`);
    expect(different[0]).toMatch(reason);
  });

  it('show names of other claims, and never a value or what stands for it', () => {
    const { rows } = compareSignIns(poolId, signedIn(), signedIn({ others: { email: 'digest-2', plan: 'digest-3' } }), context);
    const shown = JSON.stringify(rows);
    expect(shown).toContain('email');
    expect(shown).not.toContain('digest-');
  });

  it('that could not be verified leave it unknown', () => {
    const unverified = signedIn({
      verification: { kind: 'unknown', failure: { reason: 'unreachable', operation: 'GET keys', detail: '' } },
    });
    expect(compared(signedIn(), unverified)).toMatchObject({ verdict: 'unknown', different: [] });
  });
});

describe('the issuer of a pool on ORIGINAL', () => {
  const isOriginal = { issuerType: 'ORIGINAL' };

  it('names the primary Region in both, as since July 2026', () => {
    const own = { issuer: original('us-east-1') };
    expect(compared(signedIn(own), signedIn(own), isOriginal).verdict).toBe('passed');
    const { rows } = compareSignIns(poolId, signedIn(own), signedIn(own), { ...context, ...isOriginal });
    const issuer = rows.find(({ claim }) => english(claim) === 'iss');
    expect(issuer?.reason && english(issuer.reason)).toContain('since July 2026');
  });

  it('that names the secondary Region, as before July 2026, is said to', () => {
    const { different, verdict } = compared(
      signedIn({ issuer: original('us-east-1') }),
      signedIn({ issuer: original('us-west-2') }),
      isOriginal,
    );
    expect(verdict).toBe('failed');
    expect(different).toEqual([
      expect.stringMatching(/^id iss: .*name the secondary Region, as those of ORIGINAL issuers did before July 2026/),
      expect.stringMatching(/^access iss: /),
    ]);
  });

  it('is another one than that of the pool right after a switch', () => {
    const before = { issuer: original('us-east-1') };
    expect(compared(signedIn(before), signedIn(before)).different[0]).toMatch(/switched a moment ago/);
    expect(compared(signedIn(), signedIn(before)).different[0]).toMatch(/switched a moment ago, or the replica is behind/);
  });
});

describe('a sign-in that only one Region lets in', () => {
  it.each<[string, SignInResult, SignInResult, RegExp, Partial<SignInContext>?]>([
    ['failed', signedIn(), refused('userNotFound'), /not have this user yet.*federated users/],
    ['failed', signedIn(), refused('notAuthorized'), /primary Region accepts the password: the replica may be behind/],
    ['failed', signedIn(), refused('notEnabled'), /The replica is INACTIVE/, { replicaStatus: 'INACTIVE' }],
    ['failed', signedIn(), refused('notEnabled'), /answers so while it is not ACTIVE/],
    ['failed', signedIn(), refused('clientNotFound'), /does not have this app client yet/],
    ['failed', signedIn(), refused('trigger'), /Lambda trigger of this Region/],
    ['failed', signedIn(), refused('blocked'), /web ACL of its own/],
    ['failed', signedIn(), refused('passwordResetRequired'), /takes the primary Region/],
    ['failed', signedIn(), challenged('EMAIL_OTP'), /sent by email/],
    ['failed', challenged('SOFTWARE_TOKEN_MFA'), refused('notEnabled'), /TOTP/],
    ['failed', challenged('SOFTWARE_TOKEN_MFA'), refused('notAuthorized'), /TOTP/],
    ['failed', challenged('NEW_PASSWORD_REQUIRED'), refused('notEnabled'), /most likely not be set there \(AWS does not say so/],
    ['failed', refused('notAuthorized'), signedIn(), /^$/],
    // During an outage of the primary Region.
    ['unknown', failed('unreachable'), signedIn(), /^$/],
    ['unknown', signedIn(), failed('timeout'), /^$/],
    ['failed', failed('unreachable'), refused('notEnabled'), /INACTIVE/, { replicaStatus: 'INACTIVE' }],
  ])('%s', (verdict, primary, secondary, why, changes = {}) => {
    const outcome = compared(primary, secondary, changes);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.why).toMatch(why);
  });

  it('because the permission for the flow is missing is unknown', () => {
    const outcome = compared(signedIn(), failed('accessDenied', 'cognito-idp:AdminInitiateAuth'));
    expect(outcome.verdict).toBe('unknown');
    expect(outcome.summary).toContain('no permission cognito-idp:AdminInitiateAuth');
    expect(outcome.why).toContain('takes a permission of IAM');
  });
});

describe('a sign-in that no Region lets in says nothing of the replica', () => {
  it.each([
    [refused('notAuthorized'), refused('notAuthorized')],
    [refused('userNotFound'), refused('userNotFound')],
    [refused('userNotFound'), refused('notAuthorized')],
    [refused('userNotConfirmed'), refused('userNotConfirmed')],
    [challenged('EMAIL_OTP'), challenged('EMAIL_OTP')],
    [challenged('NEW_PASSWORD_REQUIRED'), challenged('NEW_PASSWORD_REQUIRED')],
  ])('%j', (primary, secondary) => expect(compared(primary, secondary).verdict).toBe('unfinished'));
});

describe('a challenge on the secondary', () => {
  it.each([
    ['WEB_AUTHN', /Whether passkeys work on a replica, no document of AWS says/],
    ['SELECT_CHALLENGE', /several factors/],
    ['DEVICE_SRP_AUTH', /remembered device/],
    ['MFA_SETUP', /a replica does not take/],
    ['SMS_MFA', /sent by SMS/],
    ['CUSTOM_CHALLENGE', /triggers/],
    ['ONE_THAT_IS_NEW', /^$/],
  ])('%s is explained', (challenge, why) => expect(compared(signedIn(), challenged(challenge)).why).toMatch(why));
});
