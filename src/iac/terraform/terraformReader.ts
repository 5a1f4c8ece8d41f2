import { message } from '../../domain/message.ts';
import { concernsPools } from '../concernsPools.ts';
import { folderOf } from '../folderOf.ts';
import type { Reading, SourceFile } from '../model.ts';
import { longerThan, type Refusal } from '../refusal.ts';
import { Evaluator } from './evaluation/evaluator.ts';
import { moduleOf, type TerraformModule } from './evaluation/terraformModule.ts';
import { FileSyntax } from './fileSyntax.ts';
import { type NestedTemplate, nestedTemplates } from './nestedTemplates.ts';
import { readModule } from './resources/readModule.ts';
import { createGrammar, type Grammar, maximumNesting, type TerraformWasm } from './syntax/grammar.ts';

/** More than 10,000 lines of ordinary code; of the worst kind the parser takes a few seconds for as much. */
export const maximumLength = 400_000;

/** The module that a file belongs to: the directory of its path or URI, because Terraform reads all files of a directory as one. */
export function moduleDirectory(path: string): string {
  return folderOf(path);
}

/** Whether the reader takes a file, by its name. */
export function isTerraformPath(path: string): boolean {
  return /\.(?:tf|tofu|tfvars|tfvars\.json)$/.test(path);
}

/** Makes a reader. The bytes are handed in because this layer has no file access. */
export async function createTerraformReader(wasm: TerraformWasm): Promise<TerraformReader> {
  return new TerraformReader(await createGrammar(wasm));
}

/**
 * Reads Terraform. It keeps what it has read of every file, so that after an edit only the blocks that changed are parsed again; nothing is parsed
 * before a module is read. No tree of the parser outlives its block's reading.
 */
export class TerraformReader {
  private readonly grammar: Grammar;
  private readonly files = new Map<string, FileSyntax>();

  constructor(grammar: Grammar) {
    this.grammar = grammar;
  }

  /** Takes a new or changed file. */
  update(file: SourceFile): void {
    const before = this.files.get(file.path);
    if (before) before.update(file);
    else this.files.set(file.path, new FileSyntax(file));
  }

  remove(path: string): void {
    this.files.delete(path);
  }

  /** What the files of a directory, as `moduleDirectory` gives it, say together. */
  read(directory: string): Reading {
    const module = this.module(directory);
    const refusals = this.refusalsIn(directory, module);
    return { scenarios: [module ? readModule(module) : []], ...(refusals.length > 0 && { refusals }) };
  }

  /** The CloudFormation templates that stand in the files of a directory, in `aws_cloudformation_stack`. */
  templates(directory: string): NestedTemplate[] {
    const module = this.module(directory);
    return module ? nestedTemplates(module, new Evaluator(module)) : [];
  }

  /** The files of a directory that are not read, or not whole. None where nothing is said of pools: nobody would miss them. */
  refusals(directory: string): Refusal[] {
    return this.refusalsIn(directory, this.module(directory));
  }

  dispose(): void {
    this.files.clear();
    this.grammar.dispose();
  }

  private refusalsIn(directory: string, module: TerraformModule | undefined): Refusal[] {
    const files = this.filesOf(directory);
    if (!module && !files.some(({ text }) => concernsPools(text))) return [];
    const isPartial = new Set(module?.files.filter((file) => file.isPartial).map(({ path }) => path));
    return files.flatMap(({ path, text }) => {
      if (text.length > maximumLength) return [{ path, reason: longerThan(maximumLength) }];
      return isPartial.has(path) ? [{ path, reason: message('nested deeper than {limit} brackets', { limit: maximumNesting }) }] : [];
    });
  }

  private module(directory: string): TerraformModule | undefined {
    const files = this.filesOf(directory);
    if (!files.some(({ text }) => text.length <= maximumLength && concernsPools(text))) return undefined;
    return moduleOf(files.map((file) => file.read(this.grammar, maximumLength)));
  }

  private filesOf(directory: string): FileSyntax[] {
    const files = Array.from(this.files.values()).filter(({ path }) => moduleDirectory(path) === directory);
    return files.sort((one, other) => (one.path < other.path ? -1 : 1));
  }
}
