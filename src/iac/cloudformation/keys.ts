import type { Key, KeyReplica, Value } from '../model.ts';
import type { Block } from './block.ts';
import type { Declaration } from './declaration.ts';
import { policyText } from './policyText.ts';

/** Source: AWS::KMS::Key in the AWS CloudFormation Template Reference. */
export function keyOf({ base, properties }: Declaration): Key {
  return { ...base, kind: 'key', multiRegion: properties.flag('MultiRegion'), policy: policyOf(properties) };
}

/** Source: AWS::KMS::ReplicaKey in the AWS CloudFormation Template Reference. */
export function keyReplicaOf({ base, properties }: Declaration): KeyReplica {
  return { ...base, kind: 'keyReplica', primaryKey: properties.text('PrimaryKeyArn'), policy: policyOf(properties) };
}

function policyOf(properties: Block): Value<string> {
  return properties.read(['KeyPolicy'], (resolved) => policyText(resolved, properties.scope));
}
