import type { HealthCheckChoice } from '../failover/planConfigureFailover.ts';
import type { IssuerType } from './issuerSwitch.ts';
import type { PlanKind } from './plan.ts';

/** What somebody wants of a pool, as data: it is kept while a plan is walked, and planned again from what is there then. */
export type PlanIntent =
  | {
      readonly kind: 'setUp';
      /** An existing multi-Region key; without it the pool's own, or a new one. */
      readonly keyArn?: string;
      readonly keepsIssuer?: boolean;
      /** The rows of the comparison whose settings are copied before the activation. Undefined until somebody has chosen. */
      readonly regional?: readonly string[];
    }
  | { readonly kind: 'activate' }
  | { readonly kind: 'deactivate' }
  | { readonly kind: 'delete'; readonly deactivatesFirst: boolean }
  | { readonly kind: 'switchIssuer'; readonly to: IssuerType }
  | { readonly kind: 'repair'; readonly rowIds: readonly string[] }
  | {
      readonly kind: 'failOver';
      /** When somebody asked for it, in milliseconds since the epoch. It is kept with the values of before, and is the same whenever it is planned again. */
      readonly at: number;
    }
  | {
      readonly kind: 'failBack';
      /** Where nobody has kept what the health check was before: it is freed, `Disabled` and `Inverted` false. */
      readonly frees?: boolean;
    }
  | { readonly kind: 'configureFailover'; readonly healthCheck: HealthCheckChoice };

/** The pool that a plan is about, and the Region of its replica, which may not be there yet or any more. */
export interface PlanSubject {
  readonly account: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
}

/** One plan of a pool for each kind; without a kind, what the names of all plans of the pool begin with. */
export function planName({ account, poolId }: Pick<PlanSubject, 'account' | 'poolId'>, kind: PlanKind | ''): string {
  return `${account}/${poolId}/${kind}`;
}
