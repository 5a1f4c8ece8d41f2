import type { Node } from 'web-tree-sitter';
import { unquoted } from './escapes.ts';
import type { Expression, Template } from './syntaxTypes.ts';

/**
 * Reads a quoted text or a heredoc. What stands between the interpolations is taken from the text itself, because the grammar leaves blanks out.
 */
export function readTemplate(node: Node, text: string, read: (node: Node) => Expression): Template {
  const isHeredoc = node.type === 'heredoc_template';
  const content = contentOf(node, text);
  const parts: (string | Expression)[] = [];
  let from = content.start;
  const literal = (to: number): void => {
    if (to > from) parts.push(text.slice(from, to));
  };
  for (const child of node.namedChildren) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    literal(child.startIndex);
    parts.push(interpolated(child, read));
    from = child.endIndex;
  }
  literal(content.end);
  const dedented = isHeredoc && text.startsWith('<<-', node.startIndex) ? dedent(parts) : parts;
  return {
    kind: 'template',
    parts: dedented.map((part) => (typeof part !== 'string' ? part : isHeredoc ? heredocText(part) : unquoted(part))),
    content,
    isHeredoc,
  };
}

/** Where the text between the quotes, or of the lines of a heredoc, is. */
function contentOf(node: Node, text: string): Template['content'] {
  if (node.type !== 'heredoc_template') return { start: node.startIndex + 1, end: Math.max(node.startIndex + 1, node.endIndex - 1) };
  const start = text.indexOf('\n', node.startIndex) + 1;
  return { start, end: Math.max(start, text.lastIndexOf('\n', node.endIndex - 1) + 1) };
}

function interpolated(node: Node, read: (node: Node) => Expression): Expression {
  const opaque: Expression = { kind: 'opaque', start: node.startIndex, end: node.endIndex };
  const inner = node.namedChildren;
  const expression = inner.find(({ type }) => type === 'expression');
  // `~` takes away the blanks around it: rare, and then the whole is not told.
  if (node.type !== 'template_interpolation' || !expression || inner.some(({ type }) => type === 'strip_marker' || type === 'ERROR'))
    return opaque;
  return read(expression);
}

/** Takes the indentation that all lines of an indented heredoc have away from them. */
function dedent(parts: readonly (string | Expression)[]): (string | Expression)[] {
  let isLineStart = true;
  const indentations: number[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      const lines = part.split('\n');
      lines.forEach((line, index) => {
        const isWhole = index > 0 || isLineStart;
        const isBlank = line.trim() === '' && (index < lines.length - 1 || part === parts.at(-1));
        if (isWhole && !isBlank) indentations.push(line.length - line.trimStart().length);
      });
      isLineStart = part.endsWith('\n');
    } else {
      if (isLineStart) indentations.push(0);
      isLineStart = false;
    }
  }
  const indentation = indentations.length > 0 ? Math.min(...indentations.slice(0, 10_000)) : 0;
  if (indentation === 0) return [...parts];
  const margin = new RegExp(`^[ \\t]{0,${indentation}}`, 'gm');
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    // Only a part that begins a line has its first line moved.
    const follows = index > 0;
    const newline = part.indexOf('\n') + 1;
    if (!follows) return part.replaceAll(margin, '');
    return newline === 0 ? part : part.slice(0, newline) + part.slice(newline).replaceAll(margin, '');
  });
}

function heredocText(written: string): string {
  return written.replaceAll('\r\n', '\n').replaceAll(/([$%])\1\{/g, '$1{');
}
