import { isCast } from './calls.ts';
import type { Evaluator } from './evaluate.ts';
import { type Construct, emptyObject, literalText, type Located, type Meaning, type ObjectMeaning, plain } from './meaning.ts';
import type { Call, Expression, Member, Span } from './program/program.ts';
import { hiding, merged, withProperty } from './properties.ts';
import type { Place } from './program/scope.ts';
import type { Act } from './program/survey.ts';
import { lastName } from './symbols.ts';

/** A change of the properties that a construct was made with, as the L1 resource has them. */
export interface Change {
  readonly construct: Construct;
  readonly place: Place;
  readonly apply: (properties: ObjectMeaning) => ObjectMeaning;
}

type Apply = Change['apply'];
interface PathPart {
  readonly name: string;
  readonly span: Span;
}

/**
 * The change that an act is: a member of the L1 resource is set (`cfn.keyConfiguration = ...`), overridden (`addPropertyOverride`), set by a property
 * mixin, or set by a method of the L2 construct.
 */
export function changesOf(evaluator: Evaluator, act: Act, constructs: readonly Construct[]): Change[] {
  const { place } = act;
  if (act.kind === 'write') {
    const written = memberPath(evaluator, act.target, place);
    if (!written) return [];
    const value = evaluator.located(act.value, place);
    return [{ construct: written.construct, place, apply: (properties) => withProperty(properties, written.path, value) }];
  }
  const { call } = act;
  const { callee } = call;
  const handed = handedOn(evaluator, call, place).map((construct) => ({ construct, place, apply: incomplete(call) }));
  if (callee.kind !== 'member') return handed;
  const method = plain(callee.name);
  if (method === 'apply') return applied(evaluator, call, place, constructs).map((change) => ({ ...change, place }));
  const of = evaluator.meaning(callee.of, place);
  if (of.kind !== 'construct') return handed;
  const { construct } = of;
  const apply = method === 'with' ? mixedIn(evaluator, call, construct, place) : methodChange(evaluator, method, call, place);
  return apply ? [...handed, { construct, place, apply }] : handed;
}

/** `cfn.a.b` as a path of the L1 resource. */
function memberPath(evaluator: Evaluator, target: Member, place: Place): { construct: Construct; path: PathPart[] } | undefined {
  const path: PathPart[] = [];
  let current: Expression = target;
  while (current.kind === 'member') {
    path.unshift({ name: current.name, span: current.nameSpan });
    current = current.of;
    const of = evaluator.meaning(current, place);
    if (of.kind === 'construct') return isResource(of) ? { construct: of.construct, path } : undefined;
  }
  return undefined;
}

/** Members of L2 constructs are not set. */
function isResource({ construct: { symbol }, isResource: below }: Extract<Meaning, { kind: 'construct' }>): boolean {
  return below === true || lastName(symbol).startsWith('Cfn');
}

/** Methods of L1 resources and of L2 constructs that say something about properties. */
function methodChange(evaluator: Evaluator, method: string, call: Call, place: Place): Apply | undefined {
  const [first, second] = call.positional;
  if (method === 'addtrigger') {
    const operation = first && operationName(evaluator.meaning(first, place));
    if (!first || !second) return undefined;
    const value = evaluator.located(second, place);
    if (operation === undefined)
      return (properties) =>
        withProperty(properties, [{ name: 'lambdaConfig', span: call }], { meaning: { kind: 'unknown' }, span: first });
    return (properties) =>
      withProperty(
        properties,
        [
          { name: 'lambdaConfig', span: first },
          { name: operation, span: first },
        ],
        value,
      );
  }
  const form = overrides.get(method);
  if (!form) return undefined;
  const path = first && literalText(evaluator.meaning(first, place));
  if (first === undefined || path === undefined) return hidden(call);
  const names = path.split('.');
  if (form.raw && names.shift() !== 'Properties') return undefined;
  const value: Located = form.deletes || !second ? { meaning: { kind: 'nothing' }, span: first } : evaluator.located(second, place);
  return (properties) =>
    withProperty(
      properties,
      names.map((name) => ({ name, span: first })),
      value,
    );
}

/** `raw`: the path is one of the whole resource, which begins with `Properties`. */
const overrides: ReadonlyMap<string, { raw: boolean; deletes: boolean }> = new Map([
  ['addpropertyoverride', { raw: false, deletes: false }],
  ['addpropertydeletionoverride', { raw: false, deletes: true }],
  ['addoverride', { raw: true, deletes: false }],
  ['adddeletionoverride', { raw: true, deletes: true }],
]);

/** `UserPoolOperation.PRE_SIGN_UP`, `UserPoolOperation.of('preSignUp')` as the name of a trigger. */
function operationName(meaning: Meaning): string | undefined {
  if (meaning.kind === 'symbol' && meaning.symbol.startsWith('aws-cognito.UserPoolOperation.')) return lastName(meaning.symbol);
  return undefined;
}

