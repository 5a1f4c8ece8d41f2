import type { Fact } from '../fact.ts';
import { message } from '../message.ts';
import type { KeyDescription } from '../userPool.ts';
import { fail, noKeyYet, notRead, pass, type Rule, type Verdict } from './rule.ts';

/** Both keys are Enabled symmetric keys: facts, cognito-replication.md section 2, prerequisite 6. */
export const keyState: Rule = {
  id: 'key-state',
  judge: ({ primaryKey, secondaryKey }) => {
    if (primaryKey.state === 'absent') return noKeyYet();
    const verdicts = [judgeKey(primaryKey), judgeKey(secondaryKey)];
    return (
      verdicts.find(({ state }) => state === 'fail') ??
      verdicts.find(({ state }) => state === 'unknown') ??
      pass(secondaryKey.state === 'known' ? message('enabled in both Regions') : message('enabled in the primary Region'))
    );
  },
};

function judgeKey(key: Fact<KeyDescription>): Verdict {
  if (key.state === 'unknown') return notRead(key);
  if (key.state === 'absent') return pass(message('no key there'));
  const { arn, region, spec, state, usage } = key.value;
  if (state !== 'Enabled') {
    return fail(
      'error',
      arn,
      message('the key in {region} is {state}', { region, state }),
      message('Enable the key in {region}, or cancel its deletion.', { region }),
    );
  }
  if ((spec !== undefined && spec !== 'SYMMETRIC_DEFAULT') || (usage !== undefined && usage !== 'ENCRYPT_DECRYPT')) {
    return fail(
      'error',
      arn,
      message('the key in {region} is not a symmetric key for encryption', { region }),
      message('Create a symmetric multi-Region key for encryption and decryption.'),
    );
  }
  return pass(message('enabled'));
}
