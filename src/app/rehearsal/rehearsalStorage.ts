import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import type { RunStorage } from '../plans/runRecord.ts';

/** Where rehearsals are written down: beside the records of plans, and leased by the same means. */
export interface RehearsalStorage extends Pick<RunStorage, 'lease'> {
  saveRehearsal(rehearsal: Rehearsal): Promise<void>;
  /** The rehearsals of a place, newest first. */
  rehearsals(place: string): Promise<readonly Rehearsal[]>;
}

/** Plans of a pool lease its id: a rehearsal walks plans, and has a name of its own. */
export function rehearsalLease(poolId: string): string {
  return `rehearsal-${poolId}`;
}