/** `construct.with(mixin, ...)` */
function mixedIn(evaluator: Evaluator, { positional }: Call, construct: Construct, place: Place): Apply | undefined {
  const mixins = positional
    .map((argument) => mixinOf(evaluator.located(argument, place)))
    .filter((mixin) => mixin?.type === resourceType(construct));
  if (mixins.length === 0) return undefined;
  return (properties) => mixins.reduce((result, mixin) => mixin?.apply(result) ?? result, properties);
}

/** `Mixins.of(scope).apply(mixin, ...)`: of a scope that is no construct of the file, any that is may be in it. */
function applied(
  evaluator: Evaluator,
  { callee, positional }: Call,
  place: Place,
  constructs: readonly Construct[],
): Omit<Change, 'place'>[] {
  const of = callee.kind === 'member' && callee.of.kind === 'call' ? callee.of : undefined;
  const made = of && evaluator.meaning(of.callee, place);
  if (!of || made?.kind !== 'symbol' || made.symbol !== 'Mixins.of') return [];
  const [scope] = of.positional;
  const target = scope && evaluator.meaning(scope, place);
  return positional.flatMap((argument) => {
    const mixin = mixinOf(evaluator.located(argument, place));
    if (!mixin) return [];
    if (target?.kind === 'construct' && of.positional.length === 1 && resourceType(target.construct) === mixin.type)
      return [{ construct: target.construct, apply: mixin.apply }];
    const maybe = (properties: ObjectMeaning): ObjectMeaning => merged(properties, mixin.unsure);
    return constructs.filter((construct) => resourceType(construct) === mixin.type).map((construct) => ({ construct, apply: maybe }));
  });
}

interface Mixin {
  /** `CfnUserPool` */
  readonly type: string;
  readonly apply: Apply;
  /** The same properties without their values. */
  readonly unsure: ObjectMeaning;
}

/** A property mixin: `new CfnUserPoolPropsMixin({ keyConfiguration: { ... } })`, whose properties are merged object by object unless it is told otherwise. */
function mixinOf({ meaning, span }: Located): Mixin | undefined {
  if (meaning.kind !== 'made' || !/^mixins(\.[\w-]+)*\.Cfn\w+PropsMixin$/.test(meaning.symbol)) return undefined;
  const type = lastName(meaning.symbol).replace(/PropsMixin$/, '');
  const [props, options] = meaning.positional;
  const given = props?.meaning;
  const properties = given?.kind === 'object' ? given : given?.kind === 'made' ? given.named : undefined;
  if (!properties) return { type, apply: hidden(span), unsure: { ...emptyObject, hides: span } };
  const strategy = options ?? meaning.named.properties.get('strategy')?.value;
  const unsure = {
    ...properties,
    properties: new Map(
      Array.from(properties.properties, ([key, property]) => [
        key,
        { ...property, value: { ...property.value, meaning: { kind: 'unknown' as const } } },
      ]),
    ),
  };
  // Another strategy may replace what this one would merge.
  return { type, apply: (before) => merged(before, strategy ? unsure : properties), unsure };
}

/** The L1 class of a construct of this file. */
function resourceType({ symbol }: Construct): string {
  const name = lastName(symbol);
  return name.startsWith('Cfn') ? name : `Cfn${name}`;
}

function hidden(span: Span): Apply {
  return (properties) => hiding(properties, { start: span.start, end: span.end });
}

/** What is set stays so; what is not may be set elsewhere. */
function incomplete({ start, end }: Span): Apply {
  return (properties) => ({ ...properties, hides: { start, end } });
}

/** Packages whose functions are handed constructs and set none of their properties. */
const readersOnly = /^cdk-nag$/;

/** The constructs that a call hands to a function that is not read: it may set their properties. */
function handedOn(evaluator: Evaluator, { callee, positional, named }: Call, place: Place): Construct[] {
  if (isCast(callee, place) || evaluator.meaning(callee, place).kind !== 'unknown') return [];
  const of = callee.kind === 'member' ? callee.of : callee;
  if (of.kind === 'name') {
    const binding = place.scope.find(of.name);
    // Not of the file: console, JSON.
    if (!binding || readersOnly.test(binding.import?.module ?? '')) return [];
  }
  const ofKind = callee.kind === 'member' ? evaluator.meaning(of, place).kind : 'unknown';
  if (ofKind !== 'unknown' && ofKind !== 'instance') return [];
  return [...positional, ...named.map(({ value }) => value)].flatMap((argument) => {
    const meaning = evaluator.meaning(argument, place);
    return meaning.kind === 'construct' ? [meaning.construct] : [];
  });
}
