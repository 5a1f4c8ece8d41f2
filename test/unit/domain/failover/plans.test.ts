import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthCheck } from '../../../../src/domain/failover/healthCheck.ts';
import {
  failBackCommand,
  failOverCommand,
  routingControlCommand,
  switchCall,
  switchMembers,
} from '../../../../src/domain/failover/healthCheckCalls.ts';
import { callerReference, planConfigureFailover } from '../../../../src/domain/failover/planConfigureFailover.ts';
import { planFailBack } from '../../../../src/domain/failover/planFailBack.ts';
import { planFailOver } from '../../../../src/domain/failover/planFailOver.ts';
import { type SavedValues, savedValuesTag, savedValuesText } from '../../../../src/domain/failover/savedValues.ts';
import { absent, known, unknown } from '../../../../src/domain/fact.ts';
import { withoutMembers } from '../../../../src/domain/json.ts';
import { english, message } from '../../../../src/domain/message.ts';
import { checkOf, customDomain, factsOf, kinds, now, partsOf, poolId, refused, routingControl, told } from './healthChecks.ts';

const before: SavedValues = {
  disabled: false,
  inverted: false,
  version: 3,
  at: now,
  poolId,
  primaryRegion: 'us-west-2',
  secondaryRegion: 'eu-west-1',
};
const kept = (values: Partial<SavedValues> = {}) => ({ [savedValuesTag]: savedValuesText({ ...before, ...values }) });
const forced = (settings: Partial<HealthCheck> = {}) =>
  checkOf('HTTPS', { version: 4, disabled: true, inverted: true, tags: kept(), ...settings });

const saveLine = `  route53 ChangeTagsForResource us-east-1 {"ResourceType":"healthcheck","ResourceId":"${checkOf('HTTPS').id}","AddTags":[{"Key":"cognito-replicas:before-failover","Value":"disabled=false inverted=false version=3 at=2026-11-26T10:15:00.000Z pool=us-west-2_Ab12Cd34E primary=us-west-2 secondary=eu-west-1"}]}`;
const forceLine = `  route53 UpdateHealthCheck us-east-1 {"HealthCheckId":"${checkOf('HTTPS').id}","HealthCheckVersion":3,"Disabled":true,"Inverted":true}`;

describe('Inverted', () => {
  it('is never set without Disabled, whatever is wanted and whatever is there', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (disabled, inverted, isDisabled, isInverted) => {
        const check = checkOf('HTTPS', { disabled: isDisabled, inverted: isInverted });
        const call = switchCall(check, { disabled, inverted }, 'us-west-2');
        if (call?.input['Inverted'] === true) expect(call.input['Disabled']).toBe(true);
        // What a call leaves out stays.
        if (call) {
          const after = { disabled: call.input['Disabled'] ?? isDisabled, inverted: call.input['Inverted'] ?? isInverted };
          expect(after).toEqual({ disabled, inverted });
        } else expect([disabled, inverted, isInverted]).toEqual([false, true, false]);
      }),
    );
  });

  it('is sent with Disabled in one call, at the version that was read', () => {
    expect(switchMembers({ disabled: true, inverted: true }, checkOf('HTTPS'))).toEqual({ Disabled: true, Inverted: true });
    expect(switchCall(checkOf('HTTPS'), { disabled: true, inverted: true }, 'us-west-2')).toMatchObject({
      input: { HealthCheckVersion: 3, Disabled: true, Inverted: true },
      permissions: [
        { action: 'route53:UpdateHealthCheck', region: 'us-east-1', resource: `arn:aws:route53:::healthcheck/${checkOf('HTTPS').id}` },
      ],
    });
  });
});

