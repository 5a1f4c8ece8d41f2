import { parseArn } from '../../arn.ts';
import { valueOf } from '../../fact.ts';
import { isJsonList, isJsonObject, type JsonObject, withoutMembers } from '../../json.ts';
import { message } from '../../message.ts';
import { valueInOtherRegion } from '../../parity/otherRegion.ts';
import type { WebAclSnapshot } from '../../parity/snapshot.ts';
import { expression } from '../../render/codeValue.ts';
import { quoted, shellWord } from '../../render/shellText.ts';
import { aws, codeOffers, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import type { Offer } from './repairKind.ts';

/** What UpdateWebACL sets back to nothing where it is left out (SDK: UpdateWebACLRequest). */
const carried = [
  'Description',
  'CustomResponseBodies',
  'CaptchaConfig',
  'ChallengeConfig',
  'TokenDomains',
  'AssociationConfig',
  'DataProtectionConfig',
  'OnSourceDDoSProtectionConfig',
  'ApplicationConfig',
];
const rest = `with_entries(select(.key | IN(${carried.map((name) => JSON.stringify(name)).join(', ')})))`;

/** How a web ACL, set or group is named in calls: the parts of its ARN. */
function namedBy(arn: string): { readonly scope: string; readonly name: string; readonly id: string } {
  const [, , name = '', id = ''] = parseArn(arn)?.resource.split('/') ?? [];
  return { scope: 'REGIONAL', name, id };
}

/** A web ACL as the primary Region has it. Values that rules look for are not in the comparison, so that the text reads them from AWS. */
export function newWebAclOffers({ primaryRegion, region, replicaArn, sides }: RepairContext): readonly Offer[] {
  const there = valueOf(sides.primary.webAcl);
  if (!there) return [];
  const filter = `.WebACL | {Name, Scope: "REGIONAL", DefaultAction, Rules, VisibilityConfig} + ${rest}`;
  return [
    shellOffer(message('AWS CLI: make the web ACL in {region} and associate it', { region }), [
      `${aws('wafv2 get-web-acl', primaryRegion, namedBy(there.arn))} \\`,
      `  | jq ${quoted(filter)} > web-acl.json`,
      ...referencesComment(there, region, 'web-acl.json'),
      `arn=$(${aws('wafv2 create-web-acl', region, {}, ['--cli-input-json file://web-acl.json', '--query Summary.ARN', '--output text'])})`,
      aws('wafv2 associate-web-acl', region, { 'resource-arn': replicaArn }, ['--web-acl-arn "$arn"']),
    ]),
    ...associationOffers(replicaArn, region),
  ];
}

/** The ARN of the web ACL is for whoever deploys it to say: a parameter in CloudFormation, a variable in Terraform. */
function associationOffers(replicaArn: string, region: string): readonly Offer[] {
  const written = (code: string) => ({
    name: 'WebAclOfReplica',
    type: 'AWS::WAFv2::WebACLAssociation',
    properties: { ResourceArn: replicaArn, WebACLArn: expression(code) },
  });
  const yaml = codeOffers([written('!Ref WebAclArn')], region)[0];
  const hcl = codeOffers([written('var.web_acl_arn')], region)[1];
  return [
    ...(yaml ? [{ ...yaml, text: `Parameters:\n  WebAclArn:\n    Type: String\n${yaml.text}` }] : []),
    ...(hcl ? [{ ...hcl, text: `variable "web_acl_arn" {\n  type = string\n}\n\n${hcl.text}` }] : []),
  ];
}

/** Rules and default action of the primary Region in the web ACL of the secondary Region, of which everything else stays. */
export function webAclContentOffer({ primaryRegion, region, sides }: RepairContext): readonly Offer[] {
  const [from, to] = [valueOf(sides.primary.webAcl), valueOf(sides.secondary.webAcl)];
  if (!from || !to) return [];
  const filter = [
    '.[0].WebACL as $from | .[1].WebACL as $to',
    '{Name: $to.Name, Id: $to.Id, Scope: "REGIONAL", LockToken: .[1].LockToken, VisibilityConfig: $to.VisibilityConfig}',
    `+ {DefaultAction: $from.DefaultAction, Rules: $from.Rules} + ($to | ${rest})`,
  ];
  return [
    shellOffer(message('AWS CLI: give {to} the rules of {from}', { to: to.name, from: from.name }), [
      `${aws('wafv2 get-web-acl', primaryRegion, namedBy(from.arn))} > from.json`,
      `${aws('wafv2 get-web-acl', region, namedBy(to.arn))} > to.json`,
      `jq --slurp ${quoted(`${filter[0] ?? ''} | ${filter.slice(1).join(' ')}`)} from.json to.json > web-acl.json`,
      ...referencesComment(from, region, 'web-acl.json'),
      aws('wafv2 update-web-acl', region, {}, ['--cli-input-json file://web-acl.json']),
    ]),
  ];
}

function referencesComment({ content }: WebAclSnapshot, region: string, file: string): readonly string[] {
  const references = valueOf(content)?.references.size ?? 0;
  return references === 0
    ? []
    : [`# Put the ARNs that rule groups and sets have in ${region} into ${file}: those in it are of the other Region.`];
}

/** The addresses or patterns of a set, as the primary Region has them. Undefined for a rule group, whose rules may look for what is not shown. */
export function setOffers(key: string, { primaryRegion, region, sides }: RepairContext): readonly Offer[] {
  const [kind = '', name = ''] = key.split('/');
  const [from, to] = [sides.primary, sides.secondary].map(({ webAcl }) =>
    [...(valueOf(valueOf(webAcl)?.content)?.references.keys() ?? [])].find((arn) => arn.includes(`/${kind}/${name}/`)),
  );
  if (from === undefined || to === undefined) return [];
  const title = message('AWS CLI: give {name} in {region} what {primaryRegion} has', { name, region, primaryRegion });
  const token = (operation: string): string =>
    `--lock-token "$(${aws(`wafv2 ${operation}`, region, { ...namedBy(to), query: 'LockToken', output: 'text' })})"`;
  const content = (operation: string, query: string): string =>
    `"$(${aws(`wafv2 ${operation}`, primaryRegion, { ...namedBy(from), query, output: 'json' })})"`;
  switch (kind) {
    case 'ipset':
      return [
        shellOffer(title, [
          aws('wafv2 update-ip-set', region, namedBy(to), [token('get-ip-set'), `--addresses ${content('get-ip-set', 'IPSet.Addresses')}`]),
        ]),
      ];
    case 'regexpatternset':
      return [
        shellOffer(title, [
          aws('wafv2 update-regex-pattern-set', region, namedBy(to), [
            token('get-regex-pattern-set'),
            `--regular-expression-list ${content('get-regex-pattern-set', 'RegexPatternSet.RegularExpressionList')}`,
          ]),
        ]),
      ];
    default:
      return [];
  }
}

/** The logging of the primary's web ACL for that of the secondary Region, to destinations there. */
export function webAclLoggingOffers({ region, sides }: RepairContext): readonly Offer[] {
  const [from, to] = [valueOf(valueOf(sides.primary.webAcl)?.logging), valueOf(sides.secondary.webAcl)];
  if (!to) return [];
  if (!from) {
    return [
      shellOffer(message('AWS CLI: end the logging in {region}', { region }), [
        aws('wafv2 delete-logging-configuration', region, { 'resource-arn': to.arn }),
      ]),
    ];
  }
  const mapped = valueInOtherRegion(withoutMembers(from, 'ManagedByFirewallManager'), sides.primary, sides.secondary);
  const logging: JsonObject = { ...(isJsonObject(mapped) ? mapped : {}), ResourceArn: to.arn };
  return [
    shellOffer(message('AWS CLI: log the requests in {region}', { region }), [
      ...destinationsOf(logging).map((arn) => `# ${arn} has to be there.`),
      `aws wafv2 put-logging-configuration --region ${region} --logging-configuration ${shellWord(JSON.stringify(logging))}`,
    ]),
  ];
}

function destinationsOf({ LogDestinationConfigs: destinations }: JsonObject): readonly string[] {
  return isJsonList(destinations) ? destinations.filter((one) => typeof one === 'string') : [];
}
