import type { ParityFinding } from '../domain/finding.ts';
import type { PoolParity } from './parity/paritySource.ts';

/** A comparison as the store keeps it. */
export interface KeptParity extends PoolParity {
  /** The Region that was compared with the primary. A replica that is in another one by now was not compared. */
  readonly secondaryRegion: string;
  /** Of the rows that break a rule. */
  readonly findings?: readonly ParityFinding[];
}
