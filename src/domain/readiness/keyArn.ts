import { parseArn } from '../arn.ts';
import { message } from '../message.ts';
import { fail, judgeKnown, noKey, noRegionKnown, pass, type Rule } from './rule.ts';

/** The key is given as the full ARN of a key in the pool's Region: facts, cognito-replication.md section 2, "Key". */
export const keyArn: Rule = {
  id: 'key-arn',
  judge: ({ keyArn: fact, primaryRegion, subject }) =>
    judgeKnown(
      fact,
      (key) => {
        const parsed = parseArn(key);
        if (!parsed?.resource.startsWith('key/')) {
          return fail(
            'error',
            subject,
            message('the key is given as {key}, which is not the ARN of a key', { key }),
            message('Give the ARN of the key itself: an alias is not accepted.'),
          );
        }
        if (primaryRegion === undefined) return noRegionKnown();
        if (parsed.region !== primaryRegion) {
          return fail(
            'error',
            subject,
            message('the key {key} is in {keyRegion}, and the user pool in {primaryRegion}', {
              key,
              keyRegion: parsed.region,
              primaryRegion,
            }),
            message('Give the ARN of the key in the Region of the user pool.'),
          );
        }
        return pass(message('the ARN of a key in the Region of the user pool'));
      },
      () => noKey({ keyArn: fact }),
    ),
};
