import type { Domain, Value } from '../../model.ts';
import { emptyObject, type Located, type ObjectMeaning, objectOf } from '../meaning.ts';
import { find, withProperty } from '../properties.ts';
import type { Values } from '../values.ts';
import { type Base, type Made, property } from './resource.ts';

/** The L1 properties that `UserPoolDomain` makes of its own. `pool` is what `addDomain` was called on. */
export function domainProperties(props: Located, pool: Located | undefined): ObjectMeaning {
  const given = objectOf(props.meaning);
  if (!given) return { ...emptyObject, hides: props.span };
  let result: ObjectMeaning = { ...emptyObject, ...(given.hides && { hides: given.hides }) };
  if (pool) result = withProperty(result, [{ name: 'userPoolId', span: pool.span }], pool);
  for (const { from, to } of domainPaths) {
    const found = find(props, from, props.span);
    const outer = given.properties.get(from[0] ?? '');
    if (found.state === 'absent' || !outer) continue;
    const value: Located = found.state === 'present' ? found.value : { meaning: { kind: 'unknown' }, span: found.span };
    result = withProperty(
      result,
      to.map((name, index) => ({ name, span: index === to.length - 1 && found.state === 'present' ? found.nameSpan : outer.nameSpan })),
      value,
    );
  }
  return result;
}

const domainPaths: readonly { from: readonly string[]; to: readonly string[] }[] = [
  { from: ['userpool'], to: ['userPoolId'] },
  { from: ['cognitodomain', 'domainprefix'], to: ['domain'] },
  { from: ['customdomain', 'domainname'], to: ['domain'] },
  { from: ['customdomain', 'certificate'], to: ['customDomainConfig', 'certificateArn'] },
];

export function domainOf(made: Made, base: Base, values: Values): Domain {
  return {
    ...base,
    kind: 'domain',
    pool: values.text(property(made, 'userPoolId'), 'id'),
    name: values.literal(property(made, 'domain')),
    certificateArn: values.text(property(made, 'customDomainConfig', 'certificateArn'), 'arn'),
    routing: routing(made, values),
    secondaryRegion: values.literal(property(made, 'routing', 'failover', 'secondaryRegion')),
    healthCheckId: values.text(property(made, 'routing', 'failover', 'primaryRoute53HealthCheckId'), 'id'),
  };
}

function routing(made: Made, values: Values): Value<boolean> {
  const failover = property(made, 'routing', 'failover');
  if (failover.state !== 'present') return { state: failover.state, range: values.range(failover.span) };
  return objectOf(failover.value.meaning) ? values.known(true, failover.nameSpan) : values.unknown(failover.value.span);
}
