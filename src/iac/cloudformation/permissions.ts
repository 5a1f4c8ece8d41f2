import type { Permission } from '../model.ts';
import type { Declaration } from './declaration.ts';
import { partsOf } from './evaluation.ts';
import { sketchOf } from './textParts.ts';

/**
 * The permission of a function that lets Cognito call it; one for a principal that cannot be told may do so, with a source that cannot be told.
 * Source: AWS::Lambda::Permission in the AWS CloudFormation Template Reference.
 */
export function permissionsOf({ base, properties }: Declaration): readonly Permission[] {
  const principal = properties.find('Principal');
  const written = sketchOf(partsOf(principal.resolved));
  const functionName = properties.text('FunctionName');
  if (written.startsWith('cognito-idp.')) return [{ ...base, kind: 'permission', functionName, sourceArn: properties.text('SourceArn') }];
  if (principal.resolved.kind !== 'unknown') return [];
  return [{ ...base, kind: 'permission', functionName, sourceArn: { state: 'unknown', range: principal.range } }];
}