describe('a plan to fail over', () => {
  it.each(kinds.filter((kind) => kind !== 'RECOVERY_CONTROL'))('of kind %s keeps what is there, forces, and waits', (kind) => {
    const lines = told(planFailOver(partsOf(checkOf(kind)), now));
    expect(lines.slice(0, 5)).toEqual(['→ save', saveLine, '· force', forceLine, '· routed']);
  });

  it('says what users will notice, those of authenticator apps only where they may be', () => {
    const dangers = (mfa: Parameters<typeof factsOf>[0]) =>
      planFailOver(partsOf(checkOf('HTTPS'), { facts: factsOf(mfa) }), now)
        .dangers.map(english)
        .join('\n');
    expect(dangers({})).toContain('the replica refuses: sign-up, forgotten and changed passwords, changes of profiles,');
    expect(dangers({})).toContain('Failed sign-ins are counted in each Region by itself');
    expect(dangers({})).toContain('Federated users who have never signed in at the primary');
    expect(dangers({})).not.toContain('authenticator app');
    const apps = 'Users who have an authenticator app (TOTP) cannot sign in on the replica.';
    expect(dangers({ mfa: known({ mode: 'OPTIONAL', totp: true, sms: true, email: false, settings: {} }) })).toContain(apps);
    expect(dangers({ mfa: refused })).toContain(apps);
  });

  it('says of a calculated health check what decides nothing any more', () => {
    const said = planFailOver(partsOf(checkOf('CALCULATED')), now).notes?.flatMap((note) => note.said.map(english)) ?? [];
    expect(said).toContain('0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10: healthy while 2 or more of its 3 children are');
    expect(said).toContain('While it is disabled, its threshold and its children decide nothing.');
  });

  it('has no step for a routing control, and says which to flip and how', () => {
    const { blockers, dangers, notes, steps } = planFailOver(partsOf(checkOf('RECOVERY_CONTROL')), now);
    expect([steps, dangers, blockers]).toEqual([[], [], []]);
    expect(notes?.at(-1)?.said.map(english)[0]).toContain(routingControl);
    expect(notes?.at(-1)?.code?.text).toBe(routingControlCommand(routingControl, 'Off'));
  });

  it('goes on where it was: what is kept is kept, and what is forced is forced', () => {
    const isKept = told(planFailOver(partsOf(checkOf('HTTPS', { tags: kept() })), now));
    expect(isKept.slice(0, 4)).toEqual(['✓ save what it is now is kept', '→ force', forceLine, '· routed']);
    // Asked for again later: what was kept first stays.
    expect(told(planFailOver(partsOf(checkOf('HTTPS', { tags: kept() })), now + 60_000)).slice(0, 2)).toEqual(isKept.slice(0, 2));
    expect(told(planFailOver(partsOf(forced()), now))).toEqual([
      '✓ save what it was before is kept',
      '✓ force it is disabled and inverted',
      '→ routed',
    ]);
    expect(told(planFailOver(partsOf(forced({ tags: {} })), now)).slice(0, 2)).toEqual([
      '✓ save what it was before was not kept here: it was forced without this plan',
      '✓ force it is disabled and inverted',
    ]);
  });

  it('keeps anew what has changed since it was kept, and what was kept for another pool', () => {
    for (const values of [{ version: 2 }, { disabled: true }, { poolId: 'us-west-2_Other' }]) {
      expect(told(planFailOver(partsOf(checkOf('HTTPS', { tags: kept(values) })), now)).slice(0, 2)).toEqual(['→ save', saveLine]);
    }
  });

  it('does not guess: a health check or tags that cannot be read are unknown, one that is not there speaks against it', () => {
    expect(told(planFailOver(partsOf(checkOf('HTTPS'), { tags: refused }), now)).slice(0, 2)).toEqual([
      '? save no permission route53:ListTagsForResource',
      saveLine,
    ]);
    const nothing = told(planFailOver(partsOf(undefined, { healthCheck: refused, tags: refused }), now));
    expect(nothing.slice(0, 2)).toEqual([
      '? save no permission route53:ListTagsForResource',
      '? force no permission route53:ListTagsForResource',
    ]);
    const unread = planFailOver(partsOf(undefined, { healthCheck: refused, tags: refused }), now);
    expect(unread.notes?.flatMap(({ code }) => (code ? [code.text] : []))).toEqual([
      failOverCommand(checkOf('HTTPS')),
      failBackCommand(checkOf('HTTPS'), { disabled: false, inverted: false }),
    ]);
    expect(told(planFailOver(partsOf(undefined), now)).at(-1)).toBe(
      'x There is no health check 0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10, which the routing of the domain names.',
    );
    expect(told(planFailOver(partsOf(checkOf('HTTPS', { linkedService: 'servicediscovery.amazonaws.com' })), now)).at(-1)).toBe(
      'x servicediscovery.amazonaws.com has made the health check, and only that can change it.',
    );
  });

  it('has what was checked before against it, until it is forced', () => {
    const blockers = [message('the replica is INACTIVE')];
    expect(told(planFailOver(partsOf(checkOf('HTTPS'), { blockers }), now))).toContain('x the replica is INACTIVE');
    expect(told(planFailOver(partsOf(forced(), { blockers }), now))).not.toContain('x the replica is INACTIVE');
  });

  it('has no step without routing: applications choose the Region', () => {
    const { notes, steps } = planFailOver(partsOf(undefined, { facts: factsOf({ domain: absent }) }), now);
    expect(steps).toEqual([]);
    expect(notes?.[0]?.said.map(english)[0]).toBe(
      'The user pool has no domain: nothing moves its users but the applications that they sign in with.',
    );
  });
});

