// Who may do what: "only these operations", as data in the world. There are no IAM policies; whom no entry names may do everything.
import { Refusal } from './refusal.ts';
import { list, required, structure, text, type Shaped } from './shape.ts';
import type { Call } from './service.ts';
import { matchesPattern } from './wildcards.ts';

/** A permission as a scenario writes it. What is left out of `account`, `accessKey` and `region` matches every caller and Region. */
export const permissionShape = structure({
  account: text(),
  accessKey: text(),
  region: text(),
  /** `cognito-idp:Describe*`, `kms:DescribeKey`: with the service, and with IAM's wildcards. */
  only: required(list(text({ min: 3, pattern: '[a-z0-9*-]+:[A-Za-z*?]+' }))),
});
export type Permission = Shaped<typeof permissionShape>;

/** An action as IAM names it, with the resource that a refusal names. */
export interface Wanted {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly resource: string;
}

/**
 * Whether the world's permissions let the caller do something: those that name the caller and the Region have to have the action, and what several entries allow adds up.
 * sts:GetCallerIdentity needs no permission, as on the real service, and a call that is not signed has nobody to ask about.
 */
export function isPermitted({ service, operation, region }: Omit<Wanted, 'resource'>, call: Call): boolean {
  const action = `${service}:${operation}`;
  if (action === 'sts:GetCallerIdentity' || call.accessKeyId === undefined) return true;
  const own = (call.world.permissions ?? []).filter(
    (permission) =>
      matches(permission.account, call.account) && matches(permission.accessKey, call.accessKeyId) && matches(permission.region, region),
  );
  return own.length === 0 || own.some(({ only }) => only.some((pattern) => matchesAction(pattern, action)));
}

/** @throws Refusal AccessDeniedException where the world's permissions leave the action out */
export function requirePermission(wanted: Wanted, call: Call): void {
  if (!isPermitted(wanted, call)) throw accessDenied(`${wanted.service}:${wanted.operation}`, wanted.resource, call.caller);
}

/** The sentence of IAM where no policy of a kind allows an action: `identity-based`, or `resource-based` in another account. */
export const accessDenied = (action: string, resource: string, caller: string, policy = 'identity-based'): Refusal =>
  new Refusal(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no ${policy} policy allows the ${action} action`,
  );

const matches = (wanted: string | undefined, actual: string | undefined): boolean => wanted === undefined || wanted === actual;
const matchesAction = (pattern: string, action: string): boolean => matchesPattern(pattern.toLowerCase(), action.toLowerCase());
