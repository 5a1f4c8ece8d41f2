import { message } from '../message.ts';
import { replicationRegions } from '../region.ts';
import { fail, noRegionKnown, pass, type Rule } from './rule.ts';

/** The secondary Region is another one, and one that is known to hold replicas: facts, cognito-replication.md section 2, prerequisite 8. */
export const replicaRegion: Rule = {
  id: 'replica-region',
  judge: ({ primaryRegion, secondaryRegion, subject }) => {
    if (secondaryRegion === undefined) return noRegionKnown();
    if (secondaryRegion === primaryRegion) {
      return fail(
        'error',
        subject,
        message('{secondaryRegion} is the primary Region of the user pool', { secondaryRegion }),
        message('Choose another Region for the replica.'),
      );
    }
    const unlisted = [primaryRegion, secondaryRegion].find((region) => region !== undefined && !replicationRegions.includes(region));
    if (unlisted === undefined)
      return primaryRegion === undefined
        ? noRegionKnown()
        : pass(message('{primaryRegion} to {secondaryRegion}', { primaryRegion, secondaryRegion }));
    return fail(
      'warning',
      subject,
      message('{region} is not among the Regions that had replication when it was announced in June 2026', { region: unlisted }),
      message('Check the current list of AWS. Whether it has grown since is not known here.'),
    );
  },
};
