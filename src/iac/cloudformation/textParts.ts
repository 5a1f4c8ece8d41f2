import type { Text } from '../model.ts';
import { saysItsRegion } from '../regionalArn.ts';

/**
 * A part of a text that a template puts together: literal, what a resource or another stack has for it, or what cannot be told, as `${Name}`. The
 * parts of what nobody can tell are kept, because policies are judged statement by statement.
 */
export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'attribute'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'open'; readonly sketch: string };

/** Texts longer than this are not put together: no name, ARN or policy is. It ends values that double themselves. */
const longestText = 64 * 1024;

/** Parts in a row, with literals that follow each other made one. Undefined: too long. */
export function joinParts(parts: readonly TextPart[]): readonly TextPart[] | undefined {
  const joined: TextPart[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.kind === 'literal' ? part.text.length : part.kind === 'open' ? part.sketch.length : 1;
    if (length > longestText) return undefined;
    const last = joined.at(-1);
    if (last?.kind === 'literal' && part.kind === 'literal') joined[joined.length - 1] = { kind: 'literal', text: last.text + part.text };
    else if (part.kind !== 'literal' || part.text !== '') joined.push(part);
  }
  return joined.length === 0 ? [{ kind: 'literal', text: '' }] : joined;
}

/** The text as the model has it, where it can be told. `region` is the one of the stack, if known. */
export function textOfParts(parts: readonly TextPart[], region: string | undefined): Text | undefined {
  const [only, ...others] = parts;
  if (only && only.kind !== 'open' && others.length === 0) return only;
  return ownPoolArn(parts, region) ?? regionalArn(parts);
}

/** The text on one line with `${…}` for all that is not literal. */
export function sketchOf(parts: readonly TextPart[]): string {
  return parts.map(sketchOfPart).join('');
}

function sketchOfPart(part: TextPart): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'attribute':
      return part.attribute === 'id' ? `\${${part.resource}}` : `\${${part.resource}.${part.attribute}}`;
    case 'import':
      return `\${${part.name}}`;
    case 'open':
      return part.sketch;
  }
}

const poolArn = /^arn:(?:aws[\w-]{0,10}|\$\{AWS::Partition\}):cognito-idp:(\$\{AWS::Region\}|[^:]{1,40}):\$\{AWS::AccountId\}:userpool\/$/;

/** `arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Pool}` is what `Pool.Arn` is. */
function ownPoolArn(parts: readonly TextPart[], region: string | undefined): Text | undefined {
  const id = parts.at(-1);
  if (id?.kind !== 'attribute' || id.attribute !== 'id') return undefined;
  const [, written] = poolArn.exec(sketchOf(parts.slice(0, -1))) ?? [];
  if (written === undefined || (written !== '${AWS::Region}' && written !== region)) return undefined;
  return { kind: 'attribute', resource: id.resource, attribute: 'arn' };
}

/** An ARN that is judged by its Region alone, with `${…}` for what else cannot be told. */
function regionalArn(parts: readonly TextPart[]): Text | undefined {
  const text = sketchOf(parts);
  return saysItsRegion(text) ? { kind: 'literal', text } : undefined;
}
