// Where the pools of a scenario are, and whom they call there: what its other parts refer to.
import { regionalSettings } from './scenarioSettings.ts';
import type { Scenario, ScenarioPool } from './scenarioShape.ts';
import { ownTags } from './cognito/reservedTags.ts';
import type { Trigger } from './scenarioFunctions.ts';

/** What a pool's replica says of its regional settings: the primary's, but for what differs. A stack's own tags are on what the stack made: the primary. */
export const replicaSettings = (pool: ScenarioPool) => ({
  ...pool,
  ...(pool.tags && { tags: ownTags(pool.tags) }),
  ...pool.replica?.differs,
});

/** Whether a pool, as primary or replica, is in a Region. */
export const isIn = ({ region, replica }: ScenarioPool, place: string): boolean => region === place || replica?.region === place;

/** What calls a function in a Region: the triggers of the pools and replicas that are there. */
export function triggersIn({ pools = [], account }: Scenario, region: string, idOf: (pool: ScenarioPool) => string): Trigger[] {
  return pools
    .filter((pool) => isIn(pool, region))
    .flatMap((pool) => {
      const own = pool.region === region ? pool : replicaSettings(pool);
      const { LambdaConfig = {} } = regionalSettings(own, { account: account.id, region });
      return Object.values(LambdaConfig).map((value) => ({
        pool: { name: pool.name, id: idOf(pool) },
        functionArn: typeof value === 'string' ? value : value.LambdaArn,
      }));
    });
}
