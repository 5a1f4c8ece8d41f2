import type { CodeEdit } from './codeFix.ts';
import { moduleName } from '../../domain/render/names.ts';
import { terraformDataSources } from '../../domain/render/renderResource.ts';
import type { EditedFile } from './editedFile.ts';

/** Adds to edits what the code in them refers to and the file, or its module, does not have yet: data sources of Terraform, the library of AWS CDK. */
export function withWhatTheyNeed(file: EditedFile, edits: readonly CodeEdit[], texts: readonly string[]): readonly CodeEdit[] {
  const code = edits.map(({ newText }) => newText).join('\n');
  if (file.language === 'terraform') {
    const sources = missingDataSources(code, texts);
    const { newLine } = file.style;
    if (sources.length === 0) return edits;
    return [...edits, file.insert(file.text.trimEnd().length, sources.map((source) => `${newLine}${newLine}${source}`).join(''))];
  }
  if ((file.language !== 'typescript' && file.language !== 'python') || !code.includes('cdk.Aws.')) return edits;
  const imports = new Imports(file);
  const library = imports.nameOf('');
  return [...imports.added(), ...edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll('cdk.Aws.', `${library}.Aws.`) }))];
}

/** Data sources that a code refers to and a module does not declare. */
function missingDataSources(code: string, texts: readonly string[]): string[] {
  return terraformDataSources
    .filter(
      (source) => code.includes(source.address) && !texts.some((text) => text.includes(source.code.slice(0, source.code.indexOf(' {')))),
    )
    .map((source) => source.code);
}

/** What a program calls the modules of AWS CDK, and the imports that it lacks. */
export class Imports {
  private readonly file: EditedFile;
  private readonly missing = new Map<string, string>();

  constructor(file: EditedFile) {
    this.file = file;
  }

  /** The name of a module such as `aws-kms`; of the library itself for an empty one. */
  nameOf(module: string): string {
    const found = module === '' ? libraryName(this.file) : aliasOf(this.file, module);
    if (found !== undefined) return found;
    const name = module === '' ? 'cdk' : moduleName(module);
    this.missing.set(importOf(module, name, this.file), name);
    return name;
  }

  /** A class of `constructs`. */
  needConstruct(): void {
    if (/\bConstruct\b[^\n]{0,100}\bfrom ['"]constructs['"]|from constructs import [^\n]*\bConstruct\b/.test(this.file.text)) return;
    this.missing.set(
      this.file.language === 'python' ? 'from constructs import Construct' : `import { Construct } from ${this.quoted('constructs')};`,
      'Construct',
    );
  }

  added(): readonly CodeEdit[] {
    if (this.missing.size === 0) return [];
    const { text, style } = this.file;
    const imports = [
      ...text.matchAll(
        /^(?:(?:const|var|let) [^\n=]+= require\([^\n]*|import\b[^\n]*?(?:from\s+['"][^'"\n]+['"];?|$)|from [\w.]+ import [^\n(]+)/gm,
      ),
    ];
    const last = imports.at(-1);
    const at = last ? this.file.lineEnd(last.index + last[0].length) : 0;
    const lines = [...this.missing.keys()];
    return [
      this.file.insert(at, last ? lines.map((line) => style.newLine + line).join('') : lines.map((line) => line + style.newLine).join('')),
    ];
  }

  private quoted(name: string): string {
    return `${this.file.style.quote}${name}${this.file.style.quote}`;
  }
}

function importOf(module: string, name: string, { language, style, text }: EditedFile): string {
  const quote = style.quote;
  // A CommonJS file cannot import.
  if (language === 'typescript' && !/^import\b/m.test(text) && /\brequire\(/.test(text))
    return `const ${name} = require(${quote}${module === '' ? 'aws-cdk-lib' : `aws-cdk-lib/${module}`}${quote});`;
  if (language === 'python')
    return module === '' ? `import aws_cdk as ${name}` : `from aws_cdk import ${module.replaceAll('-', '_')} as ${name}`;
  return module === ''
    ? `import * as ${name} from ${quote}aws-cdk-lib${quote};`
    : `import * as ${name} from ${quote}aws-cdk-lib/${module}${quote};`;
}

function libraryName({ language, text }: EditedFile): string | undefined {
  return language === 'python'
    ? /^import aws_cdk as (\w+)/m.exec(text)?.[1]
    : /^(?:import \* as (\w+) from |(?:const|var|let) (\w+) = require\()['"]aws-cdk-lib['"]/m.exec(text)?.slice(1).find(Boolean);
}

function aliasOf(file: EditedFile, module: string): string | undefined {
  const { language, text } = file;
  const underscored = module.replaceAll('-', '_');
  const library = libraryName(file);
  if (language === 'python') {
    const whole = new RegExp(`^import aws_cdk\\.${underscored} as (\\w+)`, 'm').exec(text)?.[1];
    const renamed = new RegExp(`^(?:from aws_cdk import [^\\n]*?|[ \\t]+)\\b${underscored} as (\\w+)`, 'm').exec(text)?.[1];
    return (
      whole ??
      renamed ??
      (new RegExp(`^from aws_cdk import [^\\n]*\\b${underscored}\\b`, 'm').test(text) ? underscored : undefined) ??
      within(library, underscored)
    );
  }
  const whole = new RegExp(`^(?:import \\* as (\\w+) from |(?:const|var|let) (\\w+) = require\\()['"]aws-cdk-lib/${module}['"]`, 'm')
    .exec(text)
    ?.slice(1)
    .find(Boolean);
  const renamed = new RegExp(`\\b${underscored} as (\\w+)`).exec(text)?.[1];
  return whole ?? renamed ?? within(library, underscored);
}

function within(library: string | undefined, module: string): string | undefined {
  return library === undefined ? undefined : `${library}.${module}`;
}
