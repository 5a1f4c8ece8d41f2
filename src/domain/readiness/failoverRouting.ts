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
        if (failover.secondaryRegion === '' || failover.healthCheckId === '') {
          return fail(
            'error',
            name,
            failover.secondaryRegion === ''
              ? message('the failover routing of {name} has no secondary Region', { name })
              : message('the failover routing of {name} has no health check', { name }),
            message('Name both: the secondary Region, and a Route 53 health check of the primary Region.'),
          );
        }
        if (secondaryRegion === undefined) return noRegionKnown();
        if (failover.secondaryRegion !== secondaryRegion) {
          return fail(
            'error',
            name,
            message('{name} fails over to {region}, and not to {secondaryRegion}', {
              name,
              region: failover.secondaryRegion,
              secondaryRegion,
            }),
            message('Route the failover to {secondaryRegion}.', { secondaryRegion }),
          );
        }
        return pass(message('failover to {secondaryRegion}', { secondaryRegion }));
      },
      () => pass(message('no domain')),
    ),
};
