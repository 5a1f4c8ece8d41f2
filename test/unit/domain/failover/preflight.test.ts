import { describe, expect, it } from 'vitest';
import { preflight, preflightErrors, type PreflightParts } from '../../../../src/domain/failover/preflight.ts';
import { absent, known } from '../../../../src/domain/fact.ts';
import { english, message } from '../../../../src/domain/message.ts';
import type { ParityRow } from '../../../../src/domain/parity/row.ts';
import { checkOf, customDomain, factsOf, refused } from './healthChecks.ts';

const row = (changes: Partial<ParityRow>): ParityRow => ({
  id: 'triggers/PreSignUp',
  group: 'triggers',
  setting: message('Pre sign-up'),
  verdict: 'same',
  primary: 'a',
  secondary: 'a',
  message: message('same'),
  ...changes,
});
const limits = row({ id: 'requestLimits/UserAuthentication', group: 'requestLimits', setting: message('UserAuthentication') });

function checked(changes: Partial<PreflightParts> = {}): readonly string[] {
  return preflight({
    facts: factsOf(),
    rows: [row({}), limits],
    healthCheck: known(checkOf('HTTPS')),
    observed: known({ status: 'healthy', source: 'checkers' }),
    ...changes,
  }).map(
    ({ id, message: said, remedy, severity, state }) =>
      `${state} ${severity} ${id}: ${english(said)}${remedy ? ` → ${english(remedy)}` : ''}`,
  );
}

const about = (lines: readonly string[], id: string): readonly string[] => lines.filter((line) => line.split(' ')[2]?.startsWith(id));

