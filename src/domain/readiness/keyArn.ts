import { parseArn } from '../arn.ts';
import { message } from '../message.ts';
import { fail, judgeKnown, noKeyYet, pass, type Rule } from './rule.ts';

/** The key is given as the full ARN of a key in the pool's Region: facts, cognito-replication.md section 2, "Key". */
export const keyArn: Rule = {
  id: 'key-arn',
  judge: ({ description, primaryRegion }) =>
    judgeKnown(description, ({ arn, key, region }) => {
      if (key.arn === undefined) return noKeyYet();
      const parsed = parseArn(key.arn);
      if (!parsed?.resource.startsWith('key/')) {
        return fail(
          'error',
          arn,
          message('the key is given as {key}, which is not the ARN of a key', { key: key.arn }),
          message('Give the ARN of the key itself: an alias is not accepted.'),
        );
      }
      // Which ARN a replica shows is unconfirmed, so only the primary's own answer counts (facts: section 3).
      if (region === primaryRegion && parsed.region !== primaryRegion) {
        return fail(
          'error',
          arn,
          message('the key {key} is in {keyRegion}, and the user pool in {primaryRegion}', {
            key: key.arn,
            keyRegion: parsed.region,
            primaryRegion,
          }),
          message('Give the ARN of the key in the Region of the user pool.'),
        );
      }
      return pass(message('the ARN of a key in the Region of the user pool'));
    }),
};
