import type { Expression, Step } from '../syntax/syntaxTypes.ts';
import { type Evaluated, literal } from './evaluated.ts';

/** What stands at a path in a value; undefined where that cannot be told. */
export function member(value: Evaluated, steps: readonly Step[], evaluate: (index: Expression) => Evaluated): Evaluated | undefined {
  let current: Evaluated | undefined = value;
  for (const step of steps) {
    if (step.kind === 'splat' || current === undefined) return undefined;
    const key: Evaluated = step.kind === 'attribute' ? literal(step.name) : evaluate(step.index);
    if (key.kind !== 'literal') return undefined;
    if (current.kind === 'object') current = current.entries.get(String(key.value));
    else if (current.kind === 'list') current = current.items[Number(key.value)];
    else return undefined;
  }
  return current;
}
