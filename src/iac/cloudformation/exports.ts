import type { Export } from '../model.ts';
import { Block } from './block.ts';
import { baseOf, type Setting } from './declaration.ts';
import type { Scope } from './scope.ts';
import { literalOf, valueOf } from './templateNode.ts';

/** The outputs of a template; one without `Export` has no name, and is only for the one who deploys it or nests it. */
export function exportsOf(scope: Scope, { path, places }: Setting): readonly Export[] {
  return scope.template.outputs.flatMap(({ key, value }) => {
    if (key.text.startsWith('Fn::')) return [];
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
