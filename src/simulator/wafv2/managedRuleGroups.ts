/**
 * The rule groups that AWS manages and that user pools use, with their static versions in order, the default last, and their capacity
 * (AWS WAF developer guide, "AWS Managed Rules rule groups list"). The numbers of the versions are examples; the reputation lists have none.
 */
export const managedRuleGroups: Readonly<Record<string, { readonly capacity: number; readonly versions: readonly string[] }>> = {
  AWSManagedRulesACFPRuleSet: { capacity: 50, versions: ['Version_1.0', 'Version_1.1'] },
  AWSManagedRulesATPRuleSet: { capacity: 50, versions: ['Version_1.0', 'Version_1.1'] },
  AWSManagedRulesAmazonIpReputationList: { capacity: 25, versions: [] },
  AWSManagedRulesAnonymousIpList: { capacity: 50, versions: [] },
  AWSManagedRulesBotControlRuleSet: { capacity: 50, versions: ['Version_1.0', 'Version_2.0', 'Version_3.0'] },
  AWSManagedRulesCommonRuleSet: { capacity: 700, versions: ['Version_1.0', 'Version_1.1', 'Version_1.2'] },
  AWSManagedRulesKnownBadInputsRuleSet: { capacity: 200, versions: ['Version_1.0', 'Version_1.1'] },
  AWSManagedRulesSQLiRuleSet: { capacity: 200, versions: ['Version_1.0', 'Version_1.1'] },
};
