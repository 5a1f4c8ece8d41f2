import type { Key, KeyReplica, Value } from '../../model.ts';
import { emptyObject, type Located, type ObjectMeaning, objectOf } from '../meaning.ts';
import { document, type Json, keyDefaultStatement, policyDocument, policyStatement } from '../policy.ts';
import { withEntry } from '../properties.ts';
import type { Values } from '../values.ts';
import { type Base, type Made, property } from './resource.ts';

/** The L1 properties that `Key` makes of its own. */
export function keyProperties(props: Located): ObjectMeaning {
  const given = objectOf(props.meaning);
  if (!given) return { ...emptyObject, hides: props.span };
  let result: ObjectMeaning = { ...emptyObject, ...(given.hides && { hides: given.hides }) };
  for (const name of ['multiregion', 'policy', 'admins']) {
    const own = given.properties.get(name);
    if (own) result = withEntry(result, name === 'policy' ? { ...own, name: 'keyPolicy' } : own);
  }
  return result;
}

/** `added`: what `addToResourcePolicy` and `grant*` add, in order; something else than a literal statement where that cannot be told. */
export function keyOf(made: Made, base: Base, values: Values, added: readonly Located[]): Key {
  return { ...base, kind: 'key', multiRegion: values.boolean(property(made, 'multiRegion')), policy: keyPolicy(made, values, added) };
}

export function keyReplicaOf(made: Made, base: Base, values: Values): KeyReplica {
  return {
    ...base,
    kind: 'keyReplica',
    primaryKey: values.text(property(made, 'primaryKeyArn'), 'arn'),
    policy: keyPolicy(made, values, []),
  };
}

function keyPolicy(made: Made, values: Values, added: readonly Located[]): Value<string> {
  const { construct, properties } = made;
  const found = property(made, 'keyPolicy');
  const [firstAdded] = added;
  if (found.state === 'unknown') return values.unknown(found.span);
  // Administrators become further statements, and so may whatever else is not seen here.
  const more = properties.meaning.properties.get('admins')?.value.span ?? properties.meaning.hides;
  if (more) return values.unknown(found.state === 'present' ? found.value.span : more);
  if (found.state === 'absent' && !firstAdded) return { state: 'absent', range: values.range(found.span) };
  const span = found.state === 'present' ? found.value.span : (firstAdded?.span ?? construct.typeSpan);
  const own = found.state === 'present' ? policyDocument(found.value.meaning) : document([keyDefaultStatement]);
  const statements = added.map(({ meaning }) => policyStatement(meaning));
  if (!own || !statements.every((one): one is Json => one !== undefined)) return values.unknown(span);
  const before = own['Statement'];
  if (statements.length === 0) return values.known(JSON.stringify(own), span);
  if (!Array.isArray(before)) return values.unknown(span);
  return values.known(JSON.stringify({ ...own, Statement: [...before, ...statements] }), span);
}
