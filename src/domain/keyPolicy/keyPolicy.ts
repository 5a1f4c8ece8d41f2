import { english, joined, type Message, message } from '../message.ts';
import { type KeyAction, type KeyPolicyQuestion, type KeyUse, possibleUses, type ServicePrincipal } from './keyUse.ts';
import { readPolicy, type Statement } from './policyDocument.ts';
import { judgeStatement, type StatementJudgement } from './statement.ts';

/** `denied`: forbidden, or not allowed by any statement. `unknown`: neither can be proven. */
export type KeyPolicyVerdict = 'granted' | 'denied' | 'unknown';

export interface KeyPolicyAnswer {
  readonly principal: ServicePrincipal;
  readonly action: KeyAction;
  readonly verdict: KeyPolicyVerdict;
  /** Which statement made it so, without principal and action. */
  readonly cause: Message;
  /** The whole sentence. */
  readonly reason: Message;
}

export interface KeyPolicyJudgement {
  readonly state: 'pass' | 'fail' | 'unknown';
  /** What makes the state: on `fail` what is denied, on `unknown` what cannot be proven, on `pass` nothing. */
  readonly missing: readonly { readonly principal: ServicePrincipal; readonly action: KeyAction; readonly reason: Message }[];
  readonly reason: Message;
}

/** Says for each service principal and action whether a key policy lets it happen. Facts: cognito-replication.md section 2, "Key policy". */
export function evaluateKeyPolicy(document: string, question: KeyPolicyQuestion): KeyPolicyAnswer[] {
  const policy = readPolicy(document);
  return question.servicePrincipals.flatMap((principal) =>
    question.actions.map((action) => {
      const { verdict, cause } = policy.ok
        ? acrossUses(possibleUses(principal, action, question).map((use) => judgeUse(policy.statements, use)))
        : ({ verdict: 'unknown', cause: policy.problem } as const);
      return { principal, action, verdict, cause, reason: sentence(verdict, principal, `kms:${action}`, cause) };
    }),
  );
}

/** Whether a key policy lets every service principal do every action of the question. */
export function judgeKeyPolicy(document: string, question: KeyPolicyQuestion): KeyPolicyJudgement {
  const answers = evaluateKeyPolicy(document, question);
  const [denied, unproven] = [
    answers.filter(({ verdict }) => verdict === 'denied'),
    answers.filter(({ verdict }) => verdict === 'unknown'),
  ];
  if (denied.length > 0) return { state: 'fail', missing: denied.map(missingOf), reason: summary(denied) };
  if (unproven.length > 0) {
    const policy = readPolicy(document);
    return { state: 'unknown', missing: unproven.map(missingOf), reason: policy.ok ? summary(unproven) : policy.problem };
  }
  const principals = question.servicePrincipals.join(', ');
  return { state: 'pass', missing: [], reason: message('the key policy lets {principals} use the key', { principals }) };
}

function missingOf({ principal, action, reason }: KeyPolicyAnswer): KeyPolicyJudgement['missing'][number] {
  return { principal, action, reason };
}

function sentence(verdict: KeyPolicyVerdict, principal: string, action: string, cause: Message): Message {
  switch (verdict) {
    case 'granted':
      return message('{principal} may {action}: {cause}', { principal, action, cause });
    case 'denied':
      return message('{principal} may not {action}: {cause}', { principal, action, cause });
    case 'unknown':
      return message('whether {principal} may {action} cannot be proven: {cause}', { principal, action, cause });
  }
}

const longestSummary = 3;

/** One part per principal and cause, with all its actions. */
function summary(answers: readonly KeyPolicyAnswer[]): Message {
  const groups = new Map<string, KeyPolicyAnswer[]>();
  for (const answer of answers) {
    const key = `${answer.principal} ${english(answer.cause)}`;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  const parts = [...groups.values()].flatMap((group) => {
    const actions = group.map(({ action }) => `kms:${action}`).join(', ');
    return group.slice(0, 1).map(({ verdict, principal, cause }) => sentence(verdict, principal, actions, cause));
  });
  const count = parts.length - longestSummary;
  return joined([...parts.slice(0, longestSummary), ...(count > 0 ? [message('{count} more', { count })] : [])]);
}

/** The verdict on one form of a call. */
interface UseVerdict {
  readonly verdict: KeyPolicyVerdict;
  readonly cause: Message;
  /** The same where another form of the call has another verdict. */
  readonly partialCause: Message;
}

/** Certain is what holds for every form the call may have. */
function acrossUses(uses: readonly UseVerdict[]): { readonly verdict: KeyPolicyVerdict; readonly cause: Message } {
  const of = (wanted: KeyPolicyVerdict): UseVerdict | undefined => uses.find(({ verdict }) => verdict === wanted);
  const [granted, denied, unproven] = [of('granted'), of('denied'), of('unknown')];
  if (unproven) return unproven;
  if (granted && denied) return { verdict: 'unknown', cause: denied.partialCause };
  return granted ?? denied ?? { verdict: 'unknown', cause: message('nothing is known of the call') };
}

function judgeUse(statements: readonly Statement[], use: KeyUse): UseVerdict {
  const judged = statements.map((statement) => judgeStatement(statement, use));
  const find = (effect: Statement['effect'], wanted: StatementJudgement['decision']): StatementJudgement | undefined =>
    judged.find(({ statement, decision }) => statement.effect === effect && decision === wanted);
  const forbidden = find('Deny', true);
  if (forbidden) return deniedBy(forbidden.statement.name);
  const [allowed, maybeAllowed] = [find('Allow', true), find('Allow', undefined)];
  const open = allowed ? find('Deny', undefined) : maybeAllowed;
  if (open) return leftOpen(open);
  if (allowed) return allowedBy(allowed.statement.name);
  return notAllowed(judged.find(({ statement, isAbout }) => statement.effect === 'Allow' && isAbout));
}

function allowedBy(statement: string): UseVerdict {
  const cause = message('statement {statement} allows it', { statement });
  return { verdict: 'granted', cause, partialCause: cause };
}

function deniedBy(statement: string): UseVerdict {
  return {
    verdict: 'denied',
    cause: message('statement {statement} denies it', { statement }),
    partialCause: message('statement {statement} denies it for some of the values that Cognito may send', { statement }),
  };
}

function leftOpen({ statement: { name: statement, effect }, part = message('it') }: StatementJudgement): UseVerdict {
  const cause =
    effect === 'Deny'
      ? message('statement {statement} may deny it, {part} cannot be decided', { statement, part })
      : message('statement {statement} may allow it, {part} cannot be decided', { statement, part });
  return { verdict: 'unknown', cause, partialCause: cause };
}

/** @param nearest a statement that is about this use, yet does not apply to it */
function notAllowed(nearest: StatementJudgement | undefined): UseVerdict {
  const none = message('no statement allows it');
  if (!nearest?.part) return { verdict: 'denied', cause: none, partialCause: none };
  const { statement, part } = nearest;
  return {
    verdict: 'denied',
    cause: message('statement {statement} does not apply, {part} does not match', { statement: statement.name, part }),
    partialCause: message('in statement {statement}, {part} matches only some of the values that Cognito may send', {
      statement: statement.name,
      part,
    }),
  };
}
