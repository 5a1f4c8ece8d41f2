import { type Comparison, parameterOf } from './conditions.ts';
import { literalText, resolve } from './evaluation.ts';
import { defaultOf, isListParameter, onlyValueOf, type Scope } from './scope.ts';
import type { Template } from './template.ts';
import { callOf, type TemplateNode, valueOf } from './templateNode.ts';

/** A value that something undecided can have: its text, or one of the values that nobody wrote down. Two choices are the same value when their ids are. */
export interface Choice {
  readonly id: string;
  readonly text: string | undefined;
}

/** What is undecided and what it can be: parameters by name, comparisons that nothing decides by their text. */
export type Choices = ReadonlyMap<string, readonly Choice[]>;

/** How far into an expression a comparison is looked at. */
const deepestExpression = 20;

const isTrue: Choice = { id: 'true', text: undefined };
const isFalse: Choice = { id: 'false', text: undefined };

/** Whether a comparison that nothing decides was taken to hold in a case. */
export function assumed(choice: Choice | undefined): boolean | undefined {
  return choice === undefined ? undefined : choice.id === isTrue.id;
}

/**
 * Everything that the comparisons depend on, with the values that make a difference: those that are compared, those that are keys of a mapping, the default,
 * and one that is none of these where others are allowed. So conditions over the same parameter exclude or imply each other as they do in AWS.
 */
export function choicesOf(comparisons: readonly Comparison[], scope: Scope): Choices {
  const compared = new Map<string, Set<string>>();
  const textsFor = (name: string): Set<string> => {
    const texts = compared.get(name) ?? new Set();
    compared.set(name, texts);
    return texts;
  };
  const alike = new Map<string, ReadonlySet<string>>();
  const open = new Set<string>();

  for (const comparison of comparisons) {
    const sides = [comparison.left, comparison.right];
    const names = sides
      .map(parameterOf)
      .filter((name) => name !== undefined)
      .filter((name) => isUndecided(name, scope));
    const texts = sides.map((side) => literalText(resolve(side, scope))).filter((text) => text !== undefined);
    for (const name of names) texts.forEach((text) => textsFor(name).add(text));
    if (names.length === 2) {
      const together = new Set(names.flatMap((name) => [name, ...(alike.get(name) ?? [])]));
      for (const name of together) alike.set(name, together);
    } else if (names.length + texts.length < 2) {
      for (const side of sides) collectKeys(side, scope, textsFor);
      open.add(keyOf(comparison, scope));
    }
  }

  // A parameter that is compared with another can have every value that the other is compared with.
  for (const group of new Set(alike.values())) {
    const texts = [...group].flatMap((name) => [...textsFor(name), ...written(scope.template, name)]);
    for (const name of group) texts.forEach((text) => textsFor(name).add(text));
  }
  return new Map([
    ...[...compared].map(([name, texts]) => [name, choicesFor(scope.template, name, texts, alike.has(name))] as const),
    ...[...open].map((key) => [key, [isTrue, isFalse]] as const),
  ]);
}

/** Not decided by the template or by what is known of the file. A list is never compared as a whole. */
function isUndecided(name: string, { template, region }: Scope): boolean {
  if (name === 'AWS::Region') return region === undefined;
  return template.parameters.has(name) && onlyValueOf(template, name) === undefined && !isListParameter(template, name);
}

/** The values that the template itself has for a parameter. */
function written(template: Template, name: string): string[] {
  const fallback = defaultOf(template, name);
  return [...(template.parameters.get(name)?.allowed ?? []), ...(fallback === undefined ? [] : [fallback])];
}

function choicesFor(template: Template, name: string, compared: ReadonlySet<string>, compares: boolean): readonly Choice[] {
  const allowed = template.parameters.get(name)?.allowed;
  const fallback = defaultOf(template, name);
  const texts = new Set([...(fallback === undefined ? [] : [fallback]), ...compared]);
  const known = [...texts].filter((text) => !allowed || allowed.includes(text)).map((text) => ({ id: `text:${text}`, text }));
  const rest = allowed?.filter((text) => !texts.has(text));
  if (rest?.length === 0) return known;
  const other = rest?.length === 1 ? rest[0] : undefined;
  if (other !== undefined) return [...known, { id: `text:${other}`, text: other }];
  // Two parameters that are compared can be equal without a value that the template has.
  const same = compares && !allowed ? [{ id: 'same', text: undefined }] : [];
  return [...known, { id: `other:${name}`, text: undefined }, ...same];
}

/** The keys of the mappings that an expression looks up by a parameter: what the parameter can be. */
function collectKeys(node: TemplateNode, scope: Scope, textsFor: (name: string) => Set<string>, depth = 0): void {
  scope.budget.steps -= 1;
  if (depth > deepestExpression || scope.budget.steps < 0) return;
  const call = callOf(node);
  if (call?.name === 'Fn::FindInMap' && call.argument.kind === 'list') {
    const [map, key] = call.argument.items;
    const name = key && parameterOf(key);
    const mapping = map && valueOf(scope.template.mappings, literalText(resolve(map, scope)) ?? '');
    if (name !== undefined && mapping?.kind === 'map' && isUndecided(name, scope))
      for (const entry of mapping.entries) textsFor(name).add(entry.key.text);
  }
  const children = call ? [call.argument] : node.kind === 'list' ? node.items : [];
  for (const child of children) collectKeys(child, scope, textsFor, depth + 1);
}

/** A comparison as text: the same expressions compare alike wherever they stand. */
export function keyOf({ left, right }: Comparison, scope: Scope): string {
  const sides = [left, right].map((side) => textOf(side, scope, 0));
  return `comparison:${sides.sort().join('=')}`;
}

function textOf(node: TemplateNode, scope: Scope, depth: number): string {
  scope.budget.steps -= 1;
  const standing = `@${node.start}`;
  if (depth > deepestExpression || scope.budget.steps < 0) return standing;
  const call = callOf(node);
  if (call) return `${call.name}(${textOf(call.argument, scope, depth + 1)})`;
  if (node.kind === 'list') return `[${node.items.map((item) => textOf(item, scope, depth + 1)).join()}]`;
  return node.kind === 'scalar' ? JSON.stringify(node.text) : standing;
}
