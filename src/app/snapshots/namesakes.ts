import { factOf, valueOf } from '../../domain/fact.ts';
import { counterpartOf } from '../../domain/parity/otherRegion.ts';
import type { FunctionSnapshot, Namesakes, RegionSnapshot } from '../../domain/parity/snapshot.ts';
import type { Asking } from './asking.ts';
import { readFunction } from './triggers.ts';

/**
 * Reads what the secondary Region has under the names of the primary Region where the replica points to nothing, or to something else. Nothing is asked where the two are alike.
 *
 * @param asking of the secondary Region
 */
export async function readNamesakes(primary: RegionSnapshot, secondary: RegionSnapshot, asking: Asking): Promise<Namesakes> {
  const [webAcl, functions] = await Promise.all([
    readWebAclOfSameName(primary, secondary, asking),
    Promise.all(
      missingFunctions(primary, secondary).map(async ([trigger, arn]) => [trigger, await readFunction({ arn }, asking)] as const),
    ),
  ]);
  return { ...(webAcl && { webAcl }), functions: new Map<string, FunctionSnapshot>(functions) };
}

async function readWebAclOfSameName(
  primary: RegionSnapshot,
  secondary: RegionSnapshot,
  { ask, reader, region }: Asking,
): Promise<Namesakes['webAcl']> {
  const name = valueOf(primary.webAcl)?.name;
  if (name === undefined || secondary.webAcl.state !== 'absent') return undefined;
  return factOf(await ask((signal) => reader.webAclNamed(region, name, signal)));
}

/** By trigger: the function that the replica could call, where it calls none or one of another name or Region. */
function missingFunctions(primary: RegionSnapshot, secondary: RegionSnapshot): readonly (readonly [trigger: string, arn: string])[] {
  if (secondary.pool.state !== 'known') return [];
  return [...primary.functions].flatMap(([trigger, { arn }]) => {
    const there = secondary.functions.get(trigger)?.arn;
    const counterpart = counterpartOf(arn, primary, secondary);
    const isThere = there !== undefined && counterpart !== undefined && unversioned(there) === unversioned(counterpart);
    return counterpart === undefined || isThere ? [] : [[trigger, counterpart] as const];
  });
}

/** Without a version, which is a count of its own in each Region. */
function unversioned(arn: string): string {
  return arn.replace(/:(\d+|\$LATEST)$/, '');
}
