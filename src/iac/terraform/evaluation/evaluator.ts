import type { Block, Expression } from '../syntax/syntaxTypes.ts';
import { areSame, asText, type Evaluated, literal, unknown } from './evaluated.ts';
import { callFunction } from './functions.ts';
import { member } from './member.ts';
import { binary, unary } from './operators.ts';
import { References } from './references.ts';
import type { Located, Scope, TerraformModule } from './terraformModule.ts';

/** Values in values: what a chain of locals that each refer to the next may have. */
const maximumDepth = 400;

/** Says what expressions of a module come to, as far as its own files tell. */
export class Evaluator {
  readonly module: TerraformModule;
  private readonly references: References;
  private readonly known = new Map<Expression, Evaluated>();
  private depth = 0;

  constructor(module: TerraformModule) {
    this.module = module;
    this.references = new References(this);
  }

  evaluate(expression: Expression, scope: Scope): Evaluated {
    const before = this.known.get(expression);
    if (before) return before;
    const itself = unknown(scope.source.slice(expression.start, expression.end));
    if (this.depth > maximumDepth) return itself;
    // What refers to itself meets this.
    this.known.set(expression, itself);
    this.depth += 1;
    const value = this.valueOf(expression, scope, itself);
    this.depth -= 1;
    this.known.set(expression, value);
    return value;
  }

  /** Whether a resource is made: not with a literal count of 0, nor for each of nothing. */
  isThere({ item, scope }: Located<Block>): boolean {
    const attribute = (name: string): Evaluated | undefined => {
      const expression = item.body.attributes.find((other) => other.name === name)?.value;
      return expression && this.evaluate(expression, scope);
    };
    const count = attribute('count');
    if (count?.kind === 'literal' && Number(count.value) === 0 && count.value !== null) return false;
    const each = attribute('for_each');
    if (each?.kind === 'list') return each.items.length > 0;
    return each?.kind !== 'object' || each.entries.size > 0;
  }

  private valueOf(expression: Expression, scope: Scope, itself: Evaluated): Evaluated {
    const evaluate = (part: Expression): Evaluated => this.evaluate(part, scope);
    switch (expression.kind) {
      case 'literal':
        return literal(expression.value);
      case 'template': {
        const [only, ...others] = expression.parts;
        if (only !== undefined && typeof only !== 'string' && others.length === 0) return evaluate(only);
        return literal(expression.parts.map((part) => (typeof part === 'string' ? part : asText(evaluate(part)))).join(''));
      }
      case 'tuple':
        return { kind: 'list', items: expression.items.map(evaluate) };
      case 'object':
        return expression.entries.every(({ name }) => name !== undefined)
          ? { kind: 'object', entries: new Map(expression.entries.map(({ name, value }) => [name ?? '', evaluate(value)])) }
          : itself;
      case 'conditional': {
        const condition = evaluate(expression.condition);
        if (condition.kind === 'literal' && typeof condition.value === 'boolean')
          return evaluate(condition.value ? expression.yes : expression.no);
        const yes = evaluate(expression.yes);
        return areSame(yes, evaluate(expression.no)) === true ? yes : itself;
      }
      case 'unary':
        return unary(expression.operator, evaluate(expression.operand)) ?? itself;
      case 'binary':
        return binary(expression.operator, evaluate(expression.left), evaluate(expression.right)) ?? itself;
      case 'call':
        return (
          callFunction(
            expression.name,
            expression.args.map((arg) => () => this.argument(expression.name, arg, scope)),
          ) ?? itself
        );
      case 'traversal':
        return this.references.resolve(expression.root, expression.steps, scope) ?? itself;
      case 'access':
        return member(evaluate(expression.target), expression.steps, evaluate) ?? itself;
      case 'opaque':
        return itself;
    }
  }

  private argument(name: string, expression: Expression, scope: Scope): Evaluated {
    const only =
      name === 'one' && expression.kind === 'traversal' ? this.references.resolveOnly(expression.root, expression.steps) : undefined;
    return only ?? this.evaluate(expression, scope);
  }
}
