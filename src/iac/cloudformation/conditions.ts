import { argumentsOf, callOf, literalOf, type TemplateNode, valueOf } from './templateNode.ts';

/** A condition as a formula over comparisons. Source: "Condition functions" of the AWS CloudFormation Template Reference Guide. */
export type Formula =
  | { readonly kind: 'equals'; readonly left: TemplateNode; readonly right: TemplateNode }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'condition'; readonly name: string }
  /** Not written to its end, or not a condition function. */
  | { readonly kind: 'unreadable' };

export function formulaOf(node: TemplateNode | undefined): Formula {
  if (!node) return { kind: 'unreadable' };
  const name = literalOf(valueOf(node, 'Condition'));
  if (name !== undefined) return { kind: 'condition', name };
  const call = callOf(node);
  const parts = call ? argumentsOf(call.argument) : [];
  const [first, second] = parts;
  switch (call?.name) {
    case 'Condition':
      return { kind: 'condition', name: literalOf(call.argument) ?? '' };
    case 'Fn::Equals':
      return first && second ? { kind: 'equals', left: first, right: second } : { kind: 'unreadable' };
    case 'Fn::And':
    case 'Fn::Or':
      return { kind: call.name === 'Fn::And' ? 'and' : 'or', parts: parts.map(formulaOf) };
    case 'Fn::Not':
      return { kind: 'not', part: formulaOf(first) };
    default:
      return { kind: 'unreadable' };
  }
}

/** The conditions of a template that some of them are made of, themselves included. */
export function conditionsWithin(formulas: ReadonlyMap<string, Formula>, names: readonly string[]): ReadonlyMap<string, Formula> {
  const found = new Map<string, Formula>();
  const visit = (name: string): void => {
    const formula = formulas.get(name);
    if (!formula || found.has(name)) return;
    found.set(name, formula);
    for (const inner of namesIn(formula)) visit(inner);
  };
  names.forEach(visit);
  return found;
}

function namesIn(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'condition':
      return [formula.name];
    case 'and':
    case 'or':
      return formula.parts.flatMap(namesIn);
    case 'not':
      return namesIn(formula.part);
    case 'equals':
    case 'unreadable':
      return [];
  }
}

export function comparisonsIn(formula: Formula): readonly Comparison[] {
  switch (formula.kind) {
    case 'equals':
      return [formula];
    case 'and':
    case 'or':
      return formula.parts.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(formula.part);
    case 'condition':
    case 'unreadable':
      return [];
  }
}

export type Comparison = Extract<Formula, { kind: 'equals' }>;

/** Whether a formula holds: three-valued, as `undefined` parts allow. */
export function decide(
  formula: Formula,
  equals: (comparison: Comparison) => boolean | undefined,
  holds: (name: string) => boolean | undefined,
): boolean | undefined {
  switch (formula.kind) {
    case 'equals':
      return equals(formula);
    case 'condition':
      return holds(formula.name);
    case 'not': {
      const part = decide(formula.part, equals, holds);
      return part === undefined ? undefined : !part;
    }
    case 'and':
    case 'or': {
      const parts = formula.parts.map((part) => decide(part, equals, holds));
      const deciding = formula.kind === 'or';
      if (parts.includes(deciding)) return deciding;
      return parts.includes(undefined) ? undefined : !deciding;
    }
    case 'unreadable':
      return undefined;
  }
}

/** The parameter that one side of a comparison is, if it is nothing else; `AWS::Region` counts as one. */
export function parameterOf(side: TemplateNode): string | undefined {
  const call = callOf(side);
  return call?.name === 'Ref' ? literalOf(call.argument) : undefined;
}
