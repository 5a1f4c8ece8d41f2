import type { Fact } from '../fact.ts';
import { type Message, message } from '../message.ts';
import type { KeyDescription } from '../userPool.ts';
import { fail, noKey, noKeyReplicaYet, notRead, pass, type Rule, type Verdict } from './rule.ts';

/** Both keys are Enabled symmetric keys: facts, cognito-replication.md section 2, prerequisite 6. */
export const keyState: Rule = {
  id: 'key-state',
  judge: (facts) => {
    const { keyArn, primaryKey, secondaryKey, secondaryRegion, subject } = facts;
    if (primaryKey.state === 'absent') {
      if (keyArn.state !== 'known') return noKey(facts);
      return fail(
        'error',
        subject,
        message('the key {key} was not found', { key: keyArn.value }),
        message('Find out what happened to the key: what is encrypted with it cannot be read without it.'),
      );
    }
    const verdicts = [
      judgeKey(primaryKey),
      secondaryKey.state === 'absent' ? noKeyReplicaYet(secondaryRegion ?? '') : judgeKey(secondaryKey),
    ];
    return (
      verdicts.find(({ state }) => state === 'fail') ??
      verdicts.find(({ state }) => state === 'unknown') ??
      pass(message('enabled in both Regions'))
    );
  },
};

function judgeKey(key: Fact<KeyDescription>): Verdict {
  if (key.state !== 'known') return notRead(key);
  const { arn, region, spec, state, usage } = key.value;
  if (state !== 'Enabled') {
    return fail('error', arn, message('the key in {region} is {state}', { region, state }), stateRemedy(state, region));
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

function stateRemedy(state: string, region: string): Message {
  switch (state) {
    case 'Disabled':
      return message('Enable the key in {region}.', { region });
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
      return message('Cancel the deletion of the key in {region}, and enable it.', { region });
    case 'Creating':
    case 'Updating':
      return message('Wait until the key in {region} is enabled, and check again.', { region });
    case 'PendingImport':
      return message('Import the key material of the key in {region}.', { region });
    default:
      return message('Bring the key in {region} back to the state Enabled.', { region });
  }
}
