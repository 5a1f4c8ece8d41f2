import { Edit, Language, Parser, type Point, type Tree } from 'web-tree-sitter';
import { message } from '../../domain/message.ts';
import type { Reading, SourceFile } from '../model.ts';
import { refused, tooDeep } from '../refusal.ts';
import { withoutReading } from './bounds.ts';
import { withoutLongComments } from './python/longComments.ts';
import { pythonStatements } from './python/statements.ts';
import { syntaxOf } from './python/syntax.ts';
import { readProgram } from './readProgram.ts';

/** Reads AWS CDK code in Python. */
export interface CdkPythonReader {
  read(file: SourceFile): Reading;
  /** Lets go of what is kept of a file that is closed or gone. */
  forget(path: string): void;
}

/** The parser is asked whether to go on about once for 80 characters of ordinary code. */
const mostStepsPerCharacter = 1;
const leastSteps = 10_000;
/** Syntax trees of so many files are kept, to parse again only what changes. */
const mostTrees = 20;

/** `runtimeWasm` is the one of web-tree-sitter, `grammarWasm` the one of tree-sitter-python. */
export async function createCdkPythonReader({
  runtimeWasm,
  grammarWasm,
}: {
  readonly runtimeWasm: Uint8Array;
  readonly grammarWasm: Uint8Array;
}): Promise<CdkPythonReader> {
  // Copies: the buffer of a view may be larger than the view, or shared.
  await Parser.init({ wasmBinary: runtimeWasm.slice().buffer });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammarWasm));
  return new PythonReader(parser);
}

class PythonReader implements CdkPythonReader {
  private readonly parser: Parser;
  /** The trees of the files read last, the latest at the end. */
  private readonly trees = new Map<string, { readonly text: string; readonly tree: Tree }>();

  constructor(parser: Parser) {
    this.parser = parser;
  }

  read(file: SourceFile): Reading {
    const early = withoutReading(file);
    if (early) {
      this.forget(file.path);
      return early;
    }
    const tree = this.parse(file);
    if (!tree) return refused(file.path, message('takes too long to parse'));
    try {
      return readProgram({ text: file.text, body: pythonStatements(syntaxOf(tree), file.text) }, file);
    } catch (error) {
      if (error instanceof RangeError) return refused(file.path, tooDeep());
      throw error;
    }
  }

  forget(path: string): void {
    this.trees.get(path)?.tree.delete();
    this.trees.delete(path);
  }

  private parse({ path, text: written }: SourceFile): Tree | undefined {
    const text = withoutLongComments(written);
    const before = this.trees.get(path);
    if (before?.text === text) return before.tree;
    before?.tree.edit(editBetween(before.text, text));
    let steps = leastSteps + text.length * mostStepsPerCharacter;
    const tree = this.parser.parse(text, before?.tree, { progressCallback: () => (steps -= 1) < 0 });
    this.forget(path);
    if (!tree) {
      this.parser.reset();
      return undefined;
    }
    this.trees.set(path, { text, tree });
    const [oldest] = this.trees.keys();
    if (this.trees.size > mostTrees && oldest !== undefined) this.forget(oldest);
    return tree;
  }
}

/** The change from one text to another: everything between what they begin and end with alike. */
function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let alike = 0;
  while (alike < shorter - start && before.charCodeAt(before.length - 1 - alike) === after.charCodeAt(after.length - 1 - alike)) alike += 1;
  const [oldEnd, newEnd] = [before.length - alike, after.length - alike];
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
}

/** Lines as the parser counts them: they end with \n. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) {
    row += 1;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}
