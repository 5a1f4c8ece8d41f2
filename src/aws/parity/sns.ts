import { GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns';
import type { RegionReader } from '../../domain/ports.ts';
import { call, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';

/** Reads whether the account's text messages reach everybody. */
export function snsReads(clients: Clients): Pick<RegionReader, 'smsAccount'> {
  return {
    smsAccount: (region, signal) =>
      call('sns:GetSMSSandboxAccountStatus', region, signal, async () => {
        const { IsInSandbox } = await clients
          .of('sns', region, SNSClient)
          .send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal: signal });
        if (IsInSandbox === undefined) throw new UnreadableReply();
        return { region, inSandbox: IsInSandbox };
      }),
  };
}
