import { joined, type Message, message } from '../../domain/message.ts';
import { utcTime } from '../utcTime.ts';

/** Which pool a document is about, and when that was read. */
export interface AboutPool {
  readonly id: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly account?: string;
  /** In milliseconds since the epoch. */
  readonly readAt: number;
}

/** The line below the title of a document: id, Regions, account and time. */
export function aboutPool({ account, id, primaryRegion, readAt, secondaryRegion }: AboutPool): Message {
  return joined([
    message('{id}', { id }),
    message('{primaryRegion} → {secondaryRegion}', { primaryRegion, secondaryRegion }),
    ...(account === undefined ? [] : [message('account {account}', { account })]),
    message('read at {time}', { time: `${utcTime(readAt)} UTC` }),
  ]);
}
