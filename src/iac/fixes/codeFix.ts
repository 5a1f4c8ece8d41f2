import type { CodeLanguage } from '../../domain/render/codeValue.ts';
import type { Message } from '../../domain/message.ts';
import type { TextRange } from '../../domain/textRange.ts';

/** Text that takes the place of a range, as VS Code has edits; ranges of several edits are those of the text before all of them. */
export interface CodeEdit {
  readonly path: string;
  readonly range: TextRange;
  readonly newText: string;
}

/** A change of code that mends a finding, or writes a resource that is missing. */
export interface CodeFix {
  readonly title: Message;
  readonly edits: readonly CodeEdit[];
  /** Files that are written anew: a template for the other Region. `besides` is the file in whose folder they belong. */
  readonly files?: readonly { readonly besides: string; readonly name: string; readonly text: string }[];
  /** A word of the new text that the author may choose another one for. */
  readonly choice?: { readonly text: string; readonly options: readonly string[] };
  /** The one that most people want, where there are several. */
  readonly isPreferred?: boolean;
}

/** The language in which a file is edited. Undefined: nothing can be written into it. */
export function languageOf(path: string, text: string): CodeLanguage | undefined {
  if (/\.(tf|tofu)$/i.test(path)) return 'terraform';
  if (/\.py$/i.test(path)) return 'python';
  if (/\.[mc]?[tj]sx?$/i.test(path)) return 'typescript';
  if (/\.(ya?ml|json|template|cfn)$/i.test(path) || path.startsWith('untitled:')) return /^\s*\{/.test(text) ? 'json' : 'yaml';
  return undefined;
}
