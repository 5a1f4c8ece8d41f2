import { Language, Parser, type Tree } from 'web-tree-sitter';

/** The bytes of the two wasm files: `web-tree-sitter.wasm`, and `tree-sitter-terraform.wasm` of @tree-sitter-grammars/tree-sitter-hcl. */
export interface TerraformWasm {
  readonly runtimeWasm: Uint8Array;
  readonly grammarWasm: Uint8Array;
}

/** Parses texts of Terraform. */
export interface Grammar {
  /** Gives the tree of a text to a reader, and frees the tree after. Undefined for a text that is nested too deep. */
  parse<T>(text: string, read: (tree: Tree) => T): T | undefined;
  dispose(): void;
}

/** Brackets in brackets: far more than code that people write, few enough for the stack of a reader. */
export const maximumNesting = 100;

/** Names that are each given the next one: each is within the one before, and the time of the parser grows with the square of their number. */
const chain = /(?<![\w-])(?:[\w-]{1,100}\s{0,100}=(?!=)\s{0,100}){100}/;

/** The same of what is added and compared on one line, `a = 1 + a = 1 + …`: no line of Terraform gives so many names without a comma or brace. */
const line = /(?:[^={},\n]{1,200}=(?![=>])){100}/;

export async function createGrammar({ runtimeWasm, grammarWasm }: TerraformWasm): Promise<Grammar> {
  // The runtime is one for all grammars of the process: a second call gives the first one's.
  await Parser.init({ wasmBinary: runtimeWasm });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammarWasm));
  return {
    parse: (text, read) => {
      if (nestingOf(text) > maximumNesting || chain.test(text) || line.test(text)) return undefined;
      const tree = parser.parse(withoutLongBlanks(text));
      if (!tree) return undefined;
      try {
        return read(tree);
      } finally {
        tree.delete();
      }
    },
    dispose: () => parser.delete(),
  };
}

/**
 * After an error, the time that the parser takes for blanks in a row grows with the square of their number; for a comment it does not. The places stay, and readers
 * take texts from the original, because the blanks may be part of one.
 */
function withoutLongBlanks(text: string): string {
  const comment = (length: number): string => `/*${' '.repeat(length - 4)}*/`;
  // What stands before a word is left, which may be the end of an indented heredoc.
  const indentation = 40;
  return text
    .replaceAll(/[^\S\n]{100,}/g, (run) => comment(run.length - indentation) + run.slice(-indentation))
    .replaceAll(/\n(\s{100,})/g, (_, run: string) => `\n${comment(run.length - indentation)}${run.slice(-indentation)}`);
}

/** The deepest nesting of brackets, those in strings and comments counted like others. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    if (bracket === '(' || bracket === '[' || bracket === '{') deepest = Math.max(deepest, (depth += 1));
    else depth = Math.max(0, depth - 1);
  }
  return deepest;
}
