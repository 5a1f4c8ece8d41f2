import { absent, known } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import type { WebAclContent, WebAclSnapshot } from '../../../../src/domain/parity/snapshot.ts';
import { type Change, type Changeable, type ChangeableSide, valueIn } from './changes.ts';

const webAclOf = (side: ChangeableSide): Changeable<WebAclSnapshot> => valueIn<WebAclSnapshot>(side.webAcl);
const contentOf = (side: ChangeableSide): Changeable<WebAclContent> => valueIn<WebAclContent>(webAclOf(side).content);
const ruleOf = (side: ChangeableSide, name: string) => contentOf(side).rules.find((rule) => rule.name === name)!;
const statement = (value: JsonObject) => value as Changeable<JsonObject>;
const setReference = (side: ChangeableSide, kind: string, content: JsonObject): void => {
  const { references } = contentOf(side);
  const [arn] = [...references.keys()].filter((one) => one.includes(`/${kind}/`));
  references.set(arn!, known(content) as Changeable<WebAclContent['references']> extends Map<string, infer V> ? V : never);
};

export const firewallCases: Readonly<Record<string, Change>> = {
  'no web ACL in the secondary': (secondary) => (secondary.webAcl = absent),
  'a web ACL only in the secondary': (_secondary, primary) => (primary.webAcl = absent),
  'no web ACL in either Region': (secondary, primary) => {
    for (const side of [secondary, primary]) side.webAcl = absent;
  },
  'a web ACL of another name': (secondary) => (webAclOf(secondary).name = 'login-protection-west'),
  'another default action': (secondary) => (contentOf(secondary).defaultAction = { Block: {} }),
  'a rule only in the primary': (secondary) => contentOf(secondary).rules.shift(),
  'a rule only in the secondary': (_secondary, primary) => contentOf(primary).rules.shift(),
  'rules in another order': (secondary) => {
    ruleOf(secondary, 'common').priority = 1;
    ruleOf(secondary, 'rate').priority = 0;
  },
  'a rule that counts': (secondary) => (ruleOf(secondary, 'rate').action = { Count: {} }),
  'another version of a managed group': (secondary) => {
    ruleOf(secondary, 'common').statement = statement({
      ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', Version: 'Version_1.1' },
    });
  },
  'the default version of a managed group': (secondary) => {
    ruleOf(secondary, 'common').statement = statement({
      ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
    });
  },
  'rules of a managed group that only count': (secondary) => {
    ruleOf(secondary, 'common').statement = statement({
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesCommonRuleSet',
        Version: 'Version_1.2',
        RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
      },
    });
  },
  'another rate limit': (secondary) => {
    ruleOf(secondary, 'rate').statement = statement({ RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } });
  },
  'a rate by another key': (secondary) => {
    ruleOf(secondary, 'rate').statement = statement({ RateBasedStatement: { Limit: 1000, AggregateKeyType: 'FORWARDED_IP' } });
  },
  'another IP set': (secondary) => {
    ruleOf(secondary, 'either').statement = statement({
      OrStatement: {
        Statements: [
          { GeoMatchStatement: { CountryCodes: ['AQ', 'BV'] } },
          { IPSetReferenceStatement: { ARN: 'arn:aws:wafv2:us-west-2:111122223333:regional/ipset/homes/1' } },
        ],
      },
    });
  },
  'an IP set with other addresses': (secondary) => setReference(secondary, 'ipset', { Addresses: ['192.0.2.0/24'] }),
  'a pattern set with other patterns': (secondary) => {
    setReference(secondary, 'regexpatternset', { RegularExpressionList: [{ RegexString: '^/wp-admin' }] });
  },
  'a rule group with other rules': (secondary) => setReference(secondary, 'rulegroup', { Rules: [] }),
  'no logging': (secondary) => (webAclOf(secondary).logging = absent),
  'logging only in the secondary': (_secondary, primary) => (webAclOf(primary).logging = absent),
  'no logging in either Region': (secondary, primary) => {
    for (const side of [secondary, primary]) webAclOf(side).logging = absent;
  },
  'logging to another place': (secondary) => {
    webAclOf(secondary).logging = known({ LogDestinationConfigs: ['arn:aws:logs:us-west-2:111122223333:log-group:aws-waf-logs-other'] });
  },
};
