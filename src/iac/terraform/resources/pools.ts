import type { Attachment, Pool, Replica, Value } from '../../model.ts';
import { rangeIn } from '../evaluation/terraformModule.ts';
import type { Declaration } from './declaration.ts';
import { triggersOf } from './triggers.ts';

/** The names of the AWSCC provider follow CloudFormation's; the AWS provider has its own for a few. */
export function pool({ type, settings, base, located }: Declaration): Pool {
  const isAwscc = type === 'awscc_cognito_user_pool';
  const key = settings.within('key_configuration');
  const lambdaConfig = settings.within('lambda_config');
  return {
    ...base,
    kind: 'pool',
    name: settings.text(isAwscc ? 'user_pool_name' : 'name'),
    tier: settings.string('user_pool_tier'),
    keyType: key.string('key_type'),
    keyArn: key.text('kms_key_arn'),
    issuerType: settings.within('issuer_configuration').string('type'),
    deletionProtection: settings.value('deletion_protection', (value) => {
      if (value.kind !== 'literal') return undefined;
      return value.value === 'ACTIVE' ? true : value.value === 'INACTIVE' ? false : undefined;
    }),
    mfa: settings.string('mfa_configuration'),
    ...(isAwscc ? enabledFactors(settings) : factorBlocks(settings)),
    triggers: triggersOf(lambdaConfig),
    senderKey: lambdaConfig.text('kms_key_id'),
    ignoresKey: ignoresKey(located),
  };
}

type Factors = Pick<Pool, 'totp' | 'smsFactor' | 'emailFactor'>;

/** In the AWS provider a factor is offered by its block: it sends SetUserPoolMfaConfig with what the blocks say. */
function factorBlocks(settings: Declaration['settings']): Factors {
  return {
    totp: settings.within('software_token_mfa_configuration').boolean('enabled'),
    smsFactor: settings.presence('sms_configuration'),
    emailFactor: settings.presence('email_mfa_configuration'),
  };
}

/** In CloudFormation, and so in the AWSCC provider, factors are a list. */
function enabledFactors(settings: Declaration['settings']): Factors {
  const items = settings.items('enabled_mfas');
  const factor = (name: string): Value<boolean> => {
    const item = items?.find(({ value }) => value.kind === 'literal' && value.value === name);
    if (item) return { state: 'known', value: true, range: item.range };
    return settings.value('enabled_mfas', ({ kind }) =>
      kind === 'list' && items?.every(({ value }) => value.kind === 'literal') ? false : undefined,
    );
  };
  return { totp: factor('SOFTWARE_TOKEN_MFA'), smsFactor: factor('SMS_MFA'), emailFactor: factor('EMAIL_OTP') };
}

/** `ignore_changes` takes only names and `all`: there is nothing to evaluate. */
function ignoresKey({ item, scope }: Declaration['located']): Value<boolean> {
  const lifecycle = item.body.blocks.find(({ type }) => type.text === 'lifecycle');
  const expression = lifecycle?.body.attributes.find(({ name }) => name === 'ignore_changes')?.value;
  if (!expression) {
    const range = rangeIn(scope, lifecycle?.type ?? item.labels[0] ?? item.type);
    return { state: item.damaged ? 'unknown' : 'absent', range };
  }
  const names = expression.kind === 'tuple' ? expression.items : [expression];
  const ignored = names.find((name) => name.kind === 'traversal' && (name.root === 'all' || name.root === 'key_configuration'));
  if (ignored) return { state: 'known', value: true, range: rangeIn(scope, ignored) };
  const isTold = names.every(({ kind }) => kind === 'traversal');
  const range = rangeIn(scope, expression);
  return isTold ? { state: 'known', value: false, range } : { state: 'unknown', range };
}

/** Arguments that every resource block may have. */
const metaArguments = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection'];
/** AWS::Cognito::UserPoolReplica has these three and nothing else. */
const replicaArguments = ['user_pool_id', 'region_name', 'user_pool_tags_at_create', ...metaArguments];

/**
 * Only of the AWSCC provider's replica it is known what it does not have: `aws_cognito_user_pool_replica` is in no release yet, and has `status` and `tags`
 * where it is proposed (hashicorp/terraform-provider-aws, pull request 48670).
 */
export function replica({ type, settings, base, located }: Declaration): Replica {
  const { attributes, blocks } = located.item.body;
  const members = [
    ...attributes.map(({ name, key }) => ({ name, span: key })),
    ...blocks.map((block) => ({ name: block.type.text === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type.text, span: block.type })),
  ];
  return {
    ...base,
    kind: 'replica',
    pool: settings.text('user_pool_id'),
    secondaryRegion: settings.string('region_name'),
    unexpected: members
      .filter(({ name }) => type.startsWith('awscc_') && !replicaArguments.includes(name))
      .map(({ name, span }) => ({ name, range: rangeIn(located.scope, span) })),
  };
}

export function attachment({ settings, base }: Declaration): Attachment {
  return {
    ...base,
    kind: 'attachment',
    pool: settings.text('user_pool_id'),
    status: settings.string('status'),
    triggers: triggersOf(settings.within('lambda_config')),
    emailSourceArn: settings.within('email_configuration').text('source_arn'),
    snsRegion: settings.within('sms_configuration').string('sns_region'),
  };
}
