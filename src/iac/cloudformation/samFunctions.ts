import type { Permission, Text, Trigger, Value } from '../model.ts';
import { baseOf, type Declaration } from './declaration.ts';
import { literalText } from './evaluation.ts';

/** A trigger that a function of SAM puts on a pool of its template, and the permission that SAM writes for it. */
export interface WiredTrigger {
  readonly pool: string;
  readonly trigger: Trigger;
  readonly permission: Permission;
}

/**
 * The events `Type: Cognito` of a function: SAM sets the triggers of the pool, which has to be a Ref, and lets it call the function.
 * Source: Cognito of the AWS SAM specification; samtranslator/model/eventsources/push.py.
 */
export function wiredTriggersOf({ base, properties, logicalId }: Declaration): readonly WiredTrigger[] {
  const { scope, places } = properties;
  return properties
    .block('Events')
    .members()
    .filter(({ block }) => literalText(block.find('Type').resolved) === 'Cognito')
    .flatMap(({ entry: { key, value }, block }) => {
      const pool = block.text('Properties', 'UserPool');
      if (pool.state !== 'known' || pool.value.kind !== 'attribute' || pool.value.attribute !== 'id') return [];
      const { resource } = pool.value;
      const typeRange = places.range(key.start, key.end);
      const range = places.range(key.start, Math.max(key.end, value.end));
      const of = (attribute: string, { range: place }: { range: typeof range }): Value<Text> => ({
        state: 'known',
        value: { kind: 'attribute', resource: base.id, attribute },
        range: place,
      });
      const permission: Permission = {
        ...baseOf({ id: `${logicalId}.${key.text}`, type: base.type, path: base.path, typeRange, range }, scope),
        kind: 'permission',
        functionName: of('id', { range: typeRange }),
        sourceArn: { state: 'known', value: { kind: 'attribute', resource, attribute: 'arn' }, range: pool.range },
      };
      const triggers = block.items(['Properties', 'Trigger'], true) ?? [];
      return triggers.flatMap((item) => {
        const name = literalText(item.resolved);
        return name === undefined ? [] : [{ pool: resource, trigger: { name, functionArn: of('arn', item) }, permission }];
      });
    });
}
