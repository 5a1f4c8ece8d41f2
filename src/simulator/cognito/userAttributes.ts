import { Refusal } from '../refusal.ts';
import type { UserPool } from '../world.ts';
import type { User } from './directory.ts';
import { standardAttributes } from './standardAttributes.ts';

/** AttributeType, as requests carry it: a missing value is an empty one. */
export interface GivenAttribute {
  readonly Name: string;
  readonly Value?: string;
}

/** The attributes of a user as the service lists them, `sub` among them. */
export function listAttributes({ sub, attributes }: User): { readonly Name: string; readonly Value: string }[] {
  return [...Object.entries(attributes), ['sub', sub] as const].map(([Name, Value]) => ({ Name, Value }));
}

interface SchemaAttribute {
  readonly mutable: boolean;
  readonly required: boolean;
}

/** Every attribute that users of a pool may have, by the name that requests use: custom ones with their prefix. */
function schemaOf({ settings }: UserPool): ReadonlyMap<string, SchemaAttribute> {
  const standard = new Map(
    standardAttributes.map(({ Name, Mutable, Required }): [string, SchemaAttribute] => [Name, { mutable: Mutable, required: Required }]),
  );
  const own = (settings.Schema ?? []).map(({ Name = '', Mutable = true, Required = false }): [string, SchemaAttribute] => [
    standard.has(Name) ? Name : `custom:${Name}`,
    { mutable: Mutable, required: Required },
  ]);
  return new Map([...standard, ...own]);
}

/** The attributes that a pool requires and a user does not have. An administrator may leave them to the user's first sign-in. */
export function missingAttributes(pool: UserPool, attributes: Readonly<Record<string, string>>): string[] {
  return [...schemaOf(pool)].filter(([name, { required }]) => required && name !== 'sub' && !attributes[name]).map(([name]) => name);
}

/** @throws Refusal InvalidParameterException for attributes that lack one which the pool requires */
export function requireComplete(pool: UserPool, attributes: Readonly<Record<string, string>>): void {
  const [missing] = missingAttributes(pool, attributes);
  if (missing !== undefined) throw refuse(`Attributes did not conform to the schema: ${missing}: The attribute is required\n`);
}

const refuse = (message: string): Refusal => new Refusal('InvalidParameterException', message);
const addresses = ['email', 'phone_number'] as const;

/**
 * The attributes of a user after some were given: an empty value removes one, and a new address has to be verified again unless the request
 * says that it is.
 * @param existing the attributes before; left out for a user who is being created, for whom those that are not mutable are set as well
 * @throws Refusal InvalidParameterException for attributes that the pool's schema does not take
 */
export function changedAttributes(
  pool: UserPool,
  given: readonly GivenAttribute[],
  existing?: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const schema = schemaOf(pool);
  for (const { Name } of given) {
    const attribute = schema.get(Name);
    if (!attribute) throw refuse(`Attributes did not conform to the schema: ${Name}: Attribute does not exist in the schema.\n`);
    if (Name === 'sub' || (existing && !attribute.mutable)) throw refuse(`user.${Name}: Attribute cannot be updated.\n`);
  }
  const result = new Map(Object.entries(existing ?? {}));
  for (const name of addresses) {
    if (given.some(({ Name, Value }) => Name === name && Value !== result.get(name))) result.delete(`${name}_verified`);
  }
  for (const { Name, Value = '' } of given) {
    if (Value === '') result.delete(Name);
    else result.set(Name, Value);
  }
  for (const name of addresses) if (result.has(name) && !result.has(`${name}_verified`)) result.set(`${name}_verified`, 'false');
  return Object.fromEntries(result);
}
