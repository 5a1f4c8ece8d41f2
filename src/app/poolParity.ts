import type { Failure } from '../domain/failure.ts';
import type { ParityFinding } from '../domain/finding.ts';
import type { ParityRow } from '../domain/parity/row.ts';
import type { PoolSnapshots } from '../domain/parity/snapshot.ts';

/** What is known of the two Regions of one pool beside each other. */
export interface PoolParity {
  /** The Region that was compared with the primary. A replica that is in another one by now was not compared. */
  readonly secondaryRegion: string;
  /** Undefined until the Regions were compared for the first time. Old rows stay until new ones are there. */
  readonly rows?: readonly ParityRow[];
  /** Of the rows that break a rule. */
  readonly findings?: readonly ParityFinding[];
  /** What the rows were computed from, so that a part of it can be read again. There is no secret in it, and no value of an environment variable. */
  readonly snapshots?: PoolSnapshots;
  /** When the Regions were compared as a whole, in milliseconds since the epoch. */
  readonly readAt?: number;
  /** The Regions are being compared now. */
  readonly checking: boolean;
  /** The ids of rows that are being read again by themselves. */
  readonly checkingRows: readonly string[];
  /** Why the last comparison gave nothing at all. A call that was refused is a row that is unknown, and no failure. */
  readonly failure?: Failure;
}
