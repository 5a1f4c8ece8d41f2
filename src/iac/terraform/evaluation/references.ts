import type { Block, Expression, Step } from '../syntax/syntaxTypes.ts';
import { areSame, asText, type Evaluated, isTold, literal } from './evaluated.ts';
import type { Evaluator } from './evaluator.ts';
import { member } from './member.ts';
import { policyDocument } from './policyDocument.ts';
import { partitionOf, regionOf } from './providers.ts';
import type { Located, Scope } from './terraformModule.ts';

/** Attributes that have one name in the model, and others in the two providers. */
const identifiers: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_user_pool: ['id'],
  awscc_cognito_user_pool: ['id', 'user_pool_id'],
  aws_kms_key: ['id', 'key_id'],
  awscc_kms_key: ['id', 'key_id'],
  aws_kms_replica_key: ['id', 'key_id'],
  awscc_kms_replica_key: ['id', 'key_id'],
};

/** Says what names stand for: variables, locals, data sources and resources of the module. Undefined for all that cannot be told. */
export class References {
  private readonly evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  resolve(root: string, steps: readonly Step[], scope: Scope): Evaluated | undefined {
    const [first, ...rest] = steps;
    if (first?.kind !== 'attribute') return undefined;
    const evaluate = (index: Expression): Evaluated => this.evaluator.evaluate(index, scope);
    if (root === 'var') return then(this.variable(first.name), rest, evaluate);
    if (root === 'local') {
      const local = this.evaluator.module.locals.get(first.name);
      return local && then(this.evaluator.evaluate(local.item, local.scope), rest, evaluate);
    }
    const [second, ...others] = rest;
    if (root === 'data')
      return second?.kind === 'attribute' ? this.dataSource(`data.${first.name}.${second.name}`, first.name, others) : undefined;
    const address = `${root}.${first.name}`;
    const resource = this.evaluator.module.resources.get(address);
    if (!resource || !this.evaluator.isThere(resource)) return undefined;
    const attribute = instanceSteps(resource.item, rest, evaluate);
    return attribute === undefined ? undefined : this.attributeOf(resource, root, address, attribute);
  }

  /** The only instance of a resource with a count, as `one(resource.name[*].attribute)` takes it: as a list of one, or of none where the count is 0. */
  resolveOnly(root: string, steps: readonly Step[]): Evaluated | undefined {
    const [name, splat, attribute, ...rest] = steps;
    if (name?.kind !== 'attribute' || splat?.kind !== 'splat' || attribute?.kind !== 'attribute' || rest.length > 0) return undefined;
    const address = `${root}.${name.name}`;
    const resource = this.evaluator.module.resources.get(address);
    if (!resource || !argument(resource.item, 'count')) return undefined;
    if (!this.evaluator.isThere(resource)) return { kind: 'list', items: [] };
    return { kind: 'list', items: [this.attributeOf(resource, root, address, attribute.name)] };
  }

  /** A default of null says that whoever calls the module decides; so do several values that may be chosen from. */
  private variable(name: string): Evaluated | undefined {
    const [value, ...others] = (this.evaluator.module.variables.get(name) ?? []).map(({ item, scope }) =>
      this.evaluator.evaluate(item, scope),
    );
    if (!value || (value.kind === 'literal' && value.value === null)) return undefined;
    return others.every((other) => areSame(value, other) === true) ? value : undefined;
  }

  private attributeOf(resource: Located<Block>, type: string, address: string, name: string): Evaluated {
    if (type === 'aws_kms_alias') {
      const alias = this.aliasAttribute(resource, address, name);
      if (alias) return alias;
    }
    const attribute = identifiers[type]?.includes(name) ? 'id' : name;
    const written = attribute === 'id' || attribute === 'arn' ? undefined : this.argumentOf(resource, name);
    return written ?? { kind: 'attribute', resource: address, attribute };
  }

  /** An alias stands for itself by its name, whichever way it is referred to; that of its target for the key. */
  private aliasAttribute(resource: Located<Block>, address: string, name: string): Evaluated | undefined {
    if (name === 'arn' || name === 'name' || name === 'id') {
      return this.argumentOf(resource, 'name') ?? literal(`alias/\${${address}.name}`);
    }
    const target = name.startsWith('target_key_') ? this.argumentOf(resource, 'target_key_id') : undefined;
    return target?.kind === 'attribute' ? { ...target, attribute: name === 'target_key_arn' ? 'arn' : 'id' } : undefined;
  }

  /** An attribute that is what the code gives it. */
  private argumentOf({ item, scope }: Located<Block>, name: string): Evaluated | undefined {
    const expression = argument(item, name);
    const value = expression && this.evaluator.evaluate(expression, scope);
    if (value?.kind === 'attribute') return value;
    return value?.kind === 'literal' && value.value !== null && isTold(String(value.value)) ? value : undefined;
  }

  private dataSource(address: string, type: string, steps: readonly Step[]): Evaluated | undefined {
    const source = this.evaluator.module.data.get(address);
    const [attribute, ...rest] = steps;
    if (!source || attribute?.kind !== 'attribute' || rest.length > 0) return undefined;
    const { name } = attribute;
    if (type === 'aws_iam_policy_document')
      return name === 'json' || name === 'minified_json' ? policyDocument(source, this.evaluator) : undefined;
    if (type === 'aws_region' && (name === 'region' || name === 'name' || name === 'id')) return regionOf(source, this.evaluator).value;
    // Of the account it is enough to know that it is the deployment's own.
    if (type === 'aws_caller_identity' && (name === 'account_id' || name === 'id')) return literal(`\${${address}.account_id}`);
    if (type === 'aws_partition' && (name === 'partition' || name === 'dns_suffix')) {
      const region = regionOf(source, this.evaluator).value;
      return region ? literal(partitionOf(asText(region))[name]) : name === 'partition' ? literal(`\${${address}.partition}`) : undefined;
    }
    return this.argumentOf(source, type === 'aws_kms_alias' && name === 'arn' ? 'name' : name);
  }
}

function then(value: Evaluated | undefined, steps: readonly Step[], evaluate: (index: Expression) => Evaluated): Evaluated | undefined {
  return value && steps.length > 0 ? member(value, steps, evaluate) : value;
}

/** The attribute that is asked for, of the one instance there is: the first of those that are counted, or the one of the same key. */
function instanceSteps(block: Block, steps: readonly Step[], evaluate: (index: Expression) => Evaluated): string | undefined {
  const [first, second, ...rest] = steps;
  const isMany = argument(block, 'count') !== undefined || argument(block, 'for_each') !== undefined;
  if (!isMany) return first?.kind === 'attribute' && !second ? first.name : undefined;
  if (first?.kind !== 'index' || second?.kind !== 'attribute' || rest.length > 0) return undefined;
  const { index } = first;
  if (argument(block, 'count')) {
    const number = evaluate(index);
    const isFirst = number.kind === 'literal' && number.value === 0;
    return isFirst || isName(index, 'count', 'index') ? second.name : undefined;
  }
  return isName(index, 'each', 'key') || isName(index, 'each', 'value') ? second.name : undefined;
}

function isName(expression: Expression, root: string, name: string): boolean {
  if (expression.kind !== 'traversal' || expression.root !== root) return false;
  const [step, ...rest] = expression.steps;
  return step?.kind === 'attribute' && step.name === name && rest.length === 0;
}

function argument(block: Block, name: string): Expression | undefined {
  return block.body.attributes.find((attribute) => attribute.name === name)?.value;
}
