import type { CodeAnalysis, UnitReader } from './codeAnalysis.ts';
import { namesRegions } from './folderRegions.ts';

/** The WebAssembly files of the parsers, by name: this layer has no file access. */
export type LoadWasm = (name: WasmName) => Promise<Uint8Array>;
export type WasmName = 'web-tree-sitter.wasm' | 'tree-sitter-terraform.wasm' | 'tree-sitter-python.wasm';

/** The languages that somebody can switch off. */
export type CodeLanguageName = 'cloudformation' | 'terraform' | 'cdk';

/** The language that a path's ending tells. An untitled document is told by its text. */
export function languageNameOf(path: string): CodeLanguageName | undefined {
  return path.startsWith('untitled:') ? undefined : languages.find(({ endings }) => endings.test(path))?.name;
}

/** A language: which files are written in it, and its reader, which loads when there is one. */
interface Language {
  readonly name: CodeLanguageName;
  readonly endings: RegExp;
  readonly load: (wasm: LoadWasm) => Promise<UnitReader>;
}

const languages: readonly Language[] = [
  {
    name: 'cloudformation',
    endings: /\.(ya?ml|json|template|cfn)$|^untitled:/i,
    load: async () => (await import('./cloudformation/cloudFormationUnits.ts')).cloudFormationUnits(),
  },
  {
    name: 'terraform',
    endings: /\.(tf|tofu|tfvars|tfvars\.json)$/i,
    load: async (wasm) => {
      const [{ terraformUnits }, runtimeWasm, grammarWasm] = await Promise.all([
        import('./terraform/terraformUnits.ts'),
        wasm('web-tree-sitter.wasm'),
        wasm('tree-sitter-terraform.wasm'),
      ]);
      return terraformUnits({ runtimeWasm, grammarWasm });
    },
  },
  {
    name: 'cdk',
    endings: /\.(?:[mc]?tsx?|[mc]?jsx?)$/i,
    load: async () => (await import('./cdk/cdkUnits.ts')).cdkTypeScriptUnits(),
  },
  {
    name: 'cdk',
    endings: /\.py$/i,
    load: async (wasm) => {
      const [{ cdkPythonUnits }, runtimeWasm, grammarWasm] = await Promise.all([
        import('./cdk/cdkUnits.ts'),
        wasm('web-tree-sitter.wasm'),
        wasm('tree-sitter-python.wasm'),
      ]);
      return cdkPythonUnits({ runtimeWasm, grammarWasm });
    },
  },
];

/** What the reader of a samconfig is loaded for. */
const samConfig = 'samconfig';

/** Gives an analysis the readers of the languages that it meets, each when its first file comes. */
export class CodeReaders {
  private readonly analysis: CodeAnalysis;
  private readonly wasm: LoadWasm;
  private readonly loading = new Map<Language | typeof samConfig, Promise<void>>();

  constructor(analysis: CodeAnalysis, wasm: LoadWasm) {
    this.analysis = analysis;
    this.wasm = wasm;
  }

  /** Loads what reads a file of this path. Resolves to true when something was loaded, so that there is something new to show. */
  async need(path: string): Promise<boolean> {
    const wanted = languages.filter(({ endings }) => endings.test(path));
    const isNew = wanted.some((language) => !this.loading.has(language)) || (namesRegions(path) && !this.loading.has(samConfig));
    await Promise.all([...wanted.map((language) => this.load(language)), ...(namesRegions(path) ? [this.loadRegions()] : [])]);
    return isNew;
  }

  private loadRegions(): Promise<void> {
    const loading =
      this.loading.get(samConfig) ?? import('./samConfig.ts').then(({ samConfigRegion }) => this.analysis.addRegions(samConfigRegion));
    this.loading.set(samConfig, loading);
    return loading;
  }

  private load(language: Language): Promise<void> {
    const loading = this.loading.get(language) ?? language.load(this.wasm).then((reader) => this.analysis.addReader(reader));
    this.loading.set(language, loading);
    return loading;
  }
}
