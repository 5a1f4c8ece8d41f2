import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule, unknown } from './rule.ts';

/** Replication needs the Essentials or Plus plan: facts, cognito-replication.md section 2, prerequisite 1. */
export const replicaTier: Rule = {
  id: 'replica-tier',
  judge: ({ subject, tier: fact }) => {
    const notSaid = () => unknown(message('the service does not say which feature plan the user pool is on'));
    return judgeKnown(
      fact,
      (tier) => {
        if (tier === 'ESSENTIALS' || tier === 'PLUS') return pass(message('feature plan {tier}', { tier }));
        if (tier === 'LITE') {
          return fail(
            'error',
            subject,
            message('the feature plan is LITE, and replication needs ESSENTIALS or PLUS'),
            message('Change the feature plan to ESSENTIALS. It changes the price of every active user.'),
          );
        }
        return notSaid();
      },
      notSaid,
    );
  },
};
