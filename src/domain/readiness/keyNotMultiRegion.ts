import { message } from '../message.ts';
import { fail, judgeKnown, noKey, pass, type Rule } from './rule.ts';

/** A single-Region key cannot become a multi-Region one: facts, cognito-replication.md section 2, prerequisite 4. */
export const keyNotMultiRegion: Rule = {
  id: 'key-not-multi-region',
  judge: ({ keyArn, primaryKey }) =>
    judgeKnown(
      primaryKey,
      ({ arn, multiRegion }) =>
        multiRegion
          ? pass(message('a multi-Region key'))
          : fail(
              'error',
              arn,
              message('the key is a single-Region key'),
              message('Create a multi-Region key and put the user pool on it: an existing key cannot be converted.'),
            ),
      () => noKey({ keyArn }),
    ),
};
