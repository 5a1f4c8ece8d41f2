import { describe, expect, it } from 'vitest';
import { readReadiness } from '../../../src/app/readReadiness.ts';
import { known } from '../../../src/domain/fact.ts';
import { english } from '../../../src/domain/message.ts';
import { judgeReadiness } from '../../../src/domain/readiness/rules.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { simulated } from '../../support/simulated.ts';

const pool = { id: 'us-east-1_TPOjPV5VU', name: 'customer-login', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' };

describe('a refused call, from the SDK to the rules', () => {
  const keyRules = ['key-not-multi-region', 'key-policy', 'key-replica-missing', 'key-state'];
  it.each<[operation: string, permission: string, rules: string[]]>([
    [
      'DescribeUserPool',
      'cognito-idp:DescribeUserPool',
      [
        ...keyRules,
        'certificate-region',
        'deletion-protection',
        'failover-replica',
        'failover-routing',
        'issuer-type',
        'key-arn',
        'replica-key',
        'replica-tier',
      ],
    ],
    ['ListUserPoolReplicas', 'cognito-idp:ListUserPoolReplicas', ['failover-replica', 'replica-duplicate']],
    ['GetUserPoolMfaConfig', 'cognito-idp:GetUserPoolMfaConfig', ['mfa-totp']],
    ['DescribeUserPoolDomain', 'cognito-idp:DescribeUserPoolDomain', ['certificate-region', 'failover-replica', 'failover-routing']],
    ['DescribeKey', 'kms:DescribeKey', keyRules],
    ['GetKeyPolicy', 'kms:GetKeyPolicy', ['key-policy']],
  ])('%s: its rules are unknown for want of %s, and all others are judged', async (operation, permission, rules) => {
    const { connection } = simulated(demoScenario, [{ kind: 'accessDenied', operation }]);
    const facts = await readReadiness(connection.reader, pool, 'us-west-2', known('111122223333'), new AbortController().signal);
    const notPassed = judgeReadiness(facts).filter(({ verdict }) => verdict.state !== 'pass');
    expect(notPassed.map(({ rule }) => rule).sort()).toEqual([...rules].sort());
    for (const { verdict } of notPassed)
      expect(`${verdict.state}: ${english(verdict.reason)}`).toBe(`unknown: no permission ${permission}`);
  });
});
