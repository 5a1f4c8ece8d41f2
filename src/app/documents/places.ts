import type { ParityFinding, ReadinessFinding, ReadinessRuleId } from '../../domain/finding.ts';

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

/** A finding of a pool: of its readiness, or of its two Regions side by side. */
export type PoolFinding = ReadinessFinding | ParityFinding;

/** Where a finding stands in the document of the primary pool: the names on the way to a member, which may not be there. */
export function placeOf(finding: Pick<PoolFinding, 'rule'> | Pick<ParityFinding, 'rule' | 'row'>): readonly string[] {
  const { rule } = finding;
  return 'row' in finding && !isReadinessRule(rule) ? placeOfRow(finding.row) : isReadinessRule(rule) ? places[rule] : pool;
}

function isReadinessRule(rule: PoolFinding['rule']): rule is ReadinessRuleId {
  return rule in places;
}

const pool = ['UserPool', 'Arn'];

/** The setting that a row of the comparison is about. */
function placeOfRow(row: string): readonly string[] {
  const [group, name = ''] = row.split('/');
  if (group === 'triggers') return ['UserPool', 'LambdaConfig', name];
  if (group === 'senders' && name === 'email') return ['UserPool', 'EmailConfiguration', 'SourceArn'];
  if (group === 'senders' && name === 'sms') return ['UserPool', 'SmsConfiguration', 'SnsRegion'];
  return pool;
}
