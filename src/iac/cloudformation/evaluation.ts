import { functions } from './intrinsicFunctions.ts';
import type { Scope } from './scope.ts';
import { callOf, type MapNode, type TemplateNode } from './templateNode.ts';
import { joinParts, type TextPart } from './textParts.ts';

/** What a node is in one case. `node` is what stands for it: the branch that a condition selects, otherwise what is written. */
export type Resolved =
  | { readonly kind: 'text'; readonly parts: readonly TextPart[]; readonly plain: boolean; readonly node: TemplateNode }
  | { readonly kind: 'list'; readonly items: readonly TemplateNode[]; readonly node: TemplateNode }
  | { readonly kind: 'map'; readonly map: MapNode; readonly node: TemplateNode }
  /** AWS::NoValue: as if it were not written. */
  | { readonly kind: 'absent'; readonly node: TemplateNode }
  /** `sketch` stands for it within a text. */
  | { readonly kind: 'unknown'; readonly sketch: string; readonly node: TemplateNode };

export function unknown(node: TemplateNode, sketch = '${?}'): Resolved {
  return { kind: 'unknown', sketch, node };
}

export function textResult(parts: readonly TextPart[], node: TemplateNode): Resolved {
  const joined = joinParts(parts);
  return joined ? { kind: 'text', parts: joined, plain: false, node } : unknown(node);
}

export function literalResult(text: string, node: TemplateNode): Resolved {
  return textResult([{ kind: 'literal', text }], node);
}

export function listResult(items: readonly TemplateNode[], node: TemplateNode): Resolved {
  return { kind: 'list', items, node };
}

/** Evaluates a node, not what is in it: the items of a list and the values of a map are evaluated when they are asked for. */
export function resolve(node: TemplateNode, scope: Scope): Resolved {
  scope.budget.steps -= 1;
  if (scope.budget.steps < 0) return unknown(node);
  switch (node.kind) {
    case 'scalar':
      return literal(node.text, node.plain, node);
    case 'list':
      return listResult(node.items, node);
    case 'empty':
    case 'unread':
      return unknown(node);
    case 'map':
    case 'call': {
      const call = callOf(node);
      if (call) return functions.get(call.name)?.(call.argument, node, scope) ?? unknown(node);
      return node.kind === 'map' ? { kind: 'map', map: node, node } : unknown(node);
    }
  }
}

/**
 * A text as written. `{{resolve:ssm:…}}` is looked up when it is deployed; other braces are places that another tool fills (Serverless, Jinja, envsubst) or
 * that CloudFormation would only fill within Fn::Sub.
 */
function literal(text: string, plain: boolean, node: TemplateNode): Resolved {
  if (text.includes('${')) return unknown(node, text);
  if (text.includes('{{')) return unknown(node, `\${${text.slice(0, 200)}}`);
  return { kind: 'text', parts: [{ kind: 'literal', text }], plain, node };
}

/** The parts of what is put into a text; what is no text is open. */
export function partsOf(resolved: Resolved): readonly TextPart[] {
  if (resolved.kind === 'text') return resolved.parts;
  return [{ kind: 'open', sketch: resolved.kind === 'unknown' ? resolved.sketch : '${?}' }];
}

/** The text of a node that is literal through and through. */
export function literalText(resolved: Resolved): string | undefined {
  if (resolved.kind !== 'text') return undefined;
  const [only, ...others] = resolved.parts;
  return only?.kind === 'literal' && others.length === 0 && !only.text.includes('${') ? only.text : undefined;
}

/** The texts of a list, each evaluated; undefined where it cannot be told what is in the list. */
export function resolvedItems(resolved: Resolved, scope: Scope): readonly Resolved[] | undefined {
  if (resolved.kind !== 'list') return undefined;
  return resolved.items.map((item) => resolve(item, scope)).filter(({ kind }) => kind !== 'absent');
}
