import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule, unknown } from './rule.ts';

/** Facts: cognito-replication.md section 2, prerequisite 18. Whether it protects the replica as well is unconfirmed. */
export const deletionProtection: Rule = {
  id: 'deletion-protection',
  judge: ({ deletionProtection: fact, subject }) =>
    judgeKnown(
      fact,
      (isOn) =>
        isOn
          ? pass(message('deletion protection is on'))
          : fail(
              'warning',
              subject,
              message('deletion protection is off'),
              message('Turn deletion protection on, so that nobody deletes the user pool by mistake.'),
            ),
      () => unknown(message('the service does not say whether deletion protection is on')),
    ),
};
