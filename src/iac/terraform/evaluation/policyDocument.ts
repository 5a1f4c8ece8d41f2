import type { Block, Body, Expression } from '../syntax/syntaxTypes.ts';
import { asJson, asText, type Evaluated, literal } from './evaluated.ts';
import type { Evaluator } from './evaluator.ts';
import type { Located, Scope } from './terraformModule.ts';

/** Arguments and blocks that bring statements from elsewhere: with one of them, the statements cannot be told. */
const fromElsewhere = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/** The JSON text that `data.aws_iam_policy_document` comes to, as the AWS provider's documentation says; undefined where not even its statements can be told. */
export function policyDocument({ item, scope }: Located<Block>, evaluator: Evaluator): Evaluated | undefined {
  const { attributes, blocks } = item.body;
  if (item.damaged || attributes.some(({ name }) => fromElsewhere.includes(name))) return undefined;
  if (blocks.some(({ type, labels }) => type.text === 'dynamic' && labels[0]?.text === 'statement')) return undefined;
  const reader = new StatementReader(scope, evaluator);
  const statements = blocks.filter(({ type }) => type.text === 'statement').map(({ body }) => reader.statement(body));
  const version = reader.argument(item.body, 'version') ?? literal('2012-10-17');
  const json = asJson(object({ Version: version, Statement: { kind: 'list', items: statements } }));
  return json === undefined ? undefined : literal(json);
}

function object(entries: Readonly<Record<string, Evaluated | undefined>>): Evaluated {
  return { kind: 'object', entries: new Map(Object.entries(entries).flatMap(([name, value]) => (value ? [[name, value] as const] : []))) };
}

class StatementReader {
  private readonly scope: Scope;
  private readonly evaluator: Evaluator;

  constructor(scope: Scope, evaluator: Evaluator) {
    this.scope = scope;
    this.evaluator = evaluator;
  }

  statement(body: Body): Evaluated {
    return object({
      Sid: this.argument(body, 'sid'),
      Effect: this.argument(body, 'effect') ?? literal('Allow'),
      Principal: this.principals(body, 'principals'),
      NotPrincipal: this.principals(body, 'not_principals'),
      Action: this.argument(body, 'actions'),
      NotAction: this.argument(body, 'not_actions'),
      Resource: this.argument(body, 'resources'),
      NotResource: this.argument(body, 'not_resources'),
      Condition: this.conditions(body),
    });
  }

  argument(body: Body, name: string): Evaluated | undefined {
    const expression: Expression | undefined = body.attributes.find((attribute) => attribute.name === name)?.value;
    const value = expression && this.evaluator.evaluate(expression, this.scope);
    return value?.kind === 'literal' && value.value === null ? undefined : value;
  }

  private principals(body: Body, name: string): Evaluated | undefined {
    const blocks = this.blocks(body, name);
    if (blocks === undefined) return literal(`\${dynamic.${name}}`);
    const byType = this.grouped(
      blocks.map((block) => ({ key: this.argument(block, 'type'), values: this.argument(block, 'identifiers') })),
    );
    if (byType.size === 0) return undefined;
    const everyone = byType.get('*');
    return everyone && byType.size === 1 ? literal('*') : { kind: 'object', entries: byType };
  }

  private conditions(body: Body): Evaluated | undefined {
    const blocks = this.blocks(body, 'condition');
    if (blocks === undefined) return object({ '${dynamic.condition}': literal('${dynamic.condition}') });
    const tests = [...new Set(blocks.map((block) => asText(this.argument(block, 'test') ?? literal('${…}'))))];
    const entries = tests.map((test) => {
      const ofTest = blocks.filter((block) => asText(this.argument(block, 'test') ?? literal('${…}')) === test);
      const grouped = this.grouped(
        ofTest.map((block) => ({ key: this.argument(block, 'variable'), values: this.argument(block, 'values') })),
      );
      return [test, { kind: 'object', entries: grouped }] as const;
    });
    return entries.length > 0 ? { kind: 'object', entries: new Map(entries) } : undefined;
  }

  /** Several blocks of the same kind add up. */
  private grouped(
    groups: readonly { readonly key: Evaluated | undefined; readonly values: Evaluated | undefined }[],
  ): Map<string, Evaluated> {
    const result = new Map<string, Evaluated>();
    for (const { key, values } of groups) {
      const name = key ? asText(key) : '${…}';
      const before = result.get(name);
      const items = [before, values ?? literal('${…}')].flatMap((value) => (value?.kind === 'list' ? value.items : value ? [value] : []));
      result.set(name, { kind: 'list', items });
    }
    return result;
  }

  /** The blocks of a name; undefined where some are made by an expression. */
  private blocks(body: Body, name: string): Body[] | undefined {
    if (body.blocks.some(({ type, labels }) => type.text === 'dynamic' && labels[0]?.text === name)) return undefined;
    return body.blocks.filter(({ type }) => type.text === name).map((block) => block.body);
  }
}
