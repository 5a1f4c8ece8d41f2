import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule } from './rule.ts';

/** Users with an authenticator app cannot sign in on the replica: facts, cognito-replication.md section 2, "TOTP". */
export const mfaTotp: Rule = {
  id: 'mfa-totp',
  judge: ({ mfa, subject }) =>
    judgeKnown(mfa, ({ email, mode, sms, totp }) => {
      if (!totp || mode === 'OFF') return pass(message('no authenticator apps'));
      const isOnlyFactor = mode === 'ON' && !sms && !email;
      return fail(
        isOnlyFactor ? 'error' : 'warning',
        subject,
        isOnlyFactor
          ? message('authenticator apps are the only second factor, and every user needs one: they cannot sign in on the replica')
          : message('users with an authenticator app cannot sign in on the replica'),
        message('Offer SMS or email as a second factor too, and tell users of authenticator apps what happens during a failover.'),
      );
    }),
};
