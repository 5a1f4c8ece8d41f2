// A replicated pool with what surrounds it in both Regions: functions, web ACLs, senders and log destinations.
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { uuidFrom } from '../../../src/simulator/ids.ts';
import { parseScenario, scenarioClientId, scenarioPoolId, worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { World } from '../../../src/simulator/world.ts';
import { firewallIdFrom } from '../../../src/simulator/scenarioFirewall.ts';
import { firewallArn, type ThingKind } from '../../../src/simulator/wafv2/firewall.ts';
import { account, primary, secondary } from './story.ts';
import { demoAccessKey, now } from './requests.ts';

const both = [primary, secondary] as const;

const story = {
  seed: 'surroundings',
  account: { id: account, name: 'surroundings', accessKeys: [demoAccessKey] },
  regions: [primary, secondary],
  keys: [{ name: 'data', region: primary, replicas: [{ region: secondary }] }],
  pools: [
    {
      name: 'app',
      region: primary,
      key: 'data',
      clients: [{ name: 'web' }, { name: 'backend' }],
      domain: { name: 'app-of-surroundings' },
      triggers: { PreSignUp: 'check', PostConfirmation: 'welcome:live' },
      messages: {
        verification: { subject: 'Your code', email: 'Your code is {####}', sms: 'Code {####}' },
        invitation: { subject: 'Welcome', email: '{username} and {####}', sms: '{username} {####}' },
        authenticationSms: 'Use {####}',
      },
      groups: [{ name: 'members', description: 'All', precedence: 1, role: 'member' }],
      resourceServers: [{ identifier: 'api', name: 'API', scopes: { read: 'Read' } }],
      branding: [{ client: 'web', settings: { categories: { form: { location: 'CENTER' } } } }, { client: 'backend' }],
      hostedUi: [{ css: '.banner {}' }, { client: 'web', css: '.label {}' }],
      terms: [{ client: 'web', name: 'terms-of-use', links: { 'cognito:default': 'https://example.com/terms' } }],
      threatProtection: {
        compromisedCredentials: 'BLOCK',
        takeover: { low: 'NO_ACTION', high: 'BLOCK', notify: true },
        blockedAddresses: ['198.51.100.0/24'],
        skippedAddresses: ['192.0.2.0/24'],
      },
      notificationEmail: { from: 'security@example.com', replyTo: 'help@example.com' },
      logs: [
        { source: 'userNotification', logGroup: '/cognito/app' },
        { source: 'userAuthEvents', deliveryStream: 'sign-ins' },
      ],
      replica: {
        region: secondary,
        status: 'ACTIVE',
        differs: {
          logs: [{ source: 'userNotification', bucket: 'logs-{region}' }],
          notificationEmail: { from: 'security@example.com', identityRegion: primary },
        },
        behind: {
          minutes: 30,
          messages: { verification: { subject: 'Your old code' } },
          groups: [],
          branding: [{ client: 'web' }],
          terms: [],
        },
      },
    },
    { name: 'alone', region: primary, clients: [{ name: 'only' }] },
  ],
  functions: [
    {
      name: 'check',
      regions: both,
      code: 'check 1',
      memory: 256,
      timeout: 3,
      architecture: 'x86_64',
      layers: ['shared:3'],
      environment: { TABLE_ARN: 'arn:aws:dynamodb:{region}:{account}:table/check' },
      concurrency: 20,
      vpc: { id: 'vpc-1', subnets: ['subnet-1'], securityGroups: ['sg-1'] },
      tags: { team: 'a' },
      differs: {
        [secondary]: { code: 'check 2', environment: { TABLE_ARN: `arn:aws:dynamodb:${primary}:{account}:table/check` } },
      },
    },
    { name: 'welcome', regions: both, versions: { '1': { code: 'one' }, '2': { code: 'two' } }, aliases: { live: '2' } },
    { name: 'unused', regions: [primary] },
    {
      name: 'mistaken',
      regions: [secondary],
      permissions: ['app', { pool: 'app', region: primary, id: 'mistake' }],
      state: 'Failed',
      stateReason: 'No code.',
    },
    {
      name: 'called',
      regions: [primary],
      permissions: [
        { principal: 'events.amazonaws.com', sourceArn: 'arn:aws:events:{region}:{account}:rule/x', qualifier: 'live', id: 'rule' },
      ],
      versions: { '1': {} },
      aliases: { live: '1' },
    },
  ],
  webAcls: [
    {
      name: 'login',
      regions: both,
      description: 'Sign-in',
      protects: ['app'],
      rules: [
        { name: 'common', managed: 'AWSManagedRulesCommonRuleSet', version: 'Version_1.1' },
        { name: 'own', ruleGroup: 'shared', action: 'count' },
        { name: 'rate', rate: 300 },
        { name: 'office', ipSet: 'office', action: 'allow' },
        { name: 'paths', regexSet: 'paths', action: 'captcha' },
        { name: 'countries', countries: ['DE'], action: 'count' },
        { name: 'label', statement: { LabelMatchStatement: { Scope: 'LABEL', Key: 'a' } } },
      ],
      logging: ['arn:aws:logs:{region}:{account}:log-group:aws-waf-logs-login'],
      redactedHeaders: ['authorization'],
      differs: { [secondary]: { rules: [{ name: 'rate', rate: 500 }], logging: [] } },
    },
    { name: 'other', regions: [primary], default: 'block' },
  ],
  ruleGroups: [{ name: 'shared', regions: both, rules: [{ name: 'office', ipSet: 'office' }], capacity: 50 }],
  ipSets: [{ name: 'office', regions: both, addresses: ['192.0.2.0/24'] }],
  regexSets: [{ name: 'paths', regions: both, patterns: ['^/login'] }],
  emailIdentities: [
    { name: 'example.com', regions: both, configurationSet: 'login', mailFrom: 'mail.example.com', tags: { team: 'a' } },
    { name: 'info@example.com', regions: [primary], policies: { cognito: { Version: '2012-10-17', Statement: [] } } },
    { name: 'new.example', regions: both, differs: { [secondary]: { status: 'PENDING' } } },
  ],
  emailAccounts: { [primary]: { sentLastDay: 12 } },
  smsAccounts: { [primary]: { attributes: { DefaultSMSType: 'Transactional' } } },
  logGroups: [
    { name: '/cognito/app', regions: both, retentionDays: 30, differs: { [secondary]: { retentionDays: 7 } } },
    { name: '/cognito/other', regions: [primary], class: 'INFREQUENT_ACCESS', key: 'arn:aws:kms:{region}:{account}:key/k' },
    { name: 'aws-waf-logs-login', regions: [primary] },
  ],
  deliveryStreams: [{ name: 'sign-ins', regions: both, differs: { [secondary]: { status: 'CREATING' } } }],
  buckets: [
    { name: 'logs-us-west-2', region: secondary },
    { name: 'sign-ins.example.com', region: primary },
  ],
  provisionedLimits: { [primary]: { UserAuthentication: 200 } },
} as const satisfies Scenario;

export const surroundings: Scenario = parseScenario(story);
export const surroundingWorld = (changes: Partial<Scenario> = {}): World =>
  worldFromScenario(parseScenario({ ...story, ...changes }), { now });
export const appId = scenarioPoolId(surroundings, { name: 'app', region: primary });
export const aloneId = scenarioPoolId(surroundings, { name: 'alone', region: primary });
export const appArn = (region: string, id = appId): string => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;

/** The ARN of something that AWS WAF has. */
export const wafArn = (kind: ThingKind, name: string, region: string = primary): string =>
  firewallArn(kind, { name, id: wafId(kind, name, region) }, { region, account });
export const wafId = (kind: ThingKind, name: string, region: string = primary): string =>
  firewallIdFrom(kind, `surroundings ${account} ${region} ${name}`);

const app = { name: 'app', region: primary } as const;
export const appClientId = (client: string): string => scenarioClientId(surroundings, app, client);
export const aloneClientId = scenarioClientId(surroundings, { name: 'alone', region: primary }, 'only');
const appSource = `surroundings ${account} ${primary} app`;
export const brandingId = (client: string): string => uuidFrom(`branding ${appSource} ${client}`);
export const termsId = uuidFrom(`terms ${appSource} web terms-of-use`);
