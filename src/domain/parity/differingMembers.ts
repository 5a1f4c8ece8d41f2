import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A member that is not the same on both sides. */
export interface DifferingMember {
  /** `PasswordPolicy.MinimumLength`; empty where the values themselves differ. */
  readonly path: string;
  readonly primary: Json | undefined;
  readonly secondary: Json | undefined;
}

/** Where two canonical values differ: as deep as there are objects on both sides. A list is one member. */
export function differingMembers(primary: Json | undefined, secondary: Json | undefined, path = ''): readonly DifferingMember[] {
  if (JSON.stringify(primary) === JSON.stringify(secondary)) return [];
  if (!isJsonObject(primary) || !isJsonObject(secondary)) return [{ path, primary, secondary }];
  const names = [...new Set([...Object.keys(primary), ...Object.keys(secondary)])].sort();
  return names.flatMap((name) =>
    differingMembers(memberOf(primary, name), memberOf(secondary, name), path === '' ? name : `${path}.${name}`),
  );
}

/** A member of the object itself, whatever it is called (`constructor`). */
function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
