import { describe, expect, it } from 'vitest';
import { evaluateKeyPolicy, judgeKeyPolicy } from '../../../src/domain/keyPolicy/keyPolicy.ts';
import { cognitoKeyActions, type KeyPolicyQuestion, possibleUses } from '../../../src/domain/keyPolicy/keyUse.ts';
import { matchesArn, matchesPattern } from '../../../src/domain/keyPolicy/patterns.ts';
import { english } from '../../../src/domain/message.ts';
import { evaluateKeyPolicy as simulated } from '../../../src/simulator/kms/policyEvaluation.ts';
import {
  account,
  allow,
  anyRegionArn,
  both,
  context,
  deny,
  everyCase,
  type Json,
  keyIn,
  policy,
  primaryArn,
  primaryKey,
  secondaryArn,
  secondaryKey,
  use,
  vias,
} from './keyPolicyCases.ts';

describe.each(everyCase)('key policies: %s', (_group, cases) => {
  it.each(cases)(
    '$is: $state',
    ({ document, state, actions: expected = cognitoKeyActions, of = both.Service, because, question = primaryKey }) => {
      const { state: actual, missing, reason } = judgeKeyPolicy(document, question);
      expect({ state: actual, missing: missing.map(({ principal, action }) => `${principal} ${action}`).sort() }).toEqual({
        state,
        missing: state === 'pass' ? [] : of.flatMap((principal) => expected.map((action) => `${principal} ${action}`)).sort(),
      });
      expect(english(reason)).toContain(because ?? '');
      expect(english(reason)).not.toMatch(/\{\w+\}/);
      for (const answer of evaluateKeyPolicy(document, question)) {
        expect(english(answer.reason)).toContain(answer.principal);
        expect(english(answer.reason)).toContain(`kms:${answer.action}`);
        expect(english(answer.reason)).not.toMatch(/[{}\n]/);
      }
    },
  );
});

/** What the simulator says of every form a call may have; its calls have no via-service. */
function simulatedVerdicts(document: string, question: KeyPolicyQuestion): Map<string, boolean[]> {
  const verdicts = new Map<string, boolean[]>();
  for (const service of question.servicePrincipals)
    for (const action of question.actions)
      verdicts.set(
        `${service} ${action}`,
        possibleUses(service, action, { ...question, viaServiceRegions: [] }).map((form) => {
          const call = {
            principal: { service },
            action: `kms:${action}`,
            keyArn: question.keyArn ?? '',
            context: Object.fromEntries(form.context),
          };
          return simulated(document, call) === 'granted';
        }),
      );
  return verdicts;
}

describe("the simulator's own evaluator agrees where the answer is certain", () => {
  it.each(everyCase.flatMap(([, cases]) => cases))('$is', ({ document, question = primaryKey, simulatorRefuses }) => {
    const verdicts = simulatedVerdicts(document, question);
    const answers = evaluateKeyPolicy(document, question).filter(({ verdict }) => verdict !== 'unknown');
    for (const { principal, action, verdict } of answers) {
      const granted = verdict === 'granted' && simulatorRefuses !== true;
      for (const simulatedGrant of verdicts.get(`${principal} ${action}`)!)
        expect({ principal, action, granted: simulatedGrant }).toEqual({ principal, action, granted });
    }
  });

  it('on every combination of an Allow and a Deny out of common parts', () => {
    const parts: Json[] = [
      {},
      { Principal: { Service: 'cognito-idp.amazonaws.com' } },
      { Principal: undefined, NotPrincipal: { Service: 'cognito-idp.amazonaws.com' } },
      { Action: use },
      { Action: undefined, NotAction: 'kms:De*' },
      { Resource: keyIn('us-east-1') },
      { Condition: { ArnEquals: { 'aws:SourceArn': primaryArn } } },
      { Condition: { ArnNotLike: { 'aws:SourceArn': anyRegionArn } } },
      { Condition: { StringNotLike: { [context]: [secondaryArn] } } },
      { Condition: { StringNotEqualsIfExists: { 'kms:ViaService': vias[0] } } },
      { Condition: { StringEquals: { 'aws:SourceAccount': account }, Null: { 'kms:ViaService': 'true' } } },
    ];
    const allowing = parts.flatMap((first) => parts.map((second) => ({ ...first, ...second })));
    let certain = 0;
    for (const one of allowing)
      for (const other of parts) {
        const document = policy(allow(one), deny(other));
        const verdicts = simulatedVerdicts(document, secondaryKey);
        for (const { principal, action, verdict } of evaluateKeyPolicy(document, secondaryKey)) {
          if (verdict === 'unknown') continue;
          certain += 1;
          const granted = verdict === 'granted';
          if (verdicts.get(`${principal} ${action}`)!.some((simulatedGrant) => simulatedGrant !== granted))
            expect.fail(`${principal} ${action} is ${verdict}, the simulator disagrees: ${document}`);
        }
      }
    expect(certain).toBeGreaterThan(5_000);
  });
});

describe('patterns', () => {
  it.each([
    ['', '', true],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-b-', false],
    ['?', '', false],
    ['a?', 'a*', true],
  ])('%j for %j: %j', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('a wildcard in an ARN does not reach over a colon', () => {
    expect(matchesArn('arn:aws:cognito-idp:*:userpool/*:x', primaryArn)).toBe(false);
    expect(matchesArn('arn:*:*:*:*:*', primaryArn)).toBe(true);
  });

  it('many stars cost no more than their number', () => {
    expect(matchesPattern(`${'*a'.repeat(10_000)}b`, 'a'.repeat(2_000))).toBe(false);
  });
});
