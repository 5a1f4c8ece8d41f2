import type { CodeLanguage, CodeResource } from '../../domain/render/codeValue.ts';
import { renderResource } from '../../domain/render/renderResource.ts';
import type { Resource } from '../model.ts';
import type { CodeEdit } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { Imports } from './imports.ts';
import { addedTemplateResource } from './templateEdits.ts';

export interface Neighbour {
  readonly resource: Resource;
  /** In AWS CDK what a statement refers to has to stand before it. */
  readonly side: 'before' | 'after';
}

/** Writes a resource beside one that is there, with the imports and data sources that it needs. */
export function addedResource(file: EditedFile, resource: CodeResource, neighbour: Neighbour): readonly CodeEdit[] | undefined {
  const { language, style } = file;
  const { resource: there, side } = neighbour;
  const [start, end] = [file.offset(there.range.start), file.offset(there.range.end)];
  switch (language) {
    case 'yaml':
    case 'json':
      return there.dialect === 'cloudformation' ? addedTemplateResource(file, file.offset(there.typeRange.start), resource) : undefined;
    case 'terraform': {
      if (there.dialect === 'cloudformation') return undefined;
      return [
        file.insert(file.lineEnd(end), `${style.newLine}${style.newLine}${renderResource(resource, { language, style, indent: '' })}`),
      ];
    }
    case 'typescript':
    case 'python': {
      const modules = new Imports(file);
      const indent = file.indentAt(start);
      const code = renderResource(resource, {
        language,
        style,
        indent,
        isNamed: side === 'before',
        moduleAlias: (module) => modules.nameOf(module),
      });
      const edit =
        side === 'before'
          ? file.insert(file.lineStart(start), `${indent}${code}${style.newLine}`)
          : file.insert(file.lineEnd(end), `${style.newLine}${indent}${code}`);
      return [...modules.added(), edit];
    }
  }
}

/** A name that the code does not use yet. */
export function freeName(wanted: string, texts: readonly string[]): string {
  const isUsed = (name: string): boolean => {
    // A type of CloudFormation that is called so does not take the name.
    const word = new RegExp(`(?<!::)\\b${name}\\b`, 'i');
    const words = new RegExp(`\\b${name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')}\\b`, 'i');
    return texts.some((text) => word.test(text) || words.test(text));
  };
  if (!isUsed(wanted)) return wanted;
  for (let number = 2; number < 100; number += 1) if (!isUsed(wanted + String(number))) return wanted + String(number);
  return wanted;
}

/** Whether code in a language can refer to a resource that stands in one of its files. */
export function canReferTo(resource: Resource, language: CodeLanguage): boolean {
  return (resource.dialect === 'cloudformation') === (language === 'yaml' || language === 'json');
}
