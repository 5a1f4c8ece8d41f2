import { parseArn } from '../arn.ts';
import { type Failure, failureMessage, type Result } from '../failure.ts';
import { cognitoServicePrincipals } from '../keyPolicy/keyUse.ts';
import { type Message, message } from '../message.ts';
import type { Plan, RequiredPermission } from './plan.ts';

/** Permissions that IAM is asked about at once: on one resource, in one Region. */
export interface PermissionQuestion {
  readonly permissions: readonly RequiredPermission[];
  /** An ARN, or `*`. */
  readonly resource: string;
  /** Condition keys that each of the calls has, with their values. */
  readonly context: Readonly<Record<string, string>>;
}

/** What IAM says of one action. Source: IAM API reference, EvaluationResult. */
export interface PermissionDecision {
  readonly action: string;
  /** `allowed`, `explicitDeny` or `implicitDeny`, or as received. */
  readonly decision: string;
  /** Undefined where the caller has no permissions boundary. */
  readonly boundaryAllows?: boolean;
  /** Undefined where the account is in no organization. */
  readonly organizationAllows?: boolean;
  /** Condition keys that the caller's policies ask for and that had no value. */
  readonly missingContext: readonly string[];
}

/** `noPolicy`: nothing allows it. `policy`: one of the caller's policies denies it. */
export type DeniedBy = 'noPolicy' | 'policy' | 'permissionsBoundary' | 'organization';

export type PermissionVerdict = { readonly permission: RequiredPermission } & (
  | { readonly state: 'allowed' }
  | { readonly state: 'denied'; readonly by: DeniedBy }
  | { readonly state: 'unknown'; readonly reason: Message; readonly failure?: Failure }
);

/** By whom a caller's policies are found: an ARN that IAM knows, or a role whose ARN has to be asked for. */
export type Principal =
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'role'; readonly partition: string; readonly name: string }
  | { readonly kind: 'unchecked'; readonly reason: Message };

/** What the steps that are not done need, each permission once, in the order of the steps. */
export function openPermissions({ steps }: Plan): readonly RequiredPermission[] {
  const needed = new Map<string, RequiredPermission>();
  for (const permission of steps
    .filter(({ state }) => state !== 'done')
    .flatMap(({ calls }) => calls.flatMap((call) => call.permissions))) {
    const key = [permission.action, permission.region, permission.resource].join(' ');
    if (!needed.has(key)) needed.set(key, permission);
  }
  return [...needed.values()];
}

/** How many permissions go into one question. */
const atOnce = 100;

/** The fewest questions for these permissions: in a question, condition keys have one value for all. */
export function permissionQuestions(permissions: readonly RequiredPermission[]): readonly PermissionQuestion[] {
  const groups = new Map<string, RequiredPermission[]>();
  for (const permission of permissions) {
    const about = `${permission.region} ${permission.resource ?? '*'}`;
    groups.set(about, [...(groups.get(about) ?? []), permission]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / atOnce) }, (_, index) => questionOf(group.slice(index * atOnce, (index + 1) * atOnce))),
  );
}

function questionOf(permissions: readonly RequiredPermission[]): PermissionQuestion {
  const [{ region, resource = '*' } = { region: '' }] = permissions;
  const passesRole = permissions.some(({ action }) => action === 'iam:PassRole');
  return {
    permissions,
    resource,
    context: {
      'aws:RequestedRegion': region,
      // Policies let a role be passed to certain services only (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").
      ...(passesRole && { 'iam:PassedToService': cognitoServicePrincipals[0] }),
    },
  };
}

/**
 * By whom the policies of a caller are found. IAM answers for users and roles. The ARN of a session in a role lacks the role's path, which those of IAM Identity Center have.
 * Source: IAM User Guide, "IAM identifiers"; API reference, SimulatePrincipalPolicy.
 *
 * @param callerArn as GetCallerIdentity gives it
 */
