import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule } from './rule.ts';

/** With the ORIGINAL issuer, tokens and keys hang on the primary Region's host: facts, cognito-replication.md sections 2 (10) and 4. */
export const issuerType: Rule = {
  id: 'issuer-type',
  judge: ({ issuerType: fact, subject }) =>
    judgeKnown(fact, (type) =>
      type === 'UPDATED'
        ? pass(message('issuer type UPDATED'))
        : fail(
            'warning',
            subject,
            message('the issuer type is {issuerType}: token validators depend on the primary Region', { issuerType: type }),
            message(
              'Switch the issuer to UPDATED after every token validator accepts both. It is a breaking change for those that do not.',
            ),
          ),
    ),
};
