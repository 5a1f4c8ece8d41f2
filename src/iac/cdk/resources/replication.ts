import type { Attachment, Replica } from '../../model.ts';
import type { Values } from '../values.ts';
import { type Base, type Made, property, triggersOf } from './resource.ts';

/** The properties that CfnUserPoolReplica has (aws-cognito/lib/cognito.generated.d.ts). */
const replicaProperties: ReadonlySet<string> = new Set(['userpoolid', 'regionname', 'userpooltagsatcreate']);

export function replicaOf(made: Made, base: Base, values: Values): Replica {
  return {
    ...base,
    kind: 'replica',
    pool: values.text(property(made, 'userPoolId'), 'id'),
    secondaryRegion: values.literal(property(made, 'regionName')),
    unexpected: Array.from(made.properties.meaning.properties)
      .filter(([key, { value }]) => !replicaProperties.has(key) && value.meaning.kind !== 'nothing')
      .map(([, { name, nameSpan }]) => ({ name, range: values.range(nameSpan) })),
  };
}

export function attachmentOf(made: Made, base: Base, values: Values): Attachment {
  return {
    ...base,
    kind: 'attachment',
    pool: values.text(property(made, 'userPoolId'), 'id'),
    status: values.literal(property(made, 'status')),
    triggers: triggersOf(made, values),
    emailSourceArn: values.text(property(made, 'emailConfiguration', 'sourceArn'), 'arn'),
    snsRegion: values.literal(property(made, 'smsConfiguration', 'snsRegion')),
  };
}
