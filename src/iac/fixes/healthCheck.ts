import { type CodeExpression, type CodeResource, expression } from '../../domain/render/codeValue.ts';
import { healthCheck } from '../../domain/render/replicationResources.ts';
import type { Pool } from '../model.ts';
import { canReferTo, freeName } from './addedResource.ts';
import type { EditedFile } from './editedFile.ts';
import { type FixContext, textsOf } from './fixContext.ts';
import { referenceTo } from './writeReference.ts';

/**
 * A health check of the primary Region, by the keys that Cognito publishes there for the pool. AWS prescribes no target (facts: cognito-replication.md section 4): it is
 * one to begin with. Undefined where the Region or the pool cannot be told.
 */
export function primaryHealthCheck(file: EditedFile, pool: Pool, context: FixContext): CodeResource | undefined {
  const reference = canReferTo(pool, file.language) ? referenceTo(pool, 'id', file)?.code : undefined;
  if (pool.region.state !== 'known' || reference === undefined) return undefined;
  const host = `cognito-idp.${pool.region.value}.amazonaws.com`;
  return {
    ...healthCheck(freeName('PrimaryHealthCheck', textsOf(context)), host, keysPath(file, pool, reference)),
    comment: 'AWS prescribes no target: watch what sign-ins depend on.',
  };
}

function keysPath({ language, style }: EditedFile, pool: Pool, code: string): CodeExpression {
  const path = '/.well-known/jwks.json';
  switch (language) {
    case 'yaml':
      return expression(`!Sub ${style.quote}/\${${pool.id}}${path}${style.quote}`);
    case 'json':
      return expression(`{ "Fn::Sub": "/\${${pool.id}}${path}" }`);
    case 'terraform':
      return expression(`"/\${${code}}${path}"`);
    case 'typescript':
      return expression(`\`/\${${code}}${path}\``);
    case 'python':
      return expression(`f"/{${code}}${path}"`);
  }
}