export function principalOf(callerArn: string): Principal {
  const { partition = '', resource = '', service = '' } = parseArn(callerArn) ?? {};
  const [kind = '', name = ''] = resource.split('/');
  if (service === 'sts' && kind === 'assumed-role' && name !== '') return { kind: 'role', partition, name };
  if (service === 'iam' && (kind === 'user' || kind === 'role')) return { kind: 'arn', arn: callerArn };
  if (service === 'iam' && resource === 'root') {
    return { kind: 'unchecked', reason: message('the root user of the account is not checked: only policies of an organization limit it') };
  }
  return { kind: 'unchecked', reason: message('IAM answers for users and roles only, not for {arn}', { arn: callerArn }) };
}

/** What an answer of IAM means for each permission of the question. */
export function permissionVerdicts(
  { permissions }: PermissionQuestion,
  answer: Result<readonly PermissionDecision[]>,
): readonly PermissionVerdict[] {
  if (!answer.ok) return permissions.map((permission) => unanswered(permission, answer.failure));
  return permissions.map((permission) => {
    const decision = answer.value.find(({ action }) => action.toLowerCase() === permission.action.toLowerCase());
    return decision ? verdictOf(permission, decision) : unknownFor(permission, message('IAM gave no answer'));
  });
}

/** Unknown, because the question itself was refused or failed. */
export function unanswered(permission: RequiredPermission, failure: Failure): PermissionVerdict {
  return { permission, state: 'unknown', reason: failureMessage(failure), failure };
}

export function unknownFor(permission: RequiredPermission, reason: Message): PermissionVerdict {
  return { permission, state: 'unknown', reason };
}

/**
 * An Allow is taken as it is, although a Deny under a condition that could not be decided, the policy of a key, that of a session, or one of an organization about resources
 * may still stand against it: the check finds what is missing, and the call itself has the last word.
 */
function verdictOf(permission: RequiredPermission, decision: PermissionDecision): PermissionVerdict {
  const { boundaryAllows, missingContext, organizationAllows } = decision;
  if (decision.decision === 'allowed') return { permission, state: 'allowed' };
  if (organizationAllows === false) return { permission, state: 'denied', by: 'organization' };
  if (decision.decision !== 'implicitDeny' && decision.decision !== 'explicitDeny') {
    return unknownFor(permission, message('IAM answers {decision}', { decision: decision.decision }));
  }
  if (missingContext.length > 0) {
    return unknownFor(permission, message('it depends on {conditions} of the call', { conditions: missingContext.join(', ') }));
  }
  if (boundaryAllows === false) return { permission, state: 'denied', by: 'permissionsBoundary' };
  if (decision.decision === 'explicitDeny') return { permission, state: 'denied', by: 'policy' };
  if (permission.hasOwnPolicy === true) {
    return unknownFor(permission, message('no policy of the caller allows it, but the policy of the key may'));
  }
  return { permission, state: 'denied', by: 'noPolicy' };
}

/** The verdict in a sentence that names the permission: "no permission kms:ReplicateKey on arn:… in us-east-1: no policy allows it". */
export function verdictMessage(verdict: PermissionVerdict): Message {
  const permission = named(verdict.permission);
  switch (verdict.state) {
    case 'allowed':
      return message('permission {permission}', { permission });
    case 'denied':
      return message('no permission {permission}: {reason}', { permission, reason: denialMessage(verdict.by) });
    case 'unknown':
      return message('permission {permission} is unknown: {reason}', { permission, reason: verdict.reason });
  }
}

function named({ action, region, resource = '*' }: RequiredPermission): Message {
  return resource === '*'
    ? message('{action} in {region}', { action, region })
    : message('{action} on {resource} in {region}', { action, region, resource });
}

function denialMessage(by: DeniedBy): Message {
  switch (by) {
    case 'noPolicy':
      return message('no policy allows it');
    case 'policy':
      return message('a policy denies it');
    case 'permissionsBoundary':
      return message('the permissions boundary does not allow it');
    case 'organization':
      return message('a policy of the organization does not allow it');
  }
}
