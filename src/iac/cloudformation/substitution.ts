import { partsOf, resolve, type Resolved, textResult, unknown } from './evaluation.ts';
import { referenceTo } from './references.ts';
import type { Scope } from './scope.ts';
import { argumentsOf, entryOf, literalOf, type TemplateNode } from './templateNode.ts';
import type { TextPart } from './textParts.ts';

/** `${Name}`, `${Resource.Attribute}`, `${AWS::Region}`, and `${!Name}` for the text `${Name}`. */
const place = /\$\{([^{}]{0,400})\}/g;

/** Fn::Sub: a text with names in it, alone or with a map of names for it. */
export function substitute(argument: TemplateNode, node: TemplateNode, scope: Scope): Resolved {
  const [textNode, names] = argumentsOf(argument);
  const text = literalOf(textNode);
  if (text === undefined) return unknown(node);
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(place)) {
    parts.push(...plain(text.slice(from, match.index)), ...named((match[1] ?? '').trim(), names, node, scope));
    from = match.index + match[0].length;
    if (scope.budget.steps < 0) return unknown(node);
  }
  return textResult([...parts, ...plain(text.slice(from))], node);
}

/** Between the names: literal but for what is looked up or filled by another tool. */
function plain(text: string): TextPart[] {
  return text.includes('{{') || text.includes('${') ? [{ kind: 'open', sketch: `\${${text}}` }] : [{ kind: 'literal', text }];
}

function named(name: string, names: TemplateNode | undefined, node: TemplateNode, scope: Scope): readonly TextPart[] {
  if (name.startsWith('!')) return [{ kind: 'open', sketch: `\${${name.slice(1)}}` }];
  const given = entryOf(names, name);
  return partsOf(given ? resolve(given.value, scope) : referenceTo(name, node, scope));
}
