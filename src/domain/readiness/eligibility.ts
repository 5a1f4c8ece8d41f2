import { type Message, message } from '../message.ts';
import { secondaryOf } from '../userPool.ts';
import type { ReadinessFacts } from './facts.ts';

/**
 * Whether the pool is on infrastructure that can be replicated. AWS has no call that says so: a replica that exists proves it, and otherwise it is unknown until a create has
 * been tried. No rule, because nobody can act on it. Facts: cognito-replication.md section 2, prerequisite 2.
 */
export function eligibility({ replicas, primaryRegion }: ReadinessFacts): { readonly state: 'pass' | 'unknown'; readonly reason: Message } {
  const isReplicated = replicas.state === 'known' && secondaryOf(replicas.value, primaryRegion) !== undefined;
  return isReplicated
    ? { state: 'pass', reason: message('the user pool is on infrastructure that can be replicated: it has a replica') }
    : {
        state: 'unknown',
        reason: message(
          'whether the user pool is on infrastructure that can be replicated is unknown until a replica is created: AWS has no other way to ask',
        ),
      };
}
