// What a key policy lets a principal do. Strict on purpose: an Allow that cannot be decided is not counted, and a Deny that cannot be decided
// is (facts: section 2, "Policy-check algorithm").
import { matchesPattern } from '../wildcards.ts';

/** A use of a key that a policy is asked about. */
export interface KeyUse {
  /** A service principal (`cognito-idp.amazonaws.com`), or an identity of an account. */
  readonly principal: { readonly service: string } | { readonly arn: string; readonly account: string };
  /** With its prefix: `kms:Decrypt`. */
  readonly action: string;
  readonly keyArn: string;
  /**
   * Condition keys in small letters. Undefined is a key that the request is known not to have; a key that is not here at all cannot be decided.
   */
  readonly context: Readonly<Record<string, string | undefined>>;
}

/** `notGranted`: no statement allows it for certain. `denied`: a statement forbids it, or may. */
export type Verdict = 'granted' | 'notGranted' | 'denied';

/** Three-valued: undefined is what cannot be decided. */
type Decision = boolean | undefined;
type Json = Readonly<Record<string, unknown>>;

/** Judges one use by a key policy document; a document that is not a policy grants nothing. */
export function evaluateKeyPolicy(document: string, use: KeyUse): Verdict {
  const statements = statementsOf(document) ?? [];
  const applies = (effect: string): Decision[] =>
    statements.filter(({ Effect }) => Effect === effect).map((statement) => statementApplies(statement, use, effect));
  if (applies('Deny').some((decision) => decision !== false)) return 'denied';
  return applies('Allow').includes(true) ? 'granted' : 'notGranted';
}

/** The statements of a policy document; undefined for a text that is not one. */
export function statementsOf(document: string): readonly Json[] | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    return undefined;
  }
  if (!isObject(policy)) return undefined;
  const statements = Array.isArray(policy['Statement']) ? (policy['Statement'] as unknown[]) : [policy['Statement']];
  return statements.every(isObject) ? statements : undefined;
}

function statementApplies(statement: Json, use: KeyUse, effect: string): Decision {
  return all([
    principalApplies(statement, use, effect),
    elementApplies(statement, 'Action', (pattern) => matchesPattern(pattern.toLowerCase(), use.action.toLowerCase())),
    elementApplies(statement, 'Resource', (pattern) => matchesPattern(pattern, use.keyArn)),
    conditionsApply(statement['Condition'], use.context),
  ]);
}

/** `Action` and `NotAction`, `Resource` and `NotResource`. */
function elementApplies(statement: Json, name: string, matches: (pattern: string) => boolean): Decision {
  const [only, except] = [textsOf(statement[name]), textsOf(statement[`Not${name}`])];
  if (only) return only.some(matches);
  return except ? !except.some(matches) : undefined;
}

/**
 * A service is granted something only where it is named: whether an Allow for everybody ("*") reaches services cannot be decided from the facts,
 * whereas a Deny for everybody does.
 */
function principalApplies({ Principal, NotPrincipal }: Json, { principal }: KeyUse, effect: string): Decision {
  if (NotPrincipal !== undefined) return effect === 'Deny' ? not(names(NotPrincipal, principal, true)) : undefined;
  return names(Principal, principal, 'service' in principal ? (effect === 'Deny' ? true : undefined) : true);
}

/** Whether a Principal element names a principal. `everybody` is the answer where it says "*". */
function names(element: unknown, principal: KeyUse['principal'], everybody: Decision): Decision {
  if (element === '*') return everybody;
  if (!isObject(element)) return undefined;
  const [services, identities] = [textsOf(element['Service']) ?? [], textsOf(element['AWS']) ?? []];
  const all = identities.includes('*') ? everybody : false;
  if ('service' in principal) return services.includes(principal.service) || all;
  // The account as a principal lets the account's own IAM policies decide; every simulated identity is an administrator.
  const own = [principal.arn, principal.account, `arn:aws:iam::${principal.account}:root`];
  return identities.some((identity) => own.includes(identity)) || all;
}

/** Every operator and every key must hold. */
function conditionsApply(conditions: unknown, context: KeyUse['context']): Decision {
  if (conditions === undefined) return true;
  if (!isObject(conditions)) return undefined;
  return all(
    Object.entries(conditions).flatMap(([operator, keys]) =>
      isObject(keys) ? Object.entries(keys).map(([key, values]) => conditionApplies(operator, key, values, context)) : [undefined],
    ),
  );
}

/** Operators on texts: how one value of the policy is compared with the request's, and whether the condition is the opposite of that. */
const operators: Readonly<Record<string, { readonly matches: (wanted: string, actual: string) => boolean; readonly negated?: true }>> = {
  stringequals: { matches: (wanted, actual) => wanted === actual },
  stringnotequals: { matches: (wanted, actual) => wanted === actual, negated: true },
  stringequalsignorecase: { matches: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase() },
  stringnotequalsignorecase: { matches: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(), negated: true },
  stringlike: { matches: matchesPattern },
  stringnotlike: { matches: matchesPattern, negated: true },
  bool: { matches: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase() },
  // The two ARN operators behave alike; wildcards do not reach over a colon.
  arnequals: { matches: matchesArn },
  arnlike: { matches: matchesArn },
  arnnotequals: { matches: matchesArn, negated: true },
  arnnotlike: { matches: matchesArn, negated: true },
};

function conditionApplies(name: string, key: string, values: unknown, context: KeyUse['context']): Decision {
  const wanted = textsOf(values);
  const known = key.toLowerCase();
  // An encryption context has nothing but what the service puts in it, so that another pair of it is known to be absent.
  if (!Object.hasOwn(context, known) && !known.startsWith('kms:encryptioncontext:')) return undefined;
  const actual = context[known];
  const [, base = '', ifExists] = /^(.*?)(ifexists)?$/.exec(name.toLowerCase()) ?? [];
  if (base === 'null') return wanted?.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (!operator || !wanted) return undefined;
  if (actual === undefined) return ifExists !== undefined || operator.negated === true;
  return wanted.some((value) => operator.matches(value, actual)) !== (operator.negated === true);
}

function matchesArn(wanted: string, actual: string): boolean {
  const [pattern, parts] = [splitArn(wanted), splitArn(actual)];
  return pattern.length === parts.length && pattern.every((part, index) => matchesPattern(part, parts[index] ?? ''));
}

/** The six parts of an ARN; the last has the rest, colons and all. */
function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const all = (decisions: readonly Decision[]): Decision =>
  decisions.includes(false) ? false : decisions.includes(undefined) ? undefined : true;
const not = (decision: Decision): Decision => (decision === undefined ? undefined : !decision);
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One text or a list of texts; booleans and numbers in conditions are texts to IAM. */
function textsOf(value: unknown): readonly string[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every((item) => typeof item === 'string' || typeof item === 'boolean' || typeof item === 'number')
    ? values.map(String)
    : undefined;
}
