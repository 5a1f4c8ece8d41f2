import { regions as allRegions } from './regions.ts';
import type { Scenario, ScenarioPool } from './scenarioShape.ts';

/**
 * A large, regular scenario for benchmarks and paging: `poolsPerRegion` pools in each Region, every `replicateEvery`-th of them replicated to
 * the next Region of the list on that Region's key. The same numbers give the same scenario.
 */
export function generateScenario({
  regions = allRegions.slice(0, 17),
  poolsPerRegion,
  replicateEvery = 4,
}: {
  regions?: Scenario['regions'];
  poolsPerRegion: number;
  replicateEvery?: number;
}): Scenario {
  const nextOf = (index: number) => (regions.length > 1 ? regions[(index + 1) % regions.length] : undefined);
  return {
    seed: 'generated',
    account: { id: '444455556666', name: 'generated', accessKeys: ['AKIAGENERATED5556666'] },
    regions,
    keys: regions.map((region, index) => {
      const replica = nextOf(index);
      return { name: 'pools', region, ...(replica && { replicas: [{ region: replica }] }), alias: `pools-of-${region}` };
    }),
    pools: regions.flatMap((region, index) =>
      Array.from({ length: poolsPerRegion }, (_, number): ScenarioPool => {
        const name = `pool-${String(number).padStart(4, '0')}`;
        const replica = number % replicateEvery === 0 ? nextOf(index) : undefined;
        return {
          name,
          region,
          tier: 'ESSENTIALS',
          issuer: 'UPDATED',
          ...(replica && { key: 'pools', replica: { region: replica, status: 'ACTIVE' } }),
        };
      }),
    ),
  };
}