describe('the traffic', () => {
  const routed = (parts: Parameters<typeof partsOf>[1], at?: number) => {
    const answeredAt = at === undefined ? {} : { answeredAt: new Map([['force', at]]) };
    return told(planFailOver(partsOf(forced(), { ...parts, ...answeredAt }), now)).find((line) => line.includes('routed'));
  };

  it('has arrived when the domain is answered from there, where that is told', () => {
    expect(routed({ answer: known({ region: 'us-west-2' }) }, now - 600_000)).toBe('→ routed');
    expect(routed({ answer: known({ region: 'eu-west-1' }) }, now)).toBe('✓ routed auth.example.com is answered from eu-west-1');
  });

  it('has arrived, otherwise, by the health check and an estimate of the time, and it says so', () => {
    expect(routed({ answer: known({}) }, now - 60_000)).toBe('→ routed');
    expect(routed({ answer: known({}) }, now - 300_000)).toBe(
      '✓ routed by the health check and the time that has passed: auth.example.com answers, from which Region cannot be asked',
    );
    const silent = unknown({ reason: 'timeout', operation: 'GET /login', detail: '' });
    expect(routed({ answer: silent }, now - 300_000)).toBe('→ routed');
    const notAsked = unknown({ reason: 'notAsked', operation: 'GET /login', detail: '' });
    expect(routed({ answer: notAsked }, now - 300_000)).toBe(
      '✓ routed by the health check and the time that has passed: auth.example.com was not asked',
    );
  });
});

