import type { RuleId } from './finding.ts';

const cognito = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide';
const cloudFormation = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';

const multiRegion = `${cognito}/user-pool-multi-region.html`;
const dataProtection = `${cognito}/data-protection.html`;
const issuer = `${cognito}/federation-endpoints.html#user-pool-oidc-issuer`;

const pages: Readonly<Record<RuleId, string>> = {
  'replica-tier': multiRegion,
  'replica-key': dataProtection,
  'key-not-multi-region': `${kms}/multi-region-keys-overview.html`,
  'key-arn': dataProtection,
  'key-replica-missing': `${kms}/multi-region-keys-replicate.html`,
  'key-state': `${kms}/key-state.html`,
  'key-policy': dataProtection,
  'replica-region': multiRegion,
  'replica-duplicate': multiRegion,
  'failover-routing': multiRegion,
  'failover-replica': multiRegion,
  'certificate-region': `${cognito}/cognito-user-pools-add-custom-domain.html`,
  'issuer-type': issuer,
  'mfa-totp': multiRegion,
  'deletion-protection': `${cognito}/user-pool-settings-deletion-protection.html`,
  'issuer-hard-coded': issuer,
  'jwt-verify-version': `${cognito}/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html`,
  'replica-property': `${cloudFormation}/aws-resource-cognito-userpoolreplica.html`,
  'regional-status': `${cloudFormation}/aws-resource-cognito-userpoolregionalconfigurationattachment.html`,
  'regional-arn': multiRegion,
  'issuer-authorizer': issuer,
  'trigger-permission': `${cognito}/cognito-user-pools-working-with-lambda-triggers.html`,
  'trigger-missing': multiRegion,
  'quota-parity': `${cognito}/quotas.html`,
  'terraform-provider': dataProtection,
  'sender-key': `${cognito}/user-pool-lambda-custom-sender-triggers.html`,
};

/**
 * The one page of AWS that explains a rule, for a link beside a finding. Our own page, docs/rules/RULE.md, has examples, the other pages and what
 * is not known.
 */
export function awsPage(rule: RuleId): string {
  return pages[rule];
}
