import { cognitoServicePrincipals } from '../../domain/keyPolicy/keyUse.ts';
import { message } from '../../domain/message.ts';
import { cognitoKeyPolicy, cognitoKeyStatements } from '../../domain/render/replicationResources.ts';
import { isSpecial, type CodeMap, type CodeValue } from '../../domain/render/codeValue.ts';
import { renderValue } from '../../domain/render/renderValue.ts';
import type { Key, KeyReplica, Value } from '../model.ts';
import { certainlyMissing } from '../rules/keyPolicy.ts';
import { addedItem } from './bracketEdits.ts';
import { bracketsAt, partsOf } from './brackets.ts';
import type { CodeEdit, CodeFix } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { fileOf, type FixContext, regionsOf } from './fixContext.ts';
import { addedSetting } from './settings.ts';
import { addedTemplateItems } from './templateEdits.ts';

const [cognito, identityStore] = cognitoServicePrincipals;

/** Lets both services of Cognito use a key: the second one where the first has all it needs, and whole statements otherwise. */
export function keyPolicyFixes(file: EditedFile, key: Key | KeyReplica, context: FixContext): readonly CodeFix[] {
  const regions = regionsOf(context, context.links.poolsOn(context.unit, key)[0]?.resource);
  if (key.policy.state === 'absent') {
    const edits = addedSetting(file, key, key.policy.range, [policyName(key)], cognitoKeyPolicy(regions));
    return edits ? [{ title: message('Write a key policy for Cognito'), edits, isPreferred: true }] : [];
  }
  if (key.policy.state !== 'known') return [];
  const second = hasAllButSecond(key.policy) ? secondPrincipal(file, key, context) : [];
  if (second.length > 0)
    return [{ title: message('Let {principal} use the key too', { principal: identityStore }), edits: second, isPreferred: true }];
  const edits = addedStatements(file, key, cognitoKeyStatements(regions));
  return edits ? [{ title: message('Add the statements for Cognito'), edits, isPreferred: true }] : [];
}

function policyName({ dialect }: Key | KeyReplica): string {
  return dialect === 'aws' ? 'Policy' : 'KeyPolicy';
}

/** Whether a policy would do if every statement for the first service were for the second one as well. */
function hasAllButSecond({ range, value: policy }: Extract<Value<string>, { state: 'known' }>): boolean {
  const widened = policy
    .replaceAll(`"${cognito}"`, `"${cognito}","${identityStore}"`)
    .replaceAll(/"Service":("[^"]*"(?:,"[^"]*")+)/g, '"Service":[$1]');
  return policy.includes(`"${cognito}"`) && certainlyMissing({ state: 'known', value: widened, range }) === undefined;
}

/**
 * Writes the second service beside every mention of the first one in a key's declaration; for a policy that stands elsewhere, such as one that key and key replica share, beside the only
 * mention in the module or program.
 */
function secondPrincipal(file: EditedFile, key: Key | KeyReplica, context: FixContext): readonly CodeEdit[] {
  const own = besideMentions(file, file.offset(key.range.start), file.offset(key.range.end));
  if (own.length > 0) return own;
  const others = [...context.files.keys()].flatMap((path) => fileOf(context, path) ?? []);
  const all = others.flatMap((other) => besideMentions(other, 0, other.text.length));
  return all.length === 1 ? all : [];
}

/** Before the one principal of a function's permission, which is none of a key policy. */
const principalOfPermission = /\bprincipal["']?\s{0,20}[:=]\s{0,20}(?:new\s{1,5})?[\w.]{0,40}\(?$/i;

function besideMentions(file: EditedFile, start: number, end: number): readonly CodeEdit[] {
  const { language, style, text } = file;
  const mentions = [...text.slice(start, end).matchAll(/(["']?)cognito-idp\.amazonaws\.com\1/g)].filter(
    ({ 0: written, index }) =>
      !principalOfPermission.test(text.slice(Math.max(0, start + index - 60), start + index)) &&
      // Both are there already.
      !text.slice(start + index + written.length, start + index + written.length + 80).includes(identityStore),
  );
  return mentions.map((mention) => {
    const [written, quote = ''] = mention;
    const at = start + mention.index;
    const after = at + written.length;
    const other = `${quote}${identityStore}${quote}`;
    const before = text.slice(file.lineStart(at), at);
    const item = /^([ \t]*-[ \t]+)$/.exec(before)?.[1];
    if (language === 'yaml' && item !== undefined) return file.insert(file.lineEnd(after), `${style.newLine}${item}${other}`);
    // `new iam.ServicePrincipal('cognito-idp.amazonaws.com')`
    const made = /([\w.]*(?:new )?[\w.]*ServicePrincipal\()$/.exec(text.slice(Math.max(start, at - 80), at));
    if (made && text.charAt(after) === ')') return file.insert(after + 1, `, ${made[1] ?? ''}${other})`);
    const previous = text.slice(0, at).trimEnd().at(-1);
    const isItem = previous === '[' || previous === ',';
    return isItem ? file.insert(after, `, ${other}`) : file.replace(at, after, `[${written}, ${other}]`);
  });
}

function addedStatements(file: EditedFile, key: Key | KeyReplica, statements: readonly CodeMap[]): readonly CodeEdit[] | undefined {
  const { language } = file;
  if (key.dialect === 'cloudformation') {
    if (language !== 'yaml' && language !== 'json') return undefined;
    // One by one in brackets, since each is an item of its own.
    return addedTemplateItems(file, file.offset(key.range.start), 'Statement', statements) ?? inBrackets(file, key, statements);
  }
  return language === 'python' || file.at(key.range).includes('.PolicyDocument(') ? undefined : inBrackets(file, key, statements);
}

/** All statements behind the last one of a list in brackets. */
function inBrackets(file: EditedFile, key: Key | KeyReplica, statements: readonly CodeMap[]): readonly CodeEdit[] | undefined {
  const { language, style, text } = file;
  const [start, end] = [file.offset(key.range.start), file.offset(key.range.end)];
  const name = /["']?Statement["']?\s{0,5}[:=]\s{0,5}(?=\[)/.exec(text.slice(start, end));
  const brackets = name ? bracketsAt(text, start + name.index + name[0].length, language) : undefined;
  if (!brackets || partsOf(text, brackets, language).length === 0) return undefined;
  return addedItem(file, brackets, 'list', (indent, inline) =>
    statements
      .map((statement) =>
        renderValue(verbatim(statement), { language, style, indent, inline: inline || language === 'yaml', verbatim: true }),
      )
      .join(inline ? ', ' : `,${style.newLine}${indent}`),
  );
}

function verbatim(statement: CodeMap): CodeValue {
  return isSpecial(statement) ? statement : { kind: 'document', members: statement };
}
