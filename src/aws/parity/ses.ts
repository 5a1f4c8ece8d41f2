import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { RegionReader } from '../../domain/ports.ts';
import { call, callForOptional, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';

/** Reads the identities that pools send mail from, and what the account may send. */
export function sesReads(clients: Clients): Pick<RegionReader, 'emailIdentity' | 'emailAccount'> {
  const ses = (region: string): SESv2Client => clients.of('sesv2', region, SESv2Client);
  return {
    emailIdentity: (region, name, signal) =>
      callForOptional('ses:GetEmailIdentity', region, signal, async () => {
        const { VerificationStatus, VerifiedForSendingStatus } = await ses(region).send(
          new GetEmailIdentityCommand({ EmailIdentity: name }),
          { abortSignal: signal },
        );
        if (VerifiedForSendingStatus === undefined) throw new UnreadableReply();
        return {
          region,
          name,
          verified: VerificationStatus === undefined ? VerifiedForSendingStatus : VerificationStatus === 'SUCCESS',
          sendingEnabled: VerifiedForSendingStatus,
        };
      }),

    emailAccount: (region, signal) =>
      call('ses:GetAccount', region, signal, async () => {
        const { ProductionAccessEnabled, SendingEnabled } = await ses(region).send(new GetAccountCommand({}), { abortSignal: signal });
        if (ProductionAccessEnabled === undefined) throw new UnreadableReply();
        return { region, sendingEnabled: SendingEnabled ?? true, productionAccess: ProductionAccessEnabled };
      }),
  };
}
