import type { Evaluator } from './evaluate.ts';
import { literalText, type Located, type Meaning, plain, unknown } from './meaning.ts';
import type { Call, Expression } from './program/program.ts';
import type { Place } from './program/scope.ts';
import { type CdkSymbol, lastName } from './symbols.ts';

/** What a call gives, where it makes no construct. */
export function meaningOfCall(evaluator: Evaluator, call: Call, place: Place): Meaning {
  const { callee, positional } = call;
  if (isCast(callee, place)) return positional[1] ? evaluator.meaning(positional[1], place) : unknown;
  if (callee.kind === 'member') {
    const of = evaluator.meaning(callee.of, place);
    if (of.kind === 'construct' && /^with_?$/.test(callee.name)) return of;
    const isDefaultChild = of.kind === 'node' && /^(?:try)?findchild$/.test(plain(callee.name));
    if (isDefaultChild && positional[0] && literalText(evaluator.meaning(positional[0], place)) === 'Resource')
      return { kind: 'construct', construct: of.construct, isResource: true };
  }
  const meaning = evaluator.meaning(callee, place);
  if (meaning.kind === 'class') return { kind: 'instance', of: meaning.of };
  return meaning.kind === 'symbol' ? ofSymbol(evaluator, meaning.symbol, call, place) : unknown;
}

function ofSymbol(evaluator: Evaluator, symbol: CdkSymbol, call: Call, place: Place): Meaning {
  const { positional, named } = call;
  const argument = (index: number, name: string): Located | undefined => {
    const given = positional[index] ?? named.find((entry) => entry.kind === 'named' && plain(entry.name) === name)?.value;
    return given && evaluator.located(given, place);
  };
  if (plain(symbol) === 'fn.importvalue') {
    const name = argument(0, 'sharedvaluetoimport');
    const text = name && literalText(name.meaning);
    return text === undefined ? unknown : { kind: 'text', text: { kind: 'import', name: text } };
  }
  if (symbol === 'Stack.of') return positional[0]?.kind === 'self' ? { kind: 'stack', place } : unknown;
  const name = lastName(symbol);
  const from = /^from(?:\w*(id|arn))$/.exec(plain(name))?.[1];
  if (from === 'id' || from === 'arn') {
    const given = argument(2, plain(name).slice('from'.length));
    const text = given && literalText(given.meaning);
    if (text === undefined) return unknown;
    return from === 'id' ? { kind: 'imported', id: text } : { kind: 'imported', arn: text, ...idIn(text) };
  }
  if (!/^[A-Z]/.test(name) && plain(name) !== 'fromjson') return unknown;
  return {
    kind: 'made',
    symbol,
    positional: positional.map((item) => evaluator.located(item, place)),
    named: evaluator.arguments(named, place),
  };
}

/** The id at the end of the ARN of a pool or key. */
function idIn(arn: string): { id?: string } {
  const id = /:(?:userpool|key)\/([^/]+)$/.exec(arn)?.[1];
  return id === undefined ? {} : { id };
}

/** `cast` of Python's typing, which only tells a type. */
export function isCast(callee: Expression, { scope }: Place): boolean {
  if (callee.kind === 'name') {
    const imported = scope.find(callee.name)?.import;
    return imported?.module === 'typing' && imported.exported === 'cast';
  }
  return (
    callee.kind === 'member' &&
    callee.name === 'cast' &&
    callee.of.kind === 'name' &&
    scope.find(callee.of.name)?.import?.module === 'typing'
  );
}
