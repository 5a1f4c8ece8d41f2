import type { Evaluator } from './evaluation/evaluator.ts';
import { regionOf } from './evaluation/providers.ts';
import { offsetsIn, type TerraformModule } from './evaluation/terraformModule.ts';
import type { Span } from './syntax/syntaxTypes.ts';

/** A CloudFormation template that stands in a file of Terraform. */
export interface NestedTemplate {
  /** The file it stands in. */
  readonly path: string;
  /** The address of its stack. */
  readonly stack: string;
  readonly text: string;
  /** Where it stands, in UTF-16 code units of the file: the template itself where it is there as it is, the expression that makes it otherwise. */
  readonly range: Span;
  /** The template stands in the file character by character, so a place in it is a place in the file. Otherwise all of it is at the range. */
  readonly verbatim: boolean;
  readonly region?: string;
}

/**
 * The template bodies of the stacks of a module, given as heredocs, texts or with jsonencode. A body with something in it that cannot be told is left
 * out: in a template, the text that stands for it would be taken for a value.
 */
export function nestedTemplates(module: TerraformModule, evaluator: Evaluator): NestedTemplate[] {
  return Array.from(module.resources).flatMap(([stack, located]) => {
    const { item, scope } = located;
    if (item.labels[0]?.text !== 'aws_cloudformation_stack' || !evaluator.isThere(located)) return [];
    const expression = item.body.attributes.find(({ name }) => name === 'template_body')?.value;
    const body = expression && evaluator.evaluate(expression, scope);
    if (!expression || body?.kind !== 'literal' || typeof body.value !== 'string') return [];
    const [only, ...others] = expression.kind === 'template' ? expression.parts : [];
    const content = expression.kind === 'template' ? expression.content : expression;
    const written = scope.source.slice(content.start, content.end);
    // The indentation of a heredoc is no part of the text, and none of the template's meaning: as it is written, its places are the file's.
    const isHeredoc = expression.kind === 'template' && expression.isHeredoc && !/[$%]\{/.test(written);
    const verbatim = isHeredoc || (typeof only === 'string' && others.length === 0 && only === written);
    if (!verbatim && hasUntold(body.value, written)) return [];
    const { value } = regionOf(located, evaluator);
    return [
      {
        path: scope.file.path,
        stack,
        text: verbatim ? written : body.value,
        range: offsetsIn(scope, verbatim ? content : expression),
        verbatim,
        ...(value?.kind === 'literal' && { region: String(value.value) }),
      },
    ];
  });
}

/** References of the template itself (`Fn::Sub`), which Terraform has as `$${`, are no values that cannot be told. */
function hasUntold(text: string, written: string): boolean {
  const count = (pattern: RegExp, of: string): number => Array.from(of.matchAll(pattern)).length;
  return count(/\$\{/g, text) > count(/\$\$\{/g, written);
}
