import { listResult, literalText, partsOf, resolve, type Resolved, resolvedItems, textResult, unknown } from './evaluation.ts';
import { referenceTo } from './references.ts';
import { type Scope, scalarAt } from './scope.ts';
import { substitute } from './substitution.ts';
import { argumentsOf, literalOf, type TemplateNode, valueOf } from './templateNode.ts';

/**
 * A function of templates: its argument, the node that it is written in, the case. Source: "Intrinsic function reference" of the AWS CloudFormation
 * Template Reference Guide.
 */
type IntrinsicFunction = (argument: TemplateNode, node: TemplateNode, scope: Scope) => Resolved;

/** How many items of a list are looked at; the longest lists of templates are Availability Zones and subnets. */
const mostItems = 1000;

/**
 * Those that can be evaluated. Every other one is unknown: Fn::Base64, Fn::Cidr, Fn::GetAZs, Fn::Transform, Fn::Length, Fn::ToJsonString, and those to come.
 */
export const functions: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', substitute],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', branch],
  ['Fn::ImportValue', importValue],
]);

function ref(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const name = literalOf(argument);
  return name === undefined ? unknown(node) : referenceTo(name, node, scope);
}

/** `Pool.Arn` or a list of the two; the attribute may itself be a Ref. */
function getAtt(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const names = argumentsOf(argument).map((item) => literalText(resolve(item, scope)));
  const known = names.filter((name) => name !== undefined && name !== '');
  if (known.length !== names.length || names.length > 2) return unknown(node);
  return referenceTo(known.join('.'), node, scope, 'attribute');
}

function join(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [delimiterNode, listNode] = argumentsOf(argument);
  const delimiter = delimiterNode && literalOf(delimiterNode);
  const items = listNode && resolvedItems(resolve(listNode, scope), scope);
  if (delimiter === undefined || !items || items.length > mostItems) return unknown(node);
  return textResult(
    items.flatMap((item, index) => [...(index > 0 ? [{ kind: 'literal' as const, text: delimiter }] : []), ...partsOf(item)]),
    node,
  );
}

function select(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [indexNode, listNode] = argumentsOf(argument);
  if (!indexNode || !listNode) return unknown(node);
  const index = literalText(resolve(indexNode, scope)) ?? '';
  const list = resolve(listNode, scope);
  if (list.kind !== 'list' || !/^\d{1,4}$/.test(index)) return unknown(node);
  const item = list.items[Number(index)];
  return item ? { ...resolve(item, scope), node } : unknown(node);
}

function split(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [delimiterNode, textNode] = argumentsOf(argument);
  const delimiter = literalOf(delimiterNode);
  const text = textNode && literalText(resolve(textNode, scope));
  if (delimiter === undefined || delimiter === '' || text === undefined) return unknown(node);
  return listResult(
    text.split(delimiter, mostItems).map((item) => scalarAt(item, node)),
    node,
  );
}

/** Map, first key, second key, and with AWS::LanguageExtensions what it is otherwise. */
function findInMap(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [mapNode, firstNode, secondNode, otherwise] = argumentsOf(argument);
  const keys = [mapNode, firstNode, secondNode].map((key) => key && literalText(resolve(key, scope)));
  if (!keys.every((key) => key !== undefined)) return unknown(node);
  const found = keys.reduce<TemplateNode | undefined>((map, key) => valueOf(map, key), scope.template.mappings);
  if (found) return { ...resolve(found, scope), node };
  const fallback = valueOf(otherwise, 'DefaultValue');
  return fallback ? { ...resolve(fallback, scope), node } : unknown(node);
}

function branch(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [conditionNode, whenTrue, whenFalse] = argumentsOf(argument);
  const condition = literalOf(conditionNode);
  const holds = condition === undefined ? undefined : scope.holds(condition);
  const chosen = holds === undefined ? undefined : holds ? whenTrue : whenFalse;
  return chosen ? resolve(chosen, scope) : unknown(node);
}

function importValue(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const name = literalText(resolve(argument, scope));
  return name === undefined || name === '' ? unknown(node) : textResult([{ kind: 'import', name }], node);
}
