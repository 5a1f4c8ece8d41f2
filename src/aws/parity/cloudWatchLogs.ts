import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { RegionReader } from '../../domain/ports.ts';
import { call, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';

/** Reads whether log groups exist. */
export function logGroupReads(clients: Clients): Pick<RegionReader, 'logGroupExists'> {
  return {
    logGroupExists: (region, name, signal) =>
      call('logs:DescribeLogGroups', region, signal, async () => {
        // Groups come in the order of their names, so that the one whose name is the whole prefix is the first.
        const { logGroups } = await clients
          .of('cloudwatch_logs', region, CloudWatchLogsClient)
          .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }), { abortSignal: signal });
        if (!logGroups) throw new UnreadableReply();
        return logGroups.some(({ logGroupName }) => logGroupName === name);
      }),
  };
}
