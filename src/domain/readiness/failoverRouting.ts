import { message } from '../message.ts';
import { fail, judgeKnown, noRegionKnown, pass, type Rule } from './rule.ts';

/** Failover routing is for custom domains, and leads to the replica's Region: facts, cognito-replication.md section 4. */
export const failoverRouting: Rule = {
  id: 'failover-routing',
  judge: ({ domain, secondaryRegion }) =>
    judgeKnown(
      domain,
      ({ custom, failover, name }) => {
        if (!failover) return pass(message('no failover routing'));
        if (!custom) {
          return fail(
            'error',
            name,
            message('{name} is a prefix domain with failover routing, which the SDK documents for custom domains alone', { name }),
            message('Use a custom domain.'),
          );
        }
        if (secondaryRegion === undefined) return noRegionKnown();
        if (failover.secondaryRegion !== secondaryRegion) {
          return fail(
            'error',
            name,
            message('{name} fails over to {region}, and the replica is in {secondaryRegion}', {
              name,
              region: failover.secondaryRegion,
              secondaryRegion,
            }),
            message('Route the failover to {secondaryRegion}.', { secondaryRegion }),
          );
        }
        return failover.healthCheckId === ''
          ? fail(
              'error',
              name,
              message('the failover routing of {name} has no health check', { name }),
              message('Name a Route 53 health check of the primary Region.'),
            )
          : pass(message('failover to {secondaryRegion}', { secondaryRegion }));
      },
      () => pass(message('no domain')),
    ),
};
