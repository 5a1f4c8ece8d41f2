import type { CodeValue } from '../../domain/render/codeValue.ts';
import { snakeCase, pythonCase } from '../../domain/render/names.ts';
import { renderMember } from '../../domain/render/renderValue.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { Resource } from '../model.ts';
import { addedItem, type Kind, removedItem } from './bracketEdits.ts';
import { type Brackets, bracketsAt, partsOf } from './brackets.ts';
import type { CodeEdit } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';

/** Where the settings of a resource of Terraform or AWS CDK stand, or those of a block in it. */
interface Container {
  readonly brackets: Brackets;
  readonly kind: Kind;
  /** The call has no settings yet: what is added is an object of its own. */
  readonly isCall?: boolean;
}

/** The brackets behind a name: `key_configuration = {`, `lambda_config {`, `keyConfiguration: {`, `key_configuration=cognito.CfnUserPool.KeyConfigurationProperty(`. */
const behindName = /^["']?\s{0,20}(?:[:=]\s{0,20})?[\w.]{0,120}\s{0,20}(?=[({])/;

function containerAt(file: EditedFile, resource: Resource, anchor: TextRange): Container | undefined {
  const { language, text } = file;
  const end = file.offset(anchor.end);
  if (!isSameRange(anchor, resource.typeRange)) {
    const between = behindName.exec(text.slice(end, end + 300))?.[0];
    const brackets = between === undefined ? undefined : bracketsAt(text, end + between.length, language);
    return brackets && { brackets, kind: language === 'terraform' && !/[:=]/.test(between ?? '') ? 'block' : 'list' };
  }
  if (language === 'terraform') {
    const brackets = bracketsAt(text, text.indexOf('{', end), language);
    return brackets && { brackets, kind: 'block' };
  }
  const call = /^[ \t]{0,20}(?=\()/.exec(text.slice(end, end + 21))?.[0];
  const brackets = call === undefined ? undefined : bracketsAt(text, end + call.length, language);
  if (!brackets) return undefined;
  if (language === 'python') return { brackets, kind: 'list' };
  const parts = partsOf(text, brackets, language);
  const properties = parts[2];
  if (!properties) return parts.length === 2 ? { brackets, kind: 'list', isCall: true } : undefined;
  const own = text.charAt(properties.start) === '{' ? bracketsAt(text, properties.start, language) : undefined;
  return own && { brackets: own, kind: 'list' };
}

/** Adds a setting by its CloudFormation name to a resource, or to the block of it whose name stands at `anchor`. */
export function addedProgramMember(
  file: EditedFile,
  resource: Resource,
  anchor: TextRange,
  name: string,
  value: CodeValue,
): readonly CodeEdit[] | undefined {
  const container = containerAt(file, resource, anchor);
  if (!container) return undefined;
  const { brackets, isCall, kind } = container;
  // The names of a dictionary are texts.
  const isDictionary = file.language === 'python' && file.text.charAt(brackets.open) === '{';
  return addedItem(file, brackets, kind, (indent, inline) => {
    const position = { language: file.language, style: file.style, indent, inline };
    if (isDictionary) return renderMember(pythonCase(name), value, { ...position, verbatim: true });
    const member = renderMember(name, value, position);
    return isCall ? `{ ${member} }` : member;
  });
}

/** Adds code of Terraform's own to a resource block, or to the block in it whose name stands at `anchor`. */
export function addedTerraformCode(
  file: EditedFile,
  resource: Resource,
  anchor: TextRange,
  code: (indent: string) => string,
): readonly CodeEdit[] | undefined {
  const container = containerAt(file, resource, anchor);
  return container && addedItem(file, container.brackets, 'block', code);
}

/** Takes out the setting whose name stands at a range. */
export function removedProgramMember(file: EditedFile, resource: Resource, key: TextRange): readonly CodeEdit[] | undefined {
  const container = containerAt(file, resource, resource.typeRange);
  if (!container) return undefined;
  const edits = removedItem(file, container.brackets, file.offset(key.start), container.kind);
  return edits.length > 0 ? edits : undefined;
}

/** What a property is called where somebody writes it. */
export function writtenName(file: EditedFile, name: string): string {
  switch (file.language) {
    case 'terraform':
      return snakeCase(name);
    case 'python':
      return pythonCase(name);
    case 'typescript':
    case 'yaml':
    case 'json':
      return name;
  }
}

export function isSameRange(a: TextRange, b: TextRange): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character && a.end.character === b.end.character;
}
