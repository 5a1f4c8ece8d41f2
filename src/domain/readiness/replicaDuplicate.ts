import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule } from './rule.ts';

/** A pool has at most one replica: facts, cognito-replication.md section 1 (measured). */
export const replicaDuplicate: Rule = {
  id: 'replica-duplicate',
  judge: ({ primaryRegion, replicas, secondaryRegion, subject }) =>
    judgeKnown(replicas, (all) => {
      const elsewhere = all.find(({ region, role }) => role !== 'PRIMARY' && region !== primaryRegion && region !== secondaryRegion);
      if (!elsewhere) return pass(message('no replica in another Region'));
      return fail(
        'error',
        subject,
        message('the user pool already has a replica in {region}, and AWS allows one', { region: elsewhere.region }),
        message('Keep that replica, or deactivate and delete it first.'),
      );
    }),
};
