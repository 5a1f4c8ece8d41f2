import { type Fact, known } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import type {
  FunctionConfiguration,
  FunctionSnapshot,
  NamedSettings,
  PoolSnapshots,
  RegionSnapshot,
  WebAclSnapshot,
} from '../../../../src/domain/parity/snapshot.ts';
import { poolArn } from '../../../../src/domain/userPool.ts';

export const [primaryRegion, secondaryRegion, account, poolId] = ['us-east-1', 'us-west-2', '111122223333', 'us-east-1_A'];

/** A replicated pool of which every setting is there in both Regions, and says the same. */
export function equalPair(): PoolSnapshots {
  return { poolId, poolName: 'customer-login', account, primary: sideOf(primaryRegion), secondary: sideOf(secondaryRegion), readAt: 0 };
}

function sideOf(region: string): RegionSnapshot {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;
  const settings = settingsOf(region, arn);
  const functions = { PreTokenGeneration: 'claims', CustomMessage: 'welcome-mail', CustomEmailSender: 'mailer:live' };
  return {
    region,
    pool: known({
      id: poolId,
      name: 'customer-login',
      arn: poolArn(poolId, region, account),
      region,
      issuerType: 'UPDATED',
      key: { type: 'CUSTOMER_MANAGED_KEY', arn: arn('kms', 'key/mrk-1') },
      tags: {},
      settings,
    }),
    mfa: known({
      mode: 'OPTIONAL',
      totp: false,
      sms: true,
      email: true,
      settings: {
        MfaConfiguration: 'OPTIONAL',
        SmsMfaConfiguration: { SmsAuthenticationMessage: 'Your code is {####}.', SmsConfiguration: settings['SmsConfiguration'] ?? null },
        EmailMfaConfiguration: { Subject: 'Your code', Message: 'Your code is {####}.' },
      },
    }),
    functions: new Map(
      Object.entries(functions).map(([trigger, name]) => [
        trigger,
        functionOf(arn('lambda', `function:${name}`), region, trigger === 'PreTokenGeneration' ? 'V2_0' : undefined),
      ]),
    ),
    webAcl: known(webAclOf(region, arn)),
    email: {
      identity: known({ region, name: 'example.com', verified: true, sendingEnabled: true }),
      account: known({ region, sendingEnabled: true, productionAccess: true }),
    },
    sms: { account: known({ region, inSandbox: false }) },
    threatProtection: known({
      UserPoolId: poolId,
      LastModifiedDate: `today in ${region}`,
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
      AccountTakeoverRiskConfiguration: {
        Actions: { HighAction: { Notify: true, EventAction: 'BLOCK' } },
        NotifyConfiguration: {
          SourceArn: arn('ses', 'identity/example.com'),
          From: 'security@example.com',
          BlockEmail: { Subject: 'Blocked', TextBody: 'A sign-in was blocked.' },
        },
      },
    }),
    logs: known([
      delivery('userNotification', 'cloudWatchLogs', arn('logs', 'log-group:/aws/vendedlogs/customer-login'), 'ERROR'),
      delivery('userAuthEvents', 'firehose', arn('firehose', 'deliverystream/sign-ins'), 'INFO'),
    ]),
    requestLimits: new Map([
      ['UserAuthentication', known(300)],
      ['UserFederation', known(50)],
    ]),
    // Whether a replica shows the custom domain is unconfirmed: here it does.
    domain: known({
      name: 'auth.example.com',
      custom: true,
      failover: { secondaryRegion, healthCheckId: 'check' },
      settings: { ManagedLoginVersion: 2 },
    }),
    appClients: namedSettings({
      web: { ClientId: '1', CallbackURLs: ['https://a.example', 'https://b.example'] },
      backend: { ClientId: '2', ClientSecret: 'planted-secret' },
    }),
    identityProviders: namedSettings({ Google: { ProviderType: 'Google', ProviderDetails: { client_secret: 'planted-secret' } } }),
    groups: namedSettings({ members: { Description: 'Everybody', Precedence: 10, LastModifiedDate: `today in ${region}` } }),
    resourceServers: namedSettings({ orders: { Scopes: [{ ScopeName: 'read' }, { ScopeName: 'write' }] } }),
    terms: namedSettings({ 'terms-of-use': { Links: { 'cognito:default': 'https://www.example.com/terms' } } }),
    branding: namedSettings({ web: { Settings: { categories: ['first', 'second'] }, ManagedLoginBrandingId: `id in ${region}` } }),
  };
}

