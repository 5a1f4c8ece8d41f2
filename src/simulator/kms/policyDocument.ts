import { Refusal } from '../refusal.ts';
import type { Call } from '../service.ts';
import { defaultKeyPolicy } from './keyPolicy.ts';
import { evaluateKeyPolicy, statementsOf } from './policyEvaluation.ts';

const malformed = (message: string): Refusal => new Refusal('MalformedPolicyDocumentException', message);

/**
 * The policy that a key gets: the given one, the default one where none is given. Unless the caller waives the check, it must leave the caller
 * able to change it again (SDK: PutKeyPolicy, BypassPolicyLockoutSafetyCheck).
 * @throws Refusal MalformedPolicyDocumentException
 */
export function acceptedPolicy(
  { Policy, BypassPolicyLockoutSafetyCheck }: { readonly Policy?: string; readonly BypassPolicyLockoutSafetyCheck?: boolean },
  keyArn: string,
  { account, caller }: Call,
): string {
  if (Policy === undefined) return defaultKeyPolicy(account);
  requireStatements(Policy);
  if (BypassPolicyLockoutSafetyCheck === true) return Policy;
  // What the check asks is whether this identity may call PutKeyPolicy; the context of that future call is not known.
  const verdict = evaluateKeyPolicy(Policy, { principal: { arn: caller, account }, action: 'kms:PutKeyPolicy', keyArn, context: {} });
  if (verdict !== 'granted') throw malformed('The new key policy will not allow you to update the key policy in the future.');
  return Policy;
}

function requireStatements(document: string): void {
  try {
    JSON.parse(document);
  } catch {
    throw malformed('Policy contains invalid JSON');
  }
  const statements = statementsOf(document);
  if (!statements) throw malformed('Policy document should contain at least one statement');
  for (const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } of statements) {
    if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed('Policy statement must contain an effect of Allow or Deny.');
    if ((Action ?? NotAction) === undefined) throw malformed('Policy statement must contain actions.');
    if ((Resource ?? NotResource) === undefined) throw malformed('Policy statement must contain resources.');
    if ((Principal ?? NotPrincipal) === undefined) throw malformed('Policy contains a statement with no principal.');
  }
}
