import type { Export } from '../model.ts';
import { Block } from './block.ts';
import { baseOf, type Setting } from './declaration.ts';
import { resolve } from './evaluation.ts';
import { isReadType } from './readTypes.ts';
import type { Scope } from './scope.ts';
import { callOf, isLoopOrMacro, literalOf, type TemplateNode, valueOf } from './templateNode.ts';

/**
 * The outputs of a template; one without `Export` has no name, and is only for the one who deploys it or nests it. Those of resources that are not read are
 * left out, with the conditions that they have: networks alone have dozens.
 */
export function exportsOf(scope: Scope, { path, places }: Setting): readonly Export[] {
  return scope.template.outputs.flatMap(({ key, value }) => {
    if (isLoopOrMacro(key.text) || isOfOthers(valueOf(value, 'Value'), scope)) return [];
    const condition = literalOf(valueOf(value, 'Condition'));
    const holds = condition === undefined ? true : scope.holds(condition);
    if (holds === false) return [];
    const typeRange = places.range(key.start, key.end);
    const range = places.range(key.start, Math.max(key.end, value.end));
    const output = holds ? value : ({ kind: 'unread', start: key.start, end: key.end } as const);
    const block = Block.of(output, typeRange, scope, places);
    const base = baseOf({ id: `Outputs.${key.text}`, type: 'Outputs', path, typeRange, range }, scope);
    return [{ ...base, kind: 'export' as const, name: block.string('Export', 'Name'), value: block.text('Value') }];
  });
}

function isOfOthers(value: TemplateNode | undefined, scope: Scope): boolean {
  const call = value && callOf(value);
  // Anything else may ask for conditions.
  if (!value || (call?.name !== 'Ref' && call?.name !== 'Fn::GetAtt')) return false;
  const resolved = resolve(value, scope);
  const [part] = resolved.kind === 'text' ? resolved.parts : [];
  if (part?.kind !== 'attribute') return false;
  const resource = scope.template.resources.get(part.resource.slice(scope.prefix.length));
  return resource !== undefined && (!isReadType(resource.type) || resource.type === 'AWS::Serverless::Function');
}
