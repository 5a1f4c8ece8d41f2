import { deepestNesting, type Expression, type ImportedName, type Statement } from '../program/program.ts';
import { PythonExpressions } from './expressions.ts';
import { child, type PythonNode } from './syntax.ts';

/** The statements of Python's syntax tree as those of a program. */
export function pythonStatements(module: PythonNode, text: string): Statement[] {
  return new PythonStatements(text).list(module.children, { self: undefined, inClass: false }, 0);
}

interface Around {
  /** What the method around calls its object. */
  readonly self: string | undefined;
  /** Directly in a class, where functions are methods and names are members. */
  readonly inClass: boolean;
}

class PythonStatements {
  private readonly expressions: PythonExpressions;

  constructor(text: string) {
    this.expressions = new PythonExpressions(text);
  }

  list(nodes: readonly PythonNode[], around: Around, depth: number): Statement[] {
    return depth > deepestNesting ? [] : nodes.flatMap((node) => this.read(node, around, depth));
  }

  private read(node: PythonNode, around: Around, depth: number): Statement[] {
    const span = { start: node.start, end: node.end };
    const expression = (inner: PythonNode): Expression => this.expressions.read(inner, around.self, depth + 1);
    const body = (inner: PythonNode | undefined): Statement[] => (inner ? this.list(inner.children, around, depth + 1) : []);
    switch (node.type) {
      case 'import_statement':
      case 'import_from_statement':
        return [{ ...span, kind: 'import', names: this.importedNames(node) }];
      case 'expression_statement':
        return node.children.flatMap((inner) => this.evaluated(inner, around, depth));
      case 'if_statement':
      case 'elif_clause':
        return this.choice(
          node,
          node.children.filter(({ field }) => field === 'alternative'),
          around,
          depth,
        );
      case 'for_statement': {
        const [left, right] = [child(node, 'left'), child(node, 'right')];
        const names = this.given(left);
        const iterated: Statement[] = right ? [{ ...span, kind: 'evaluate', expression: expression(right) }] : [];
        return [{ ...span, kind: 'maybe', body: [...names, ...iterated, ...body(child(node, 'body'))] }];
      }
      case 'while_statement':
        return [{ ...span, kind: 'maybe', body: body(child(node, 'body')) }];
      case 'with_statement':
        return [...node.children.flatMap((inner) => this.aliases(inner)), ...body(child(node, 'body'))];
      case 'try_statement':
        return node.children.flatMap((part): Statement[] => {
          if (part.field === 'body') return this.list(part.children, around, depth + 1);
          const block = part.children.findLast(({ type }) => type === 'block');
          const statements = body(block);
          return part.type === 'finally_clause' || part.type === 'else_clause'
            ? statements
            : [{ ...span, start: part.start, kind: 'maybe', body: statements }];
        });
      case 'match_statement':
        return (child(node, 'body')?.children ?? []).map((part) => ({
          start: part.start,
          end: part.end,
          kind: 'maybe',
          body: body(child(part, 'consequence')),
        }));
      case 'decorated_definition': {
        const definition = child(node, 'definition');
        return definition ? this.read(definition, around, depth) : [];
      }
      case 'function_definition':
        return [this.function(node, around, depth)];
      case 'class_definition':
        return [this.class(node, around, depth)];
      case 'return_statement': {
        const [value] = node.children;
        return [{ ...span, kind: 'leave', ...(value && { value: expression(value) }) }];
      }
      case 'raise_statement':
      case 'break_statement':
      case 'continue_statement':
        return [{ ...span, kind: 'leave' }];
      // Half-typed code: the statements in what cannot be parsed are still read.
      case 'ERROR':
      case 'block':
        return this.list(node.children, around, depth + 1);
      case 'call':
      case 'assignment':
        return this.evaluated(node, around, depth);
      default:
        return [];
    }
  }

  private evaluated(node: PythonNode, around: Around, depth: number): Statement[] {
    const span = { start: node.start, end: node.end };
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (node.type === 'augmented_assignment' && left) return this.written(left, unreadable(node), around, depth, node);
    if (node.type !== 'assignment' || !left)
      return [{ ...span, kind: 'evaluate', expression: this.expressions.read(node, around.self, depth + 1) }];
    if (!right) return [];
    // a = b = value
    if (right.type === 'assignment') {
      const inner = this.evaluated(right, around, depth + 1);
      const [last] = inner;
      return last?.kind === 'write' ? [...inner, ...this.written(left, last.target, around, depth, node)] : inner;
    }
    return this.written(left, this.expressions.read(right, around.self, depth + 1), around, depth, node);
  }

