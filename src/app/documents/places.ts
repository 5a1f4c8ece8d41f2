import type { ReadinessRuleId } from '../../domain/finding.ts';

const key = ['UserPool', 'KeyConfiguration', 'KmsKeyArn'];
const routing = ['UserPoolDomain', 'Routing', 'Failover'];

const places: Readonly<Record<ReadinessRuleId, readonly string[]>> = {
  'replica-tier': ['UserPool', 'UserPoolTier'],
  'replica-key': ['UserPool', 'KeyConfiguration'],
  'key-arn': key,
  'key-not-multi-region': key,
  'key-replica-missing': key,
  'key-state': key,
  'key-policy': key,
  'replica-region': ['UserPoolReplicas'],
  'replica-duplicate': ['UserPoolReplicas'],
  'failover-routing': routing,
  'failover-replica': [...routing, 'SecondaryRegion'],
  'certificate-region': ['UserPoolDomain', 'CustomDomainConfig', 'CertificateArn'],
  'issuer-type': ['UserPool', 'IssuerConfiguration', 'Type'],
  'mfa-totp': ['UserPoolMfaConfig', 'SoftwareTokenMfaConfiguration', 'Enabled'],
  'deletion-protection': ['UserPool', 'DeletionProtection'],
};

/** Where a rule's finding stands in the document of the primary pool: the names on the way to a member, which may not be there. */
export function placeOf(rule: ReadinessRuleId): readonly string[] {
  return places[rule];
}
