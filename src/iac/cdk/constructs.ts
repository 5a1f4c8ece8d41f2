import { Evaluator } from './evaluate.ts';
import { type Construct, literalText } from './meaning.ts';
import type { Call, Span } from './program/program.ts';
import type { Act, Survey } from './program/survey.ts';
import { type CdkSymbol, lastName } from './symbols.ts';

/** Methods of constructs that make constructs, by the symbol of what they make. */
const makers: ReadonlyMap<string, CdkSymbol> = new Map([
  ['addDomain', 'aws-cognito.UserPoolDomain'],
  ['add_domain', 'aws-cognito.UserPoolDomain'],
]);

type CallAct = Extract<Act, { kind: 'call' }>;

/** The constructs of AWS CDK that a program makes, by the call that makes each. */
export function constructsOf({ acts }: Survey): ReadonlyMap<Call, Construct> {
  const calls = acts.filter((act): act is CallAct => act.kind === 'call');
  const found = new Map<Call, { act: CallAct; symbol: CdkSymbol }>();
  // What has been made decides what the methods belong to, so the classes come first. An evaluator remembers: each round has its own.
  const classes = new Evaluator(new Map());
  for (const act of calls) {
    const symbol = madeSymbol(classes, act);
    if (symbol !== undefined) found.set(act.call, { act, symbol });
  }
  const first = named(found, classes);
  const methods = new Evaluator(first);
  for (const act of calls) {
    const { callee } = act.call;
    const symbol = callee.kind === 'member' ? makers.get(callee.name) : undefined;
    if (symbol === undefined || callee.kind !== 'member') continue;
    const of = methods.meaning(callee.of, act.place);
    if (of.kind === 'construct' && of.construct.symbol === 'aws-cognito.UserPool') found.set(act.call, { act, symbol });
  }
  return found.size === first.size ? first : named(found, classes);
}

/** A construct is made with a scope and an id: `new UserPool(this, 'Users')`. */
function madeSymbol(evaluator: Evaluator, { call: { callee, positional }, place }: CallAct): CdkSymbol | undefined {
  const [scope, id] = positional;
  if (!scope || !id || id.kind === 'object') return undefined;
  const made = evaluator.meaning(callee, place);
  if (made.kind !== 'symbol' || !/^[A-Z]/.test(lastName(made.symbol))) return undefined;
  const given = evaluator.meaning(scope, place).kind;
  return given === 'text' || given === 'object' || given === 'number' ? undefined : made.symbol;
}

/** The constructs with ids: the variable or member each is kept in, or else the id it is given, or else its type. */
function named(found: ReadonlyMap<Call, { act: CallAct; symbol: CdkSymbol }>, evaluator: Evaluator): ReadonlyMap<Call, Construct> {
  const taken = new Set<string>();
  const uses = new Map<string, number>();
  const constructs = new Map<Call, Construct>();
  for (const [call, { act, symbol }] of found) {
    const given = call.positional.find((argument) => literalText(evaluator.meaning(argument, act.place)) !== undefined);
    const wanted = act.name ?? (given && literalText(evaluator.meaning(given, act.place))) ?? lastName(symbol);
    let id = wanted;
    for (let use = uses.get(wanted) ?? 1; taken.has(id); use += 1, uses.set(wanted, use)) id = `${wanted} (${use + 1})`;
    taken.add(id);
    constructs.set(call, { id, symbol, typeSpan: nameSpanOf(call), call, place: act.place });
  }
  return constructs;
}

/** The name in a call that says what is made. */
export function nameSpanOf({ callee }: Call): Span {
  return callee.kind === 'member' ? callee.nameSpan : { start: callee.start, end: callee.end };
}
