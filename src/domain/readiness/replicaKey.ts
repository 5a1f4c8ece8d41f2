import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule } from './rule.ts';

/** A pool on a key that AWS owns cannot be replicated: facts, cognito-replication.md section 2, prerequisite 3. */
export const replicaKey: Rule = {
  id: 'replica-key',
  judge: ({ keyType, keyArn, subject }) =>
    judgeKnown(keyType, (type) =>
      keyArn.state !== 'absent' && type !== 'AWS_OWNED_KEY'
        ? pass(message('encrypted with a customer managed key'))
        : fail(
            'error',
            subject,
            message('the user pool has no customer managed key'),
            message(
              'Put the user pool on a multi-Region key, and read it back: on older user pools the change has been seen to have no effect.',
            ),
          ),
    ),
};
