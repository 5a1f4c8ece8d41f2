import type { Fact } from '../../src/domain/fact.ts';
import type { RegionSnapshot } from '../../src/domain/parity/snapshot.ts';

/** Every fact of a Region's snapshot with its path, in the order of the snapshot's members; facts inside known facts too. */
export function factsIn(snapshot: RegionSnapshot): readonly (readonly [path: string, fact: Fact<unknown>])[] {
  return [...walk(snapshot, '')];
}

function* walk(value: unknown, path: string): Generator<readonly [string, Fact<unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if ('state' in value && (value.state === 'known' || value.state === 'absent' || value.state === 'unknown')) {
    const fact = value as Fact<unknown>;
    yield [path, fact];
    if (fact.state === 'known') yield* walk(fact.value, path);
    return;
  }
  const entries = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
  for (const [name, member] of entries) yield* walk(member, path === '' ? name : `${path}.${name}`);
}
