import { type Message, message } from '../message.ts';

/** The elements of a statement, as written. */
export type Json = Readonly<Record<string, unknown>>;

export interface Statement {
  /** Its Sid, or its place ("#2") where it has none. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  readonly elements: Json;
}

export type PolicyDocument =
  { readonly ok: true; readonly statements: readonly Statement[] } | { readonly ok: false; readonly problem: Message };

/** KMS takes no key policy that is larger, in bytes. */
export const maximumPolicySize = 32 * 1024;

/** Reads a policy document. Never throws: a text that is no policy comes back with what is wrong with it. */
export function readPolicy(text: string): PolicyDocument {
  if (isLarger(text, maximumPolicySize)) return unreadable(message('the key policy is larger than the {limit} KB of KMS', { limit: 32 }));
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return unreadable(message('the key policy is not valid JSON'));
  }
  const statement = isObject(policy) ? policy['Statement'] : undefined;
  const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statement === undefined || list.length === 0) return unreadable(message('the key policy has no statements'));
  const statements = list.map(readStatement);
  const bad = statements.indexOf(undefined);
  if (bad >= 0)
    return unreadable(message('statement {statement} of the key policy is neither Allow nor Deny', { statement: `#${bad + 1}` }));
  return { ok: true, statements: statements.filter((item) => item !== undefined) };
}

function unreadable(problem: Message): PolicyDocument {
  return { ok: false, problem };
}

function readStatement(value: unknown, index: number): Statement | undefined {
  if (!isObject(value)) return undefined;
  const { Effect: effect, Sid: sid } = value;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  return { name: nameOf(sid) ?? `#${index + 1}`, effect, elements: value };
}

function nameOf(sid: unknown): string | undefined {
  return typeof sid === 'string' ? oneLine(sid) || undefined : undefined;
}

const longestText = 80;

/** A text of the policy, fit for one row: one line, bounded. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function isLarger(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  let size = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return size > limit;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One text or a list of at least one; booleans and numbers are texts to IAM. Undefined for anything else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) return undefined;
  return values.every((item) => typeof item === 'string' || typeof item === 'boolean' || typeof item === 'number')
    ? values.map(String)
    : undefined;
}
