import type { Template } from './template.ts';
import type { TemplateNode } from './templateNode.ts';

/** A template in one case: what its parameters and conditions are in it. */
export interface Scope {
  readonly template: Template;
  /** Before the id of a resource, where several templates are read as one unit. */
  readonly prefix: string;
  /** The Region of the stack, as far as it is known in this case. */
  readonly region: string | undefined;
  /** The text that a parameter has in this case; undefined when it can be several. */
  parameter(name: string): string | undefined;
  /** Whether a condition holds in this case; undefined when it cannot be told. */
  holds(condition: string): boolean | undefined;
  /** How much may still be evaluated, over all cases: what is left when nothing is left is unknown. */
  readonly budget: { steps: number };
}

/** The beginnings of the types whose parameters are lists, written with commas. */
const listTypes = /^(?:CommaDelimitedList|List<)/;
/** Types whose default is the name of what has the value. */
const lookedUpType = 'AWS::SSM::Parameter::Value<';

/** The value of a parameter that nothing but the template decides: the one allowed value. */
export function onlyValueOf(template: Template, name: string): string | undefined {
  const parameter = template.parameters.get(name);
  return parameter && !parameter.type.startsWith(lookedUpType) && parameter.allowed?.length === 1 ? parameter.allowed[0] : undefined;
}

/** The value that a parameter has when nothing else is given. */
export function defaultOf(template: Template, name: string): string | undefined {
  const parameter = template.parameters.get(name);
  return parameter && !parameter.type.startsWith(lookedUpType) ? (onlyValueOf(template, name) ?? parameter.defaultText) : undefined;
}

export function isListParameter(template: Template, name: string): boolean {
  return listTypes.test(template.parameters.get(name)?.type ?? '');
}

/** The partition that a Region belongs to, and the suffix of its service names. */
export function partitionOf(region: string): { partition: string; suffix: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', suffix: 'amazonaws.com.cn' };
  return { partition: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', suffix: 'amazonaws.com' };
}

/** A node that is not written: an item of a text that is split, at the place of the whole. */
export function scalarAt(text: string, { start, end }: Pick<TemplateNode, 'start' | 'end'>): TemplateNode {
  return { kind: 'scalar', text, plain: false, start, end };
}
