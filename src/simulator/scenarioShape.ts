// What a scenario file may say: the story of one account, as a person writes it. docs/simulator.md explains every member.
import { faultShape } from './faults.ts';
import { outagesShape } from './outages.ts';
import { anything, dictionary, either, flag, integer, list, oneOf, required, structure, text, type Shaped } from './shape.ts';
import { permissionShape } from './permissions.ts';
import {
  bucketsShape,
  deliveryStreamsShape,
  emailAccountsShape,
  emailIdentitiesShape,
  logGroupsShape,
  provisionedLimitsShape,
  smsAccountsShape,
} from './scenarioDestinations.ts';
import { ipSetsShape, regexSetsShape, ruleGroupsShape, webAclsShape } from './scenarioFirewall.ts';
import { functionsShape } from './scenarioFunctions.ts';
import { healthChecksShape } from './scenarioHealthChecks.ts';
import { identityProvidersShape } from './scenarioProviders.ts';
import { heldMembers, ownMembers, threatProtectionShape } from './scenarioPoolResources.ts';
import { name, region } from './scenarioRegions.ts';
import { clientsShape, testUsersShape } from './scenarioUsers.ts';
import { switchesShape } from './switches.ts';
import { timingShape } from './timing.ts';

const minutes = integer({ min: 0, max: 1_000_000 });
const tags = dictionary(text({ max: 256 }));

/** The triggers by their names in LambdaConfig; a value is a function name, which stands for the function of that name in the pool's Region, or an ARN. */
const triggers = dictionary(
  text({ min: 1 }),
  oneOf(
    'PreSignUp',
    'CustomMessage',
    'PostConfirmation',
    'PreAuthentication',
    'PostAuthentication',
    'DefineAuthChallenge',
    'CreateAuthChallenge',
    'VerifyAuthChallengeResponse',
    'PreTokenGeneration',
    'UserMigration',
    'CustomSMSSender',
    'CustomEmailSender',
    'InboundFederation',
  ),
);
const email = structure({
  from: required(text({ min: 3, pattern: '.+@.+' })),
  replyTo: text({ pattern: '.+@.+' }),
  /** The Region of the SES identity; the record's own Region where it is left out. */
  identityRegion: region,
  configurationSet: text({ min: 1, max: 64 }),
});
const sms = structure({ role: required(name), externalId: text(), region });

/** The settings that each Region has of its own (facts: section 3). */
const regional = { triggers, email, sms, tags, ...ownMembers };

const template = structure({ subject: text({ min: 1, max: 140 }), email: text({ min: 6, max: 20_000 }), sms: text({ min: 6, max: 140 }) });
/** The texts of messages; with {####} for the code and {username}. */
const messages = structure({ verification: template, invitation: template, authenticationSms: text({ min: 6, max: 140 }) });

const keyState = oneOf('Enabled', 'Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable', 'Creating');
const policy = either(oneOf('cognito', 'cognito-without-identitystore', 'default'), anything);

const key = structure({
  name: required(name),
  region: required(region),
  /** True wherever `replicas` are given. */
  multiRegion: flag,
  replicas: list(structure({ region: required(region), state: keyState, policy })),
  state: keyState,
  policy,
  /** Without `alias/`; the key's name where it is left out. */
  alias: name,
  spec: text(),
  usage: text(),
});

const pool = structure({
  name: required(name),
  region: required(region),
  tier: oneOf('LITE', 'ESSENTIALS', 'PLUS'),
  issuer: oneOf('ORIGINAL', 'UPDATED'),
  /** The name of a key of the scenario that is in the pool's Region; left out: a key that AWS owns. */
  key: name,
  deletionProtection: flag,
  /** On the infrastructure from before replication: CreateUserPoolReplica refuses. */
  olderInfrastructure: flag,
  /** UpdateUserPool takes a key and leaves the pool without it. */
  ignoresKey: flag,
  users: integer({ min: 0 }),
  identityProviders: identityProvidersShape,
  clients: clientsShape,
  testUsers: testUsersShape,
  mfa: structure({ mode: required(oneOf('OFF', 'ON', 'OPTIONAL')), factors: list(oneOf('totp', 'sms', 'email')) }),
  messages,
  threatProtection: threatProtectionShape,
  ...heldMembers,
  ...regional,
  domain: structure({
    /** With a dot a custom domain, without one a prefix. */
    name: required(text({ min: 1, max: 63 })),
    certificateRegion: region,
    managedLogin: flag,
    failover: structure({ secondaryRegion: required(region), healthCheckId: required(text({ min: 1, max: 64 })) }),
  }),
  replica: structure({
    region: required(region),
    status: required(oneOf('CREATING', 'INACTIVE', 'ACTIVE', 'DELETING')),
    startedMinutesAgo: minutes,
    /** How long CREATING or DELETING takes from its start; without it, it does not end. */
    takesMinutes: minutes,
    /** Regional settings of the replica, each replacing the primary's as a whole. */
    differs: structure(regional),
    /** What the replica still shows of the primary for some minutes more, each replacing what the primary has as a whole. */
    behind: structure({ minutes: required(minutes), messages, ...heldMembers }),
  }),
});

export const scenarioShape = structure({
  description: text(),
  seed: text({ min: 1 }),
  account: required(
    structure({
      id: required(text({ pattern: '\\d{12}' })),
      name: required(name),
      accessKeys: required(list(text({ min: 16 }))),
      /** Whose the access keys are. */
      identity: text({ pattern: 'root|(user|role)/([\\w+=,.@-]+/)*[\\w+=,.@-]+|federated-user/[\\w+=,.@-]+' }),
    }),
  ),
  /** The Regions that the story is about: each gets a listener. */
  regions: required(list(region)),
  keys: list(key),
  pools: list(pool),
  functions: functionsShape,
  webAcls: webAclsShape,
  ruleGroups: ruleGroupsShape,
  ipSets: ipSetsShape,
  regexSets: regexSetsShape,
  emailIdentities: emailIdentitiesShape,
  emailAccounts: emailAccountsShape,
  smsAccounts: smsAccountsShape,
  logGroups: logGroupsShape,
  deliveryStreams: deliveryStreamsShape,
  buckets: bucketsShape,
  healthChecks: healthChecksShape,
  provisionedLimits: provisionedLimitsShape,
  faults: list(faultShape),
  outages: outagesShape,
  switches: switchesShape,
  timing: timingShape,
  /** Only what is listed may be called; accounts and access keys that no entry names may call everything. */
  permissions: list(permissionShape),
});

export type Scenario = Shaped<typeof scenarioShape>;
export type ScenarioKey = Shaped<typeof key>;
export type ScenarioPool = Shaped<typeof pool>;
export type RegionalSettings = Shaped<ReturnType<typeof structure<typeof regional>>>;
