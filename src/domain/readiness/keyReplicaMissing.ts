import { message } from '../message.ts';
import { fail, judgeKnown, noKey, noRegionKnown, pass, type Rule, unknown } from './rule.ts';

/** The multi-Region key needs a key replica where the pool's replica will be: facts, cognito-replication.md section 2, prerequisite 5. */
export const keyReplicaMissing: Rule = {
  id: 'key-replica-missing',
  judge: ({ keyArn, primaryKey, primaryRegion, secondaryKey, secondaryRegion }) =>
    judgeKnown(
      primaryKey,
      ({ arn, multiRegion, regions }) => {
        if (secondaryRegion === undefined) return noRegionKnown();
        if (secondaryRegion === primaryRegion) return unknown(message('the secondary Region is the primary one'));
        if (!multiRegion) return unknown(message('a single-Region key has no key replicas'));
        if (regions.includes(secondaryRegion) || secondaryKey.state === 'known') {
          return pass(message('key replica in {secondaryRegion}', { secondaryRegion }));
        }
        return fail(
          'error',
          arn,
          message('the key has no key replica in {secondaryRegion}', { secondaryRegion }),
          message('Replicate the key to {secondaryRegion}. Its key policy there is its own.', { secondaryRegion }),
        );
      },
      () => noKey({ keyArn }),
    ),
};
