import type { RuleId, Severity } from '../../domain/finding.ts';
import { type Message, message } from '../../domain/message.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { Links } from '../analysis/links.ts';
import type { CodeFinding, RelatedPlace } from '../codeFinding.ts';
import type { Resource, Text, Value } from '../model.ts';

/** A rule about the resources of one unit, seen beside those of all others. It looks at its own unit alone: findings of others are theirs. */
export interface CodeRule {
  readonly id: RuleId;
  readonly check: (unit: string, resources: readonly Resource[], links: Links) => readonly CodeFinding[];
}

export interface FindingParts {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly resource: Resource;
  readonly range: TextRange;
  readonly message: Message;
  readonly remedy: Message;
  readonly related?: readonly RelatedPlace[];
}

export function codeFinding({ rule, severity, resource, range, message, remedy, related = [] }: FindingParts): CodeFinding {
  return { finding: { rule, severity, message, remedy, subject: resource.id }, path: resource.path, range, related };
}

/** Another resource that a finding is about. */
export function relatedResource(resource: Resource, message: Message): RelatedPlace {
  return { path: resource.path, range: resource.typeRange, message };
}

/** The pool that a resource names, where the code has it. */
export function relatedPool(unit: string, reference: Value<Text>, links: Links): readonly RelatedPlace[] {
  const pool = links.poolOf(unit, reference)?.pool;
  return pool ? [relatedResource(pool, message('The user pool'))] : [];
}

/** The resources of a kind. */
export function ofKind<Kind extends Resource['kind']>(resources: readonly Resource[], kind: Kind): Extract<Resource, { kind: Kind }>[] {
  return resources.filter((resource): resource is Extract<Resource, { kind: Kind }> => resource.kind === kind);
}
