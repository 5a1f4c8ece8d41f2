import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');
export const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/**
 * Every sentence that can be translated, from the source: the templates of `message('...')` below ui and of `l10n.t('...')` in ui. VS Code's own
 * exporter knows only the latter.
 */
export function collectStrings(): Record<string, string> {
  const found = new Set<string>();
  for (const file of globSync('src/**/*.ts', { cwd: root }).filter((name) => !name.startsWith(path.join('src', 'simulator')))) {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isTranslated(node.expression)) {
        const [template] = node.arguments;
        if (template && ts.isStringLiteralLike(template)) found.add(template.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  // Templates of nothing but a place and punctuation have nothing to translate.
  const sentences = [...found].filter((text) => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''))).sort();
  return Object.fromEntries(sentences.map((text) => [text, text]));
}

function isTranslated(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return called.text === 'message';
  return ts.isPropertyAccessExpression(called) && called.name.text === 't' && endsInL10n(called.expression);
}

function endsInL10n(expression: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(expression)
    ? expression.name.text === 'l10n'
    : ts.isIdentifier(expression) && expression.text === 'l10n';
}

if (process.argv[1] === import.meta.filename) writeFileSync(bundleFile, `${JSON.stringify(collectStrings(), null, 2)}\n`);
