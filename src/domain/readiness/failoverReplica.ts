import { message } from '../message.ts';
import { secondaryOf } from '../userPool.ts';
import { fail, judgeKnown, noRegionKnown, notRead, pass, type Rule } from './rule.ts';

/** A failover to a replica that is not ACTIVE lands on a pool that takes no sign-in: facts, cognito-replication.md section 4 (a), inferred. */
export const failoverReplica: Rule = {
  id: 'failover-replica',
  judge: ({ domain, primaryRegion, replicas }) =>
    judgeKnown(
      domain,
      ({ failover, name }) => {
        if (!failover) return pass(message('no failover routing'));
        if (primaryRegion === undefined) return noRegionKnown();
        if (replicas.state !== 'known') return notRead(replicas);
        const status = secondaryOf(replicas.value, primaryRegion)?.status ?? 'missing';
        return status === 'ACTIVE'
          ? pass(message('the replica is active'))
          : fail(
              'error',
              name,
              message('{name} fails over to a replica that is {status}', { name, status }),
              message('Activate the replica, or take the failover routing away until it is active.'),
            );
      },
      () => pass(message('no domain')),
    ),
};
