import { DescribeDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { success } from '../../domain/failure.ts';
import type { RegionReader } from '../../domain/ports.ts';
import { callForOptional, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';

/** Reads whether delivery streams exist. */
export function deliveryStreamReads(clients: Clients): Pick<RegionReader, 'deliveryStreamExists'> {
  return {
    async deliveryStreamExists(region, name, signal) {
      const there = await callForOptional('firehose:DescribeDeliveryStream', region, signal, async () => {
        const { DeliveryStreamDescription } = await clients
          .of('firehose', region, FirehoseClient)
          .send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }), { abortSignal: signal });
        if (!DeliveryStreamDescription) throw new UnreadableReply();
        return true;
      });
      return there.ok ? success(there.value ?? false) : there;
    },
  };
}
