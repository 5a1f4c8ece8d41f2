import type { TextRange } from '../../../domain/textRange.ts';
import type { TextLines } from '../../textLines.ts';
import type { Block, Body, Expression, SegmentSyntax, Span } from '../syntax/syntaxTypes.ts';

/** A file of a module directory, read. */
export interface ModuleFile {
  readonly path: string;
  readonly text: string;
  readonly lines: TextLines;
  readonly region?: string;
  readonly segments: readonly { readonly start: number; readonly text: string; readonly syntax: SegmentSyntax }[];
  /** Something of the file was refused. */
  readonly isPartial: boolean;
}

/** Where a piece of syntax stands: what makes places of its spans. */
export interface Scope {
  readonly file: ModuleFile;
  readonly offset: number;
  /** The text of its segment. */
  readonly source: string;
}

export interface Located<T> {
  readonly scope: Scope;
  readonly item: T;
}

export function rangeIn({ file, offset }: Scope, { start, end }: Span): TextRange {
  const last = file.text.length;
  return file.lines.range(Math.min(offset + start, last), Math.min(offset + end, last));
}

export function offsetsIn({ file, offset }: Scope, { start, end }: Span): Span {
  return { start: Math.min(offset + start, file.text.length), end: Math.min(offset + end, file.text.length) };
}

/** The blocks of all files of one module directory, by what refers to them. */
export interface TerraformModule {
  readonly files: readonly ModuleFile[];
  readonly resources: ReadonlyMap<string, Located<Block>>;
  /** By address: `data.aws_region.current`. */
  readonly data: ReadonlyMap<string, Located<Block>>;
  readonly locals: ReadonlyMap<string, Located<Expression>>;
  /** All values that a variable may have without one on the command line: one that is loaded by itself, or the default beside those of files to choose. */
  readonly variables: ReadonlyMap<string, readonly Located<Expression>[]>;
  readonly providers: readonly Located<Block>[];
  readonly outputs: readonly Located<Block>[];
  /** Something may be in the module that is not here: in a file that was refused, an override file, or what an error has broken up. */
  readonly isPartial: boolean;
}

export function moduleOf(files: readonly ModuleFile[]): TerraformModule {
  const code = files.filter(({ path }) => !isVariableFile(path));
  const resources = new Map<string, Located<Block>>();
  const overridden = new Set<string>();
  const data = new Map<string, Located<Block>>();
  const locals = new Map<string, Located<Expression>>();
  const defaults = new Map<string, Located<Expression>>();
  const providers: Located<Block>[] = [];
  const outputs: Located<Block>[] = [];
  const isOverride = ({ path }: ModuleFile): boolean => /(?:^|[/\\]|_)override\.tf$/.test(path);
  for (const located of code.flatMap((file) =>
    bodiesOf(file).flatMap(({ scope, item }) => item.blocks.map((block) => ({ scope, item: block }))),
  )) {
    const { scope, item } = located;
    const [first, second] = item.labels.map(({ text }) => text);
    const address = `${first ?? ''}.${second ?? ''}`;
    if (item.type.text === 'resource' && second !== undefined) {
      if (isOverride(scope.file)) overridden.add(address);
      else if (!resources.has(address)) resources.set(address, located);
    } else if (item.type.text === 'data' && second !== undefined) setFirst(data, `data.${address}`, located);
    else if (item.type.text === 'locals') item.body.attributes.forEach(({ name, value }) => setFirst(locals, name, { scope, item: value }));
    else if (item.type.text === 'variable' && first !== undefined) {
      const value = item.body.attributes.find(({ name }) => name === 'default')?.value;
      if (value) setFirst(defaults, first, { scope, item: value });
    } else if (item.type.text === 'provider' && first !== undefined) providers.push(located);
    else if (item.type.text === 'output' && first !== undefined) outputs.push(located);
  }
  // An override file changes single arguments of a resource: what comes out is in no file.
  for (const address of overridden) resources.delete(address);
  const isPartial = overridden.size > 0 || files.some((file) => file.isPartial || file.segments.some(({ syntax }) => syntax.damaged));
  return { files, resources, data, locals, variables: variablesOf(files, defaults), providers, outputs, isPartial };
}

function setFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}

function bodiesOf(file: ModuleFile): Located<Body>[] {
  return file.segments.map(({ start, text, syntax }) => ({ scope: { file, offset: start, source: text }, item: syntax }));
}

/** The last part of a path, for paths and URIs. */
function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function isVariableFile(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

/** Terraform loads `terraform.tfvars` and then `*.auto.tfvars` in the order of their names; any other file has to be chosen on the command line. */
function variablesOf(files: readonly ModuleFile[], defaults: ReadonlyMap<string, Located<Expression>>): Map<string, Located<Expression>[]> {
  const rank = (path: string): string => `${nameOf(path).startsWith('terraform.tfvars') ? 0 : 1}${nameOf(path)}`;
  const isLoaded = ({ path }: ModuleFile): boolean => /^terraform\.tfvars|\.auto\.tfvars/.test(nameOf(path));
  const given = files.filter(({ path }) => isVariableFile(path)).sort((one, other) => (rank(one.path) < rank(other.path) ? -1 : 1));
  const valuesOf = (file: ModuleFile): Map<string, Located<Expression>> =>
    new Map(bodiesOf(file).flatMap(({ scope, item }) => item.attributes.map(({ name, value }) => [name, { scope, item: value }] as const)));
  const loaded = new Map([...defaults, ...given.filter(isLoaded).flatMap((file) => [...valuesOf(file)])]);
  const all = new Map<string, Located<Expression>[]>(Array.from(loaded, ([name, value]) => [name, [value]]));
  for (const file of given.filter((other) => !isLoaded(other))) {
    for (const [name, value] of valuesOf(file)) all.set(name, [...(all.get(name) ?? []), value]);
  }
  return all;
}
