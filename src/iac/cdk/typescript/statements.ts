import type { File } from '@babel/parser';
import { deepestNesting, type Expression, type ImportedName, type Statement } from '../program/program.ts';
import { ExpressionReader, nameOfKey, namesIn, type ParsedNode, type ParsedStatement, spanOf, type Statements } from './expressions.ts';

type Of<T extends ParsedStatement['type']> = Extract<ParsedStatement, { type: T }>;

/** The statements of a syntax tree as those of a program. */
export function statementsOf(file: File): Statement[] {
  return new StatementReader().list(file.program.body, 0);
}

class StatementReader implements Statements {
  private readonly expressions = new ExpressionReader(this);

  list(nodes: readonly ParsedNode[], depth: number): Statement[] {
    return depth > deepestNesting ? [] : nodes.flatMap((node) => this.read(node as ParsedStatement, depth));
  }

  ofBlock(block: Of<'BlockStatement'>, depth: number): Statement[] {
    return this.list(block.body, depth);
  }

  private read(node: ParsedStatement, depth: number): Statement[] {
    const span = spanOf(node);
    const expression = (inner: ParsedNode): Expression => this.expressions.read(inner, depth + 1);
    const body = (inner: ParsedNode | null | undefined): Statement[] => (inner ? this.list([inner], depth + 1) : []);
    const branch = (inner: ParsedStatement | null | undefined): Statement[] =>
      inner?.type === 'BlockStatement' ? this.ofBlock(inner, depth + 1) : body(inner);
    switch (node.type) {
      case 'ImportDeclaration':
        return [{ ...span, kind: 'import', names: importedNames(node) }];
      case 'TSImportEqualsDeclaration': {
        const { moduleReference: reference } = node;
        if (reference.type !== 'TSExternalModuleReference') return [];
        return [{ ...span, kind: 'import', names: [{ local: node.id.name, module: reference.expression.value }] }];
      }
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        return node.declaration ? body(node.declaration) : [];
      case 'VariableDeclaration':
        return node.declarations.flatMap((declarator) =>
          this.variable(declarator, span, node.kind === 'var' ? 'function' : 'block', depth),
        );
      case 'ExpressionStatement': {
        const { expression: inner } = node;
        if (inner.type !== 'AssignmentExpression') return [{ ...span, kind: 'evaluate', expression: expression(inner) }];
        const value = expression(inner.right);
        // `+=` and its like make a value that is not read.
        const written: Expression = inner.operator === '=' ? value : { ...spanOf(inner), kind: 'other', parts: [value] };
        return targets(inner.left, expression).map((target) => ({
          ...span,
          kind: 'write',
          target: target.expression,
          value: target.whole ? written : { ...spanOf(inner), kind: 'other', parts: [written] },
          declared: 'before',
        }));
      }
      case 'IfStatement':
        return [{ ...span, kind: 'if', test: expression(node.test), then: branch(node.consequent), otherwise: branch(node.alternate) }];
      case 'ForStatement':
        return [
          {
            ...span,
            kind: 'maybe',
            body: [...body(node.init?.type === 'VariableDeclaration' ? node.init : undefined), ...body(node.body)],
          },
        ];
      case 'ForInStatement':
      case 'ForOfStatement':
        return [
          {
            ...span,
            kind: 'maybe',
            body: [
              ...(node.left.type === 'VariableDeclaration' ? body(node.left) : []),
              { ...spanOf(node.right), kind: 'evaluate', expression: expression(node.right) },
              ...body(node.body),
            ],
          },
        ];
      case 'WhileStatement':
      case 'DoWhileStatement':
        return [{ ...span, kind: 'maybe', body: body(node.body) }];
      case 'SwitchStatement':
        return node.cases.map(({ consequent }) => ({ ...span, kind: 'maybe', body: this.list(consequent, depth + 1) }));
      case 'TryStatement':
        return [
          { ...span, kind: 'block', body: this.ofBlock(node.block, depth + 1) },
          ...(node.handler ? [{ ...span, kind: 'maybe' as const, body: this.ofBlock(node.handler.body, depth + 1) }] : []),
          ...(node.finalizer ? [{ ...span, kind: 'block' as const, body: this.ofBlock(node.finalizer, depth + 1) }] : []),
        ];
      case 'BlockStatement':
        return [{ ...span, kind: 'block', body: this.ofBlock(node, depth + 1) }];
      case 'LabeledStatement':
        return body(node.body);
      case 'ReturnStatement':
        return [{ ...span, kind: 'leave', ...(node.argument && { value: expression(node.argument) }) }];
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return [{ ...span, kind: 'leave' }];
      case 'FunctionDeclaration':
        return [
          {
            ...span,
            kind: 'function',
            name: node.id?.name ?? '',
            method: false,
            parameters: node.params.flatMap((parameter) => namesIn(parameter)),
            body: this.ofBlock(node.body, depth + 1),
          },
        ];
      case 'ClassDeclaration':
        return this.ofClass(node, depth);
      case 'TSEnumDeclaration':
        return [{ ...span, kind: 'write', target: named(node.id), value: this.enumeration(node, depth), declared: 'block' }];
      default:
        return [];
    }
  }