  private written(left: PythonNode, value: Expression, around: Around, depth: number, statement: PythonNode): Statement[] {
    const span = { start: statement.start, end: statement.end };
    const place = { start: left.start, end: left.end };
    if (left.type !== 'identifier') {
      const target = this.expressions.read(left, around.self, depth + 1);
      if (target.kind === 'member' || target.kind === 'other')
        return [{ ...span, kind: 'write', target, value, declared: 'function' }, ...this.given(left, value)];
      return this.given(left, value);
    }
    const name = this.expressions.textOf(left);
    const target: Expression = around.inClass
      ? { ...place, kind: 'member', of: { start: left.start, end: left.start, kind: 'self' }, name, nameSpan: place }
      : { ...place, kind: 'name', name };
    return [{ ...span, kind: 'write', target, value, declared: 'function' }];
  }

  /** Names of a pattern, which are given parts of a value. */
  private given(pattern: PythonNode | undefined, value?: Expression): Statement[] {
    if (!pattern || pattern.type === 'attribute' || pattern.type === 'subscript') return [];
    const span = { start: pattern.start, end: pattern.end };
    return this.expressions.parameterNames(pattern).map((name) => ({
      ...span,
      kind: 'write',
      target: { ...span, kind: 'name', name },
      value: { ...span, kind: 'other', parts: value ? [value] : [] },
      declared: 'function',
    }));
  }

  private aliases(node: PythonNode): Statement[] {
    if (node.type === 'block') return [];
    if (node.type === 'as_pattern_target') return this.given(node.children[0] ?? node);
    return node.children.flatMap((inner) => this.aliases(inner));
  }

  private choice(node: PythonNode, [next, ...others]: readonly PythonNode[], around: Around, depth: number): Statement[] {
    const [test, then] = [child(node, 'condition'), child(node, 'consequence')];
    if (!test || !then || depth > deepestNesting) return [];
    const otherwise =
      next?.type === 'elif_clause'
        ? this.choice(next, others, around, depth + 1)
        : this.list(next ? (child(next, 'body')?.children ?? []) : [], around, depth + 1);
    return [
      {
        start: node.start,
        end: node.end,
        kind: 'if',
        test: this.expressions.read(test, around.self, depth + 1),
        then: this.list(then.children, around, depth + 1),
        otherwise,
      },
    ];
  }

  private function(node: PythonNode, { self, inClass }: Around, depth: number): Statement {
    const name = child(node, 'name');
    const parameters = this.expressions.parameterNames(child(node, 'parameters'));
    const own = inClass ? parameters[0] : self;
    return {
      start: node.start,
      end: node.end,
      kind: 'function',
      name: name ? this.expressions.textOf(name) : '',
      method: inClass,
      parameters: parameters.filter((parameter) => parameter !== own),
      body: this.list(child(node, 'body')?.children ?? [], { self: own, inClass: false }, depth + 1),
    };
  }

  private class(node: PythonNode, { self }: Around, depth: number): Statement {
    const name = child(node, 'name');
    const bases = (child(node, 'superclasses')?.children ?? []).filter(({ type }) => type !== 'keyword_argument');
    return {
      start: node.start,
      end: node.end,
      kind: 'class',
      name: name ? this.expressions.textOf(name) : '',
      bases: bases.map((base) => this.expressions.read(base, self, depth + 1)),
      body: this.list(child(node, 'body')?.children ?? [], { self: undefined, inClass: true }, depth + 1),
    };
  }

  private importedNames(node: PythonNode): ImportedName[] {
    const module = child(node, 'module_name');
    return node.children.flatMap((part): ImportedName[] => {
      if (part.field !== 'name') return [];
      const alias = child(part, 'alias');
      const written = this.expressions.textOf(child(part, 'name') ?? part);
      const local = alias ? this.expressions.textOf(alias) : module ? written : (written.split('.')[0] ?? written);
      if (module) return [{ local, module: this.expressions.textOf(module), exported: written }];
      // `import a.b` binds `a`.
      return [{ local, module: alias ? written : local }];
    });
  }
}

function unreadable({ start, end }: PythonNode): Expression {
  return { start, end, kind: 'other', parts: [] };
}