describe('a plan to fail back', () => {
  const restoreLine = (members: string, version = 4) =>
    `  route53 UpdateHealthCheck us-east-1 {"HealthCheckId":"${checkOf('HTTPS').id}","HealthCheckVersion":${version},${members}}`;
  const forgetLine = `  route53 ChangeTagsForResource us-east-1 {"ResourceType":"healthcheck","ResourceId":"${checkOf('HTTPS').id}","RemoveTagKeys":["cognito-replicas:before-failover"]}`;

  it('restores what was kept at the version of now, removes the tag, and waits', () => {
    expect(told(planFailBack(partsOf(forced()), false))).toEqual([
      '→ restore',
      restoreLine('"Disabled":false,"Inverted":false'),
      '· forget',
      forgetLine,
      '· routed',
    ]);
    const held = forced({ tags: kept({ disabled: true }) });
    expect(told(planFailBack(partsOf(held), false))[1]).toBe(restoreLine('"Disabled":true,"Inverted":false'));
  });

  it('restores one that was inverted alone without sending Inverted, and says what that means', () => {
    const lines = told(planFailBack(partsOf(forced({ tags: kept({ inverted: true }) })), false));
    expect(lines[1]).toBe(restoreLine('"Disabled":false'));
    expect(lines).toContain('! It was inverted alone, and is again: that leads to the primary Region exactly when it is down.');
    const freed = checkOf('HTTPS', { version: 5, tags: kept({ inverted: true }) });
    expect(told(planFailBack(partsOf(freed), false))[0]).toBe(
      '✓ restore it was freed by hand. It was inverted alone before, which is not set from here',
    );
  });

  it('shows first what somebody has changed meanwhile', () => {
    expect(told(planFailBack(partsOf(forced({ inverted: false, version: 5 })), false))).toContain(
      '! Somebody has changed the health check since it was forced: Disabled is true and Inverted false, in place of true and true.',
    );
    expect(told(planFailBack(partsOf(forced({ version: 6 })), false)).at(-1)).toContain(
      'it is at version 6, and the fail over left version 4. What else was changed stays as it is',
    );
  });

  it('says that traffic stays while what is watched does not answer, and only by what was seen of late', () => {
    const seenAt = (at: number) =>
      told(planFailBack(partsOf(forced(), { observed: known({ status: 'unhealthy', source: 'checkers', at }) }), false)).at(-1);
    expect(seenAt(now - 30_000)).toBe(
      '! What it watches does not answer now: it stays unhealthy, and the traffic stays in eu-west-1 until it does.',
    );
    expect(seenAt(now - 600_000)).toContain('Whether the primary Region answers is not known');
  });

  it('goes on where it was', () => {
    const restored = checkOf('HTTPS', { version: 5, tags: kept() });
    expect(told(planFailBack(partsOf(restored), false))).toEqual([
      '✓ restore Disabled is false and Inverted false',
      '→ forget',
      forgetLine,
      '✓ routed by the health check and the time that has passed: auth.example.com answers, from which Region cannot be asked',
    ]);
    expect(told(planFailBack(partsOf(checkOf('HTTPS')), false)).map((line) => line[0])).toEqual(['✓', '✓', '✓']);
  });

  it.each([
    [{}, 'Nobody has kept what it was: there is no tag cognito-replicas:before-failover, and this machine did not force it.'],
    [{ [savedValuesTag]: 'disabled=?' }, 'The tag cognito-replicas:before-failover cannot be read: somebody else has changed it.'],
    [kept({ poolId: 'us-west-2_Other' }), 'What it was is kept for user pool us-west-2_Other, which fails back with it.'],
  ])('without what was kept, it frees the health check only when somebody says so: %j', (tags, why) => {
    const lines = told(planFailBack(partsOf(forced({ tags })), false));
    expect(lines.slice(0, 2)).toEqual([
      '→ restore',
      `  look: ${why} Choose to free it, with Disabled and Inverted false, or set it by hand.`,
    ]);
    expect(told(planFailBack(partsOf(forced({ tags })), true))[1]).toBe(restoreLine('"Disabled":false,"Inverted":false'));
  });

  it('takes what this machine has written down where the tag is gone, while it is forced', () => {
    const writtenDown = { ...before, disabled: true };
    expect(told(planFailBack(partsOf(forced({ tags: {} }), { writtenDown }), false))[1]).toBe(
      restoreLine('"Disabled":true,"Inverted":false'),
    );
    expect(told(planFailBack(partsOf(checkOf('HTTPS'), { writtenDown }), false))[0]).toBe('✓ restore it is not forced');
  });
});

