import type { Block, Expression, Span } from '../syntax/syntaxTypes.ts';
import { type Evaluated, literal } from './evaluated.ts';
import type { Evaluator } from './evaluator.ts';
import type { Located } from './terraformModule.ts';

/**
 * The Region that a resource or data source is in, undefined where it cannot be told, and the place in its block that says so: its argument `region` (AWS provider 6),
 * the provider it names, or its type where it takes the default provider.
 */
export function regionOf(
  { item, scope }: Located<Block>,
  evaluator: Evaluator,
): { readonly value: Evaluated | undefined; readonly span: Span } {
  const region = attribute(item, 'region');
  if (region) return { value: told(evaluator.evaluate(region, scope)), span: region };
  const type = item.labels[0] ?? item.type;
  const named = attribute(item, 'provider');
  const provider = named ? providerName(named) : { name: type.text.split('_', 1)[0] ?? '', alias: undefined };
  const span = named ?? type;
  if (!provider) return { value: undefined, span };
  const block = evaluator.module.providers.find(
    (other) => other.item.labels[0]?.text === provider.name && aliasOf(other, evaluator) === provider.alias,
  );
  const written = block && attribute(block.item, 'region');
  const value = block && written && told(evaluator.evaluate(written, block.scope));
  // What is known from outside is the Region of the deployment, which is what the default provider takes.
  const fromOutside = provider.alias === undefined && scope.file.region !== undefined ? literal(scope.file.region) : undefined;
  return { value: value ?? fromOutside, span };
}

/** The partition that a Region belongs to, as `data.aws_partition` gives it. */
export function partitionOf(region: string): { readonly partition: string; readonly dns_suffix: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', dns_suffix: 'amazonaws.com.cn' };
  return { partition: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', dns_suffix: 'amazonaws.com' };
}

function aliasOf({ item, scope }: Located<Block>, evaluator: Evaluator): string | undefined {
  const alias = attribute(item, 'alias');
  const value = alias && evaluator.evaluate(alias, scope);
  return value?.kind === 'literal' ? String(value.value) : value && '';
}

/** `aws.secondary`, which older code has in quotes. */
function providerName(expression: Expression): { name: string; alias: string | undefined } | undefined {
  if (expression.kind === 'traversal') {
    const [alias] = expression.steps;
    return { name: expression.root, alias: alias?.kind === 'attribute' ? alias.name : undefined };
  }
  const [text] = expression.kind === 'template' ? expression.parts : [];
  if (typeof text !== 'string') return undefined;
  const [name = '', alias] = text.split('.');
  return { name, alias };
}

function told(value: Evaluated): Evaluated | undefined {
  return value.kind === 'literal' && typeof value.value === 'string' && !value.value.includes('${') ? value : undefined;
}

function attribute(block: Block, name: string): Expression | undefined {
  return block.body.attributes.find((other) => other.name === name)?.value;
}
