import type { Dialect, Value } from '../../model.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import { regionOf } from '../evaluation/providers.ts';
import { type Located, rangeIn } from '../evaluation/terraformModule.ts';
import type { Block } from '../syntax/syntaxTypes.ts';
import { Settings } from './settings.ts';

/** A resource block of a module, with what readers of its type need. */
export interface Declaration {
  readonly type: string;
  readonly located: Located<Block>;
  readonly settings: Settings;
  readonly evaluator: Evaluator;
  /** What all resources of the model have. */
  readonly base: ReturnType<typeof baseOf>;
}

export function declarationOf(address: string, located: Located<Block>, evaluator: Evaluator): Declaration {
  const type = located.item.labels[0]?.text ?? located.item.type.text;
  return { type, located, settings: Settings.of(located, evaluator), evaluator, base: baseOf(address, type, located, evaluator) };
}

function baseOf(id: string, type: string, located: Located<Block>, evaluator: Evaluator) {
  const { item, scope } = located;
  const { value, span } = regionOf(located, evaluator);
  const range = rangeIn(scope, span);
  const region: Value<string> =
    value?.kind === 'literal' ? { state: 'known', value: String(value.value), range } : { state: 'unknown', range };
  const dialect: Dialect = type.startsWith('awscc_') ? 'awscc' : 'aws';
  return {
    id,
    dialect,
    type,
    path: scope.file.path,
    typeRange: rangeIn(scope, item.labels[0] ?? item.type),
    range: rangeIn(scope, item),
    region,
  };
}
