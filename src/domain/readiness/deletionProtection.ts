import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule, unknown } from './rule.ts';

/** Facts: cognito-replication.md section 2, prerequisite 18. Whether it protects the replica as well is unconfirmed. */
export const deletionProtection: Rule = {
  id: 'deletion-protection',
  judge: ({ description }) =>
    judgeKnown(description, (pool) => {
      if (pool.deletionProtection === undefined) return unknown(message('the service does not say whether deletion protection is on'));
      return pool.deletionProtection
        ? pass(message('deletion protection is on'))
        : fail(
            'warning',
            pool.arn,
            message('deletion protection is off'),
            message('Turn deletion protection on, so that nobody deletes the user pool by mistake.'),
          );
    }),
};
