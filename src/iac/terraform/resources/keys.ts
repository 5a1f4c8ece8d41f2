import type { TextRange } from '../../../domain/textRange.ts';
import type { Key, KeyReplica, Value } from '../../model.ts';
import type { Evaluated } from '../evaluation/evaluated.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import { type Declaration, declarationOf } from './declaration.ts';

export function key(declaration: Declaration): Key {
  const { settings, base } = declaration;
  return { ...base, kind: 'key', multiRegion: settings.boolean('multi_region'), policy: policyOf(declaration) };
}

export function keyReplica(declaration: Declaration): KeyReplica {
  const { settings, base } = declaration;
  return { ...base, kind: 'keyReplica', primaryKey: settings.text('primary_key_arn'), policy: policyOf(declaration) };
}

/** A key's policy is its own argument, or an `aws_kms_key_policy` that names the key. */
function policyOf({ type, settings, base, evaluator }: Declaration): Value<string> {
  const own = settings.value(type.startsWith('awscc_') ? 'key_policy' : 'policy', policyText);
  if (own.state !== 'absent') return own;
  const policies = keyPolicies(evaluator);
  const attached = policies.find(({ key: of }) => of.kind === 'attribute' && of.resource === base.id);
  if (attached) return attached.path === base.path ? attached.policy : { ...attached.policy, range: base.typeRange };
  // A policy for a key that cannot be told may be this one's.
  const isTold = !evaluator.module.isPartial && policies.every(({ key: of }) => of.kind !== 'unknown');
  return isTold ? own : { state: 'unknown', range: own.range };
}

function keyPolicies(
  evaluator: Evaluator,
): { readonly key: Evaluated; readonly path: string; readonly policy: Value<string> & { range: TextRange } }[] {
  return Array.from(evaluator.module.resources)
    .filter(([address, located]) => address.startsWith('aws_kms_key_policy.') && evaluator.isThere(located))
    .map(([address, located]) => {
      const { settings, base } = declarationOf(address, located, evaluator);
      const of = settings.value('key_id', (value) => value);
      return {
        key: of.state === 'known' ? of.value : { kind: 'unknown', text: '' },
        path: base.path,
        policy: settings.value('policy', policyText),
      };
    });
}

/** The JSON text of a policy. It is known as long as its statements are, whatever in them cannot be told. */
function policyText(value: Evaluated): string | undefined {
  if (value.kind !== 'literal' || typeof value.value !== 'string') return undefined;
  const text = value.value;
  if (!text.includes('${')) return text;
  try {
    const policy: unknown = JSON.parse(text);
    const statements = typeof policy === 'object' && policy !== null && 'Statement' in policy ? policy.Statement : undefined;
    const all: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
    return all.every((statement) => typeof statement === 'object') ? text : undefined;
  } catch {
    // Something that cannot be told stands where JSON has no text.
    return undefined;
  }
}
