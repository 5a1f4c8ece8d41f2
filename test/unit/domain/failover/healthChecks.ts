import type { HealthCheck, HealthCheckKind } from '../../../../src/domain/failover/healthCheck.ts';
import { absent, type Fact, known, unknown } from '../../../../src/domain/fact.ts';
import type { FailoverParts } from '../../../../src/domain/failover/failoverParts.ts';
import { english } from '../../../../src/domain/message.ts';
import type { Plan } from '../../../../src/domain/plans/plan.ts';
import type { ReadinessFacts } from '../../../../src/domain/readiness/facts.ts';
import type { DomainDescription } from '../../../../src/domain/userPool.ts';

export const kinds: readonly HealthCheckKind[] = [
  'HTTP',
  'HTTPS',
  'HTTP_STR_MATCH',
  'HTTPS_STR_MATCH',
  'TCP',
  'CALCULATED',
  'CLOUDWATCH_METRIC',
  'RECOVERY_CONTROL',
];

/** Kinds whose checkers report what they see; of the others the metric tells. */
export const endpointKinds: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP']);

export const routingControl =
  'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef/routingcontrol/fedcba9876543210';

export function checkOf(kind: HealthCheckKind, settings: Partial<HealthCheck> = {}): HealthCheck {
  return {
    id: '0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10',
    version: 3,
    kind,
    disabled: false,
    inverted: false,
    ...(kind === 'CALCULATED'
      ? { threshold: 2, children: ['a', 'b', 'c'] }
      : kind === 'CLOUDWATCH_METRIC'
        ? { watches: { what: 'alarm', region: 'us-east-1', name: 'sign-ins' } }
        : kind === 'RECOVERY_CONTROL'
          ? { watches: { what: 'routingControl', arn: routingControl } }
          : {
              watches: {
                what: 'endpoint',
                host: 'cognito-idp.us-west-2.amazonaws.com',
                path: '/us-west-2_Ab12Cd34E/.well-known/jwks.json',
              },
            }),
    ...settings,
  };
}

export const poolId = 'us-west-2_Ab12Cd34E';

export const customDomain: DomainDescription = {
  name: 'auth.example.com',
  custom: true,
  failover: { secondaryRegion: 'eu-west-1', healthCheckId: '0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10' },
  settings: {
    Domain: 'auth.example.com',
    ManagedLoginVersion: 2,
    CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SecurityPolicy: 'TLS_V1_2_2021' },
    Routing: { Failover: { SecondaryRegion: 'eu-west-1', PrimaryRoute53HealthCheckId: '0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10' } },
  },
};

export const refused: Fact<never> = unknown({ reason: 'accessDenied', operation: 'route53:ListTagsForResource', detail: '' });

export function factsOf(changes: Partial<ReadinessFacts> = {}): ReadinessFacts {
  return {
    poolId,
    subject: `arn:aws:cognito-idp:us-west-2:111122223333:userpool/${poolId}`,
    account: known('111122223333'),
    primaryRegion: 'us-west-2',
    secondaryRegion: 'eu-west-1',
    tier: known('PLUS'),
    issuerType: known('UPDATED'),
    keyType: known('CUSTOMER_MANAGED_KEY'),
    keyArn: known('arn:aws:kms:us-west-2:111122223333:key/mrk-1'),
    deletionProtection: known(true),
    replicas: known([
      { region: 'us-west-2', role: 'PRIMARY', status: 'ACTIVE' },
      { region: 'eu-west-1', role: 'SECONDARY', status: 'ACTIVE' },
    ]),
    primaryKey: absent,
    secondaryKey: absent,
    primaryKeyPolicy: absent,
    secondaryKeyPolicy: absent,
    domain: known(customDomain),
    mfa: known({ mode: 'OFF', totp: false, sms: false, email: false, settings: {} }),
    ...changes,
  };
}

/** A quarter past ten. */
export const now = Date.UTC(2026, 10, 26, 10, 15);

export function partsOf(check: HealthCheck | undefined, changes: Partial<FailoverParts> = {}): FailoverParts {
  return {
    facts: factsOf(),
    account: '111122223333',
    poolName: 'customer-login',
    healthCheck: check ? known(check) : absent,
    tags: known(check?.tags ?? {}),
    observed: known({ status: 'healthy', source: 'checkers', at: now - 20_000 }),
    answer: known({}),
    now,
    blockers: [],
    ...changes,
  };
}

/** A plan as its steps, calls and sentences, a line each. */
export function told({ blockers, dangers, steps }: Plan): readonly string[] {
  const marks = { done: '✓', next: '→', later: '·', unknown: '?' };
  return [
    ...steps.flatMap(({ calls, id, needsLook, reason, state }) => [
      [marks[state], id, ...(reason ? [english(reason)] : [])].join(' '),
      ...(needsLook ? [`  look: ${english(needsLook)}`] : []),
      ...calls.map(({ input, operation, region, service }) => `  ${service} ${operation} ${region} ${JSON.stringify(input)}`),
    ]),
    ...dangers.map((danger) => `! ${english(danger)}`),
    ...blockers.map((blocker) => `x ${english(blocker)}`),
  ];
}