function settingsOf(region: string, arn: (service: string, resource: string) => string): JsonObject {
  return {
    Id: poolId,
    Name: 'customer-login',
    Arn: poolArn(poolId, region, account),
    CreationDate: `yesterday in ${region}`,
    LastModifiedDate: `today in ${region}`,
    EstimatedNumberOfUsers: region === primaryRegion ? 182500 : 182498,
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
    MfaConfiguration: 'OPTIONAL',
    SchemaAttributes: [
      { Name: 'email', Required: true },
      { Name: 'custom:tenant', Required: false },
    ],
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      InviteMessageTemplate: { EmailSubject: 'Welcome', EmailMessage: 'You can sign in as {username} with {####}.' },
    },
    VerificationMessageTemplate: { EmailSubject: 'Your code', EmailMessage: 'Your code is {####}.' },
    EmailVerificationSubject: 'Your code',
    EmailVerificationMessage: 'Your code is {####}.',
    SmsAuthenticationMessage: 'Your code is {####}.',
    KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: arn('kms', 'key/mrk-1') },
    IssuerConfiguration: { Type: 'UPDATED' },
    UserPoolTier: 'PLUS',
    CustomDomain: 'auth.example.com',
    LambdaConfig: { KMSKeyID: arn('kms', 'key/mrk-2') },
    EmailConfiguration: {
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: arn('ses', 'identity/example.com'),
      From: 'no-reply@example.com',
      ReplyToEmailAddress: 'help@example.com',
      ConfigurationSet: 'transactional',
    },
    SmsConfiguration: { SnsCallerArn: `arn:aws:iam::${account}:role/cognito-sms`, ExternalId: 'customer-login', SnsRegion: region },
    UserPoolTags: {
      team: 'identity',
      home: region,
      'aws:cloudformation:stack-id': arn('cloudformation', 'stack/identity/1'),
    },
  };
}

function functionOf(arn: string, region: string, eventVersion: string | undefined): FunctionSnapshot {
  const configuration: FunctionConfiguration = {
    state: 'Active',
    codeSha256: '3f2a',
    runtime: 'nodejs22.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    memorySize: 256,
    timeout: 5,
    // AWS publishes layers from another account in each Region.
    layers: [
      `arn:aws:lambda:${region}:${region === primaryRegion ? '580247275435' : '980416744104'}:layer:insights:14`,
      `arn:aws:lambda:${region}:${account}:layer:observability:12`,
    ],
    inVpc: false,
    environment: new Map([
      ['LOG_LEVEL', { digest: 'digest-of-warn', regionlessDigest: 'digest-of-warn', regions: [] }],
      ['TABLE', { digest: `digest-of-${region}-table`, regionlessDigest: 'digest-of-table', regions: [region] }],
    ]),
  };
  return {
    arn,
    ...(eventVersion !== undefined && { eventVersion }),
    configuration: known(configuration),
    policy: known([
      {
        effect: 'Allow',
        principals: ['cognito-idp.amazonaws.com'],
        actions: ['lambda:InvokeFunction'],
        sourceArns: [poolArn(poolId, region, account)],
        sourceAccounts: [],
        hasOtherConditions: false,
      },
    ]),
    reservedConcurrency: known(200),
  };
}

function webAclOf(region: string, arn: (service: string, resource: string) => string): WebAclSnapshot {
  const setArn = (kind: string, name: string): string => arn('wafv2', `regional/${kind}/${name}/id-in-${region}`);
  return {
    arn: setArn('webacl', 'login-protection'),
    name: 'login-protection',
    content: known({
      defaultAction: { Allow: {} },
      rules: [
        {
          name: 'common',
          priority: 0,
          action: { None: {} },
          statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', Version: 'Version_1.2' } },
        },
        { name: 'rate', priority: 1, action: { Block: {} }, statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: 'IP' } } },
        { name: 'bad', priority: 2, action: { None: {} }, statement: { RuleGroupReferenceStatement: { ARN: setArn('rulegroup', 'bad') } } },
        {
          name: 'either',
          priority: 3,
          action: { Block: {} },
          statement: {
            OrStatement: {
              Statements: [
                { GeoMatchStatement: { CountryCodes: ['AQ', 'BV'] } },
                { IPSetReferenceStatement: { ARN: setArn('ipset', 'offices') } },
              ],
            },
          },
        },
      ],
      references: new Map<string, Fact<JsonObject>>([
        [
          setArn('rulegroup', 'bad'),
          known({
            Id: `id-in-${region}`,
            Name: 'bad',
            ARN: setArn('rulegroup', 'bad'),
            LabelNamespace: `awswaf:${account}:rulegroup:bad:`,
            Rules: [
              {
                Name: 'probes',
                Statement: { RegexPatternSetReferenceStatement: { ARN: setArn('regexpatternset', 'probes') } },
                VisibilityConfig: { MetricName: `bad-${region}` },
              },
            ],
          }),
        ],
        [setArn('ipset', 'offices'), known({ Id: `id-in-${region}`, Addresses: ['192.0.2.0/24', '198.51.100.0/24'] })],
        [setArn('regexpatternset', 'probes'), known({ Id: `id-in-${region}`, RegularExpressionList: [{ RegexString: '^/wp-login' }] })],
      ]),
    }),
    logging: known({
      ResourceArn: setArn('webacl', 'login-protection'),
      LogDestinationConfigs: [arn('logs', 'log-group:aws-waf-logs-login')],
    }),
  };
}

function delivery(source: string, kind: 'cloudWatchLogs' | 'firehose', arn: string, level: string) {
  return { source, level, destination: { kind, arn, exists: known(true) } };
}

function namedSettings(items: Readonly<Record<string, JsonObject>>): Fact<NamedSettings> {
  return known({ items: new Map(Object.entries(items)), more: false });
}
