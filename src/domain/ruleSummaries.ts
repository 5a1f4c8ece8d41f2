import type { RuleId, Severity } from './finding.ts';
import { type Message, message } from './message.ts';

/** What a rule says, for lists of all rules. */
export interface RuleSummary {
  /** The severity where nothing else is set; findings that are less certain are milder. */
  readonly severity: Severity;
  readonly summary: Message;
}

/** All rules, in the order of docs/rules/README.md. */
export const ruleSummaries: Readonly<Record<RuleId, RuleSummary>> = {
  'replica-tier': { severity: 'error', summary: message('A replicated user pool is on the feature plan LITE.') },
  'replica-region': {
    severity: 'error',
    summary: message('The secondary Region is the primary one, or is not known to hold replicas.'),
  },
  'replica-duplicate': { severity: 'error', summary: message('A user pool has more than one replica.') },
  'replica-key': { severity: 'error', summary: message('A replicated user pool has no customer managed key.') },
  'key-arn': { severity: 'error', summary: message('The key of a user pool is given by an alias, or is in another Region.') },
  'key-not-multi-region': { severity: 'error', summary: message('The key of a replicated user pool is a single-Region key.') },
  'key-replica-missing': { severity: 'error', summary: message('The key has no key replica in the secondary Region.') },
  'key-state': { severity: 'error', summary: message('A key is not Enabled, or not symmetric.') },
  'key-policy': { severity: 'error', summary: message('A key policy does not let both services of Cognito use the key.') },
  'issuer-type': { severity: 'warning', summary: message('Tokens of a replicated user pool have the ORIGINAL issuer.') },
  'mfa-totp': { severity: 'error', summary: message('Users of authenticator apps cannot sign in on the replica.') },
  'deletion-protection': { severity: 'warning', summary: message('A replicated user pool can be deleted by one call.') },
  'certificate-region': { severity: 'error', summary: message('The certificate of a custom domain is not in us-east-1.') },
  'failover-routing': { severity: 'error', summary: message('The failover routing of a domain cannot work.') },
  'failover-replica': { severity: 'error', summary: message('Users would be sent to a replica that is not ACTIVE.') },
  'issuer-hard-coded': {
    severity: 'warning',
    summary: message('An issuer is written down that does not match the tokens of the user pool.'),
  },
  'jwt-verify-version': { severity: 'warning', summary: message('aws-jwt-verify is too old for the UPDATED issuer.') },
  'replica-property': { severity: 'error', summary: message('A replica has a property that its type does not know.') },
  'regional-status': {
    severity: 'warning',
    summary: message('Regional settings have no status, so that the replica is INACTIVE.'),
  },
  'regional-arn': {
    severity: 'error',
    summary: message('A trigger of the replica is in another Region, or a sender depends on the primary Region.'),
  },
  'issuer-authorizer': {
    severity: 'error',
    summary: message('An authorizer of API Gateway or a load balancer does not support the UPDATED issuer.'),
  },
  'trigger-permission': {
    severity: 'error',
    summary: message('The function of a trigger does not let the user pool of its Region call it.'),
  },
  'trigger-missing': {
    severity: 'warning',
    summary: message('A trigger of the primary Region has no counterpart in the secondary Region.'),
  },
  'quota-parity': { severity: 'warning', summary: message('A request limit is lower in the secondary Region.') },
  'terraform-provider': {
    severity: 'warning',
    summary: message('aws_cognito_user_pool manages a replicated user pool and cannot name its key.'),
  },
  'sender-key': {
    severity: 'info',
    summary: message('The only key that is named is for custom senders, and does not encrypt the user pool.'),
  },
};