describe('the line that fails back by hand', () => {
  it.each([
    [{ disabled: false, inverted: false }, '--no-disabled --no-inverted'],
    [{ disabled: true, inverted: false }, '--disabled --no-inverted'],
    [{ disabled: false, inverted: true }, '--no-disabled'],
  ])('of %j ends in %s, and is a line of bash', (saved, options) => {
    const line = failBackCommand(checkOf('HTTPS'), saved);
    expect(line).toBe(`aws route53 update-health-check --health-check-id 0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10 ${options}`);
    execFileSync('bash', ['-n', '-c', line]);
  });

  it('stands in both plans, with the one that fails over in the first', () => {
    const codes = (plan: ReturnType<typeof planFailOver>) => plan.notes?.flatMap(({ code }) => (code ? [code.text] : []));
    const line = failBackCommand(checkOf('HTTPS'), before);
    expect(codes(planFailOver(partsOf(checkOf('HTTPS')), now))).toEqual([failOverCommand(checkOf('HTTPS')), line]);
    expect(codes(planFailBack(partsOf(forced()), false))).toEqual([line]);
  });

  it('is a command whatever the id is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        execFileSync('bash', ['-n', '-c', failBackCommand({ id: id.replaceAll('\0', '') }, before)]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a plan to configure failover', () => {
  const wanted = { host: 'cognito-idp.us-west-2.amazonaws.com', path: '/jwks.json', failureThreshold: 3, requestInterval: 30 } as const;
  const { name, custom, settings } = customDomain;
  const facts = factsOf({ domain: known({ name, custom, settings: withoutMembers(settings, 'Routing') }) });

  it('makes a health check, tags it, and names it in the routing, carrying over the rest of the domain', () => {
    const lines = told(planConfigureFailover(partsOf(undefined, { facts }), { create: wanted }));
    expect(lines).toEqual([
      '→ healthCheck',
      `  route53 CreateHealthCheck us-east-1 {"CallerReference":"${callerReference(poolId, wanted)}","HealthCheckConfig":{"Type":"HTTPS","FullyQualifiedDomainName":"cognito-idp.us-west-2.amazonaws.com","ResourcePath":"/jwks.json","Port":443,"RequestInterval":30,"FailureThreshold":3,"EnableSNI":true}}`,
      '· tag',
      '  route53 ChangeTagsForResource us-east-1 {"ResourceType":"healthcheck","ResourceId":"${HEALTH_CHECK_ID}","AddTags":[{"Key":"cognito-replicas:pool","Value":"us-west-2_Ab12Cd34E"}]}',
      '· routing',
      '  cognito-idp UpdateUserPoolDomain us-west-2 {"Domain":"auth.example.com","UserPoolId":"us-west-2_Ab12Cd34E","ManagedLoginVersion":2,"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:111122223333:certificate/1","SecurityPolicy":"TLS_V1_2_2021"},"Routing":{"Failover":{"SecondaryRegion":"eu-west-1","PrimaryRoute53HealthCheckId":"${HEALTH_CHECK_ID}"}}}',
    ]);
  });

  it('finds the one that it has made, and knows its id from then on', () => {
    const plan = planConfigureFailover(partsOf(checkOf('HTTPS'), { facts }), { create: wanted });
    expect(plan.answers).toEqual({ HEALTH_CHECK_ID: checkOf('HTTPS').id });
    expect(told(plan)[0]).toBe(`✓ healthCheck health check ${checkOf('HTTPS').id}`);
    expect(JSON.stringify(plan.steps)).not.toContain('HEALTH_CHECK_ID');
  });

  it('is done when the domain follows it', () => {
    const lines = told(planConfigureFailover(partsOf(checkOf('HTTPS')), { id: checkOf('HTTPS').id }));
    expect(lines).toEqual(['✓ routing failover to eu-west-1']);
  });

  it('warns of what moves at once, and of one that is not there', () => {
    const observed = known({ status: 'unhealthy', source: 'checkers' } as const);
    expect(told(planConfigureFailover(partsOf(checkOf('HTTPS'), { facts, observed }), { id: checkOf('HTTPS').id }))).toContain(
      '! The health check is unhealthy now: the traffic goes to eu-west-1 at once.',
    );
    expect(told(planConfigureFailover(partsOf(undefined, { facts }), { id: 'gone' })).at(-1)).toBe('x There is no health check gone.');
  });

  it('asks in the same words for the same health check, in 64 characters at most', () => {
    const longId = `ap-southeast-1_${'A'.repeat(40)}`;
    expect(callerReference(poolId, wanted)).toBe(callerReference(poolId, { ...wanted }));
    expect(callerReference(poolId, wanted)).not.toBe(callerReference(poolId, { ...wanted, path: '/other' }));
    expect(callerReference(longId, wanted).length).toBeLessThanOrEqual(64);
  });

  it('has no step for a prefix domain: it says what applications change, with both addresses for identity providers', () => {
    const prefix = { name: 'tools', custom: false, settings: {} };
    const { notes, steps } = planConfigureFailover(partsOf(undefined, { facts: factsOf({ domain: known(prefix) }) }), { create: wanted });
    expect(steps).toEqual([]);
    const codes = notes?.flatMap(({ code }) => (code ? [code.text] : [])).join('\n');
    expect(codes).toContain("new CognitoIdentityProviderClient({ region: 'eu-west-1' })");
    expect(codes).toContain("userPoolEndpoint: 'https://cognito-idp.eu-west-1.amazonaws.com/'");
    expect(codes).toContain("CognitoJwtVerifier.create({ userPoolId: 'us-west-2_Ab12Cd34E'");
    expect(codes).toContain(
      'https://tools.auth.us-west-2.amazoncognito.com/saml2/idpresponse\nhttps://YOUR-PREFIX.auth.eu-west-1.amazoncognito.com/saml2/idpresponse',
    );
  });
});