describe('the preflight', () => {
  it('passes where nothing speaks against a fail over', () => {
    expect(checked()).toEqual([
      'pass error replica: the replica is active',
      'pass error routing: failover to eu-west-1',
      'pass error health-check: the health check 0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10 can be forced',
      'pass info health-check-state: Free: its endpoint answers. Traffic goes to the primary Region',
      'pass warning control-plane: Route 53 changes health checks from us-east-1, which is not the primary Region',
      'pass error parity: of what was compared, nothing keeps users of eu-west-1 from signing in as in us-west-2',
      'pass warning request-limits: no request limit is lower in the secondary Region',
      'pass warning authenticator-apps: no authenticator apps',
      'pass warning issuer: issuer type UPDATED',
      'pass warning deletion-protection: deletion protection is on',
    ]);
  });

  it.each([
    [
      'INACTIVE',
      'fail error replica: the replica is INACTIVE, and takes no sign-in → Activate the replica. The secondary Region takes that call while the primary is down.',
    ],
    [
      'CREATING',
      'fail error replica: the replica is CREATING, and takes no sign-in → Activate the replica. The secondary Region takes that call while the primary is down.',
    ],
  ])('a replica that is %s', (status, line) => {
    expect(
      about(checked({ facts: factsOf({ replicas: known([{ region: 'eu-west-1', role: 'SECONDARY', status }]) }) }), 'replica'),
    ).toEqual([line]);
  });

  it('a domain without routing, with routing elsewhere, a prefix domain, none', () => {
    const { name, settings } = customDomain;
    const of = (domain: Parameters<typeof factsOf>[0]) => about(checked({ facts: factsOf(domain) }), 'routing')[0];
    expect(of({ domain: known({ name, custom: true, settings }) })).toBe(
      'fail error routing: auth.example.com has no failover routing: it stays with the primary Region → Configure failover routing.',
    );
    expect(of({ domain: known({ ...customDomain, failover: { secondaryRegion: 'us-east-2', healthCheckId: 'x' } }) })).toContain(
      'fail error routing: auth.example.com fails over to us-east-2, and not to eu-west-1',
    );
    expect(of({ domain: known({ name: 'tools', custom: false, settings: {} }) })).toContain(
      'warn warning routing: tools is a prefix domain',
    );
    expect(of({ domain: absent })).toContain('warn warning routing: there is no domain');
    expect(of({ domain: refused })).toBe('unknown error routing: no permission route53:ListTagsForResource');
  });

  it.each([
    [{ inverted: true }, 'fail error', 'Inverted alone, a trap'],
    [{ disabled: true }, 'warn warning', 'Held: disabled alone'],
    [{ disabled: true, inverted: true }, 'warn warning', 'Forced: disabled and inverted'],
  ])('a health check that is %j', (settings, state, said) => {
    const [line] = about(checked({ healthCheck: known(checkOf('HTTPS', settings)) }), 'health-check-state');
    expect(line).toContain(`${state} health-check-state: ${said}`);
  });

  it('a health check that nobody can force: one that is gone, of another service, of a routing control', () => {
    expect(about(checked({ healthCheck: absent }), 'health-check')[0]).toContain('fail error health-check: there is no health check');
    expect(
      about(checked({ healthCheck: known(checkOf('HTTP', { linkedService: 'servicediscovery.amazonaws.com' })) }), 'health-check')[0],
    ).toContain('fail error health-check: servicediscovery.amazonaws.com has made the health check');
    expect(about(checked({ healthCheck: known(checkOf('RECOVERY_CONTROL')) }), 'health-check')[0]).toContain(
      'warn warning health-check: the health check follows a routing control',
    );
  });

  it('a primary Region that is where Route 53 is', () => {
    const facts = { ...factsOf(), primaryRegion: 'us-east-1' };
    expect(about(checked({ facts }), 'control-plane')[0]).toContain(
      'warn warning control-plane: Route 53 changes health checks from us-east-1, the primary Region',
    );
  });

  it('each difference of the Regions that a sign-in would meet, and request limits apart', () => {
    const rows = [
      row({ verdict: 'different', severity: 'error', message: message('in the other Region') }),
      row({ id: 'tags/stage', group: 'tags', setting: message('stage'), verdict: 'different', severity: 'info' }),
      row({
        id: 'logs',
        group: 'logs',
        setting: message('logs'),
        verdict: 'missing',
        severity: 'warning',
        message: message('not there'),
        remedy: message('Copy them.'),
      }),
      row({ id: 'domain/routing', group: 'domain', verdict: 'missing', severity: 'warning' }),
      { ...limits, verdict: 'different' as const, severity: 'warning' as const, rule: 'quota-parity' as const, message: message('lower') },
    ];
    expect([...about(checked({ rows }), 'parity'), ...about(checked({ rows }), 'request-limits')]).toEqual([
      'fail error parity/triggers/PreSignUp: Pre sign-up: in the other Region',
      'warn warning parity/logs: logs: not there → Copy them.',
      'warn warning request-limits/UserAuthentication: UserAuthentication: lower',
    ]);
  });

  it('what cannot be read is unknown and no error, each reason once', () => {
    const why = message('no permission lambda:GetPolicy');
    const rows = [
      row({ verdict: 'unknown', message: why }),
      row({ id: 'triggers/b', verdict: 'unknown', message: why }),
      row({ id: 'tags/a' }),
    ];
    const parts = {
      rows,
      healthCheck: refused,
      observed: refused,
      facts: factsOf({ replicas: refused, mfa: refused, issuerType: refused, deletionProtection: refused }),
    };
    const lines = checked(parts);
    expect(lines.filter((line) => line.startsWith('fail') || line.startsWith('warn'))).toEqual([]);
    expect(about(lines, 'parity')[0]).toBe('unknown error parity: Pre sign-up and 1 more: no permission lambda:GetPolicy');
    expect(about(checked({ healthCheck: known(checkOf('HTTPS')), observed: refused }), 'health-check-state')).toEqual([
      'unknown info health-check-state: no permission route53:ListTagsForResource',
    ]);
    const { facts, healthCheck, observed } = { facts: factsOf(), healthCheck: absent, observed: absent };
    expect(
      preflight({ facts, healthCheck, observed })
        .filter(({ id }) => id === 'parity')
        .map(({ state }) => state),
    ).toEqual(['unknown']);
  });

  it('speaks against a fail over with its errors, and not with how the health check is set: that is what it changes', () => {
    const errors = preflightErrors(
      preflight({
        facts: factsOf({ replicas: known([{ region: 'eu-west-1', role: 'SECONDARY', status: 'INACTIVE' }]) }),
        healthCheck: known(checkOf('HTTPS', { inverted: true })),
        observed: absent,
      }),
    ).map(english);
    expect(errors).toEqual(['the replica is INACTIVE, and takes no sign-in']);
  });
});