  ofClass(node: Parameters<Statements['ofClass']>[0], depth: number): Statement[] {
    const span = spanOf(node);
    const members = node.body.body.flatMap((member): Statement[] => {
      const inner = spanOf(member);
      switch (member.type) {
        case 'ClassMethod':
        case 'ClassPrivateMethod':
          return [
            // A constructor's parameter with a modifier is a member.
            ...member.params
              .flatMap((parameter) => (parameter.type === 'TSParameterProperty' ? namesIn(parameter) : []))
              .map((name): Statement => ({
                ...inner,
                kind: 'write',
                target: ownMember(name, member),
                value: { ...inner, kind: 'other', parts: [] },
                declared: 'before',
              })),
            {
              ...inner,
              kind: 'function',
              name: nameOfKey({ key: member.key, computed: member.type === 'ClassMethod' && member.computed }) ?? '',
              method: true,
              parameters: member.params.flatMap((parameter) => namesIn(parameter)),
              body: this.ofBlock(member.body, depth + 1),
            },
          ];
        case 'ClassProperty':
        case 'ClassPrivateProperty': {
          const name = nameOfKey({ key: member.key, computed: member.type === 'ClassProperty' && member.computed });
          if (name === undefined || !member.value) return [];
          const value = this.expressions.read(member.value, depth + 1);
          return [{ ...inner, kind: 'write', target: ownMember(name, member.key), value, declared: 'before' }];
        }
        case 'StaticBlock':
          return [{ ...inner, kind: 'block', body: this.list(member.body, depth + 1) }];
        default:
          return [];
      }
    });
    const bases = node.superClass ? [this.expressions.read(node.superClass, depth + 1)] : [];
    return [{ ...span, kind: 'class', name: node.id?.name ?? '', bases, body: members }];
  }

  private variable(
    { id, init }: Of<'VariableDeclaration'>['declarations'][number],
    span: { start: number; end: number },
    declared: 'block' | 'function',
    depth: number,
  ): Statement[] {
    const module = init ? requiredModule(init) : undefined;
    if (module !== undefined) return [{ ...span, kind: 'import', names: namesOfRequire(id, module) }];
    const value = init ? this.expressions.read(init, depth + 1) : undefined;
    if (id.type === 'Identifier') return [{ ...span, kind: 'write', target: named(id), ...(value && { value }), declared }];
    // What destructuring gives to the names is not followed, except for `{ name } = value`, which is what members are taken out with.
    return destructured(id).map(({ target, member }): Statement => ({
      ...span,
      kind: 'write',
      target,
      declared,
      value:
        member !== undefined && value
          ? { start: target.start, end: target.end, kind: 'member', of: value, name: member, nameSpan: target }
          : { ...spanOf(id), kind: 'other', parts: value ? [value] : [] },
    }));
  }

  private enumeration(node: Of<'TSEnumDeclaration'>, depth: number): Expression {
    // Babel 8 has the members in a body of their own.
    const members = node.body.members;
    return {
      ...spanOf(node),
      kind: 'object',
      entries: members.flatMap((member) => {
        const name = nameOfKey({ key: member.id });
        if (name === undefined || !member.initializer) return [];
        return [{ kind: 'named' as const, name, nameSpan: spanOf(member.id), value: this.expressions.read(member.initializer, depth + 1) }];
      }),
    };
  }
}

function named(id: ParsedNode & { name: string }): Extract<Expression, { kind: 'name' }> {
  // The place of an identifier with a type ends behind the type.
  const { start } = spanOf(id);
  return { start, end: start + id.name.length, kind: 'name', name: id.name };
}

function ownMember(name: string, key: ParsedNode): Expression {
  const span = spanOf(key);
  return { ...span, kind: 'member', of: { start: span.start, end: span.start, kind: 'self' }, name, nameSpan: span };
}

/** What an assignment writes to; a pattern writes parts of the value to several. */
function targets(left: ParsedNode, expression: (node: ParsedNode) => Expression): { expression: Expression; whole: boolean }[] {
  if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern')
    return namesIn(left).map((name) => ({ expression: { ...spanOf(left), kind: 'name', name }, whole: false }));
  return [{ expression: expression(left), whole: true }];
}

function destructured(pattern: ParsedNode): { target: Extract<Expression, { kind: 'name' }>; member?: string }[] {
  const { properties } = pattern as { properties?: (ParsedNode & { key?: ParsedNode; value?: ParsedNode; computed?: boolean })[] };
  const single = new Map(
    (properties ?? []).flatMap(({ key, value, computed }) => {
      const member = key && nameOfKey({ key, computed });
      const { name } = (value ?? {}) as { name?: string };
      return member !== undefined && value?.type === 'Identifier' && name !== undefined ? [[name, { member, value }] as const] : [];
    }),
  );
  return namesIn(pattern).map((name) => {
    const found = single.get(name);
    return found
      ? { target: named({ ...found.value, name }), member: found.member }
      : { target: { ...spanOf(pattern), kind: 'name', name } };
  });
}

function importedNames({ source, specifiers }: Of<'ImportDeclaration'>): ImportedName[] {
  return specifiers.map((specifier) => {
    const local = specifier.local.name;
    if (specifier.type !== 'ImportSpecifier') return { local, module: source.value };
    const { imported } = specifier;
    return { local, module: source.value, exported: imported.type === 'Identifier' ? imported.name : imported.value };
  });
}

/** The module of `require('module')`. */
function requiredModule(init: ParsedNode): string | undefined {
  const {
    type,
    callee,
    arguments: given,
  } = init as { type: string; callee?: ParsedNode & { name?: string }; arguments?: (ParsedNode & { value?: unknown })[] };
  if (type !== 'CallExpression' || callee?.type !== 'Identifier' || callee.name !== 'require') return undefined;
  const [module] = given ?? [];
  return module?.type === 'StringLiteral' && typeof module.value === 'string' ? module.value : undefined;
}

function namesOfRequire(id: ParsedNode, module: string): ImportedName[] {
  if (id.type === 'Identifier') return [{ local: (id as ParsedNode & { name: string }).name, module }];
  return destructured(id).map(({ target, member }) => ({ local: target.name, module, exported: member ?? '' }));
}
