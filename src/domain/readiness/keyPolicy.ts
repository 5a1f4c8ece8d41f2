import type { Fact } from '../fact.ts';
import { valueOf } from '../fact.ts';
import { judgeKeyPolicy } from '../keyPolicy/keyPolicy.ts';
import { cognitoKeyActions, cognitoServicePrincipals } from '../keyPolicy/keyUse.ts';
import { message } from '../message.ts';
import { type KeyDescription, poolArn } from '../userPool.ts';
import type { RuleFacts } from './facts.ts';
import { fail, noKey, noKeyReplicaYet, noRegionKnown, notRead, pass, type Rule, unknown, type Verdict } from './rule.ts';

/** Both key policies let both service principals do what replication needs: facts, cognito-replication.md section 2, prerequisite 7. */
export const keyPolicy: Rule = {
  id: 'key-policy',
  judge: (facts) => {
    const { primaryKey, primaryKeyPolicy, primaryRegion, secondaryKey, secondaryKeyPolicy, secondaryRegion } = facts;
    if (primaryKey.state === 'absent') return noKey(facts);
    if (primaryRegion === undefined || secondaryRegion === undefined) return noRegionKnown();
    const regions = [primaryRegion, secondaryRegion];
    const verdicts = [
      judgePolicy(facts, primaryKey, primaryKeyPolicy, [primaryRegion], regions),
      // Which Region's pool ARN Cognito names to the key in the secondary Region is unconfirmed: the policy there has to allow both.
      secondaryKey.state === 'absent'
        ? noKeyReplicaYet(secondaryRegion)
        : judgePolicy(facts, secondaryKey, secondaryKeyPolicy, regions, regions),
    ];
    return (
      verdicts.find(({ state }) => state === 'fail') ??
      verdicts.find(({ state }) => state === 'unknown') ??
      pass(message('both services may use the key in both Regions'))
    );
  },
};

function judgePolicy(
  facts: RuleFacts,
  key: Fact<KeyDescription>,
  policy: Fact<string>,
  poolRegions: readonly string[],
  viaServiceRegions: readonly string[],
): Verdict {
  const account = valueOf(facts.account);
  if (policy.state !== 'known' || key.state !== 'known') return notRead(policy.state === 'known' ? key : policy);
  if (account === undefined) return notRead(facts.account);
  const { arn, region } = key.value;
  const { reason, state } = judgeKeyPolicy(policy.value, {
    account,
    poolArns: poolRegions.map((poolRegion) => poolArn(facts.poolId, poolRegion, account)),
    viaServiceRegions,
    servicePrincipals: cognitoServicePrincipals,
    actions: cognitoKeyActions,
    keyArn: arn,
  });
  const said = message('in {region}: {reason}', { region, reason });
  switch (state) {
    case 'pass':
      return pass(said);
    case 'unknown':
      return unknown(said);
    case 'fail':
      return fail(
        'error',
        arn,
        said,
        message('Add the statements of the Cognito Developer Guide to the key policy in {region}, for both service principals.', {
          region,
        }),
      );
  }
}
