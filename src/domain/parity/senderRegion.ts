import { message } from '../message.ts';
import { type Comparison, type Difference } from './rows.ts';

/**
 * A sender of the replica in the primary Region fails together with it. One in a third Region does not: AWS lists alternatives for Regions that cannot
 * send by themselves. Facts: section 3, "Email".
 */
export function senderInPrimaryRegion(senderRegion: string | undefined, { sides }: Comparison): Difference | undefined {
  const [sender, region] = [sides.primary.region, sides.secondary.region];
  if (senderRegion !== sender) return undefined;
  return {
    severity: 'warning',
    rule: 'regional-arn',
    why: message('sent through {sender}, so that {region} cannot send while {sender} is down', { sender, region }),
    remedy: message('Send through {region}, where that is possible.', { region }),
  };
}
