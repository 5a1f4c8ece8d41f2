// The key that encrypts a pool: whether it may be used, in one Region and in both (facts: section 2). Sentences that no source quotes are ours.
import { keyArn, userPoolArn } from '../arns.ts';
import { keyAt, keyStateAt } from '../kms/keys.ts';
import { evaluateKeyPolicy } from '../kms/policyEvaluation.ts';
import type { Call } from '../service.ts';
import type { Key, UserPoolSettings } from '../world.ts';
import { invalid } from './poolInputs.ts';

type KeyConfiguration = UserPoolSettings['KeyConfiguration'];

/** What a replicated pool says about a key that is not the customer's own (measured: facts section 1, "Errors", OASIS). */
export const awsOwnedKeyRefused = 'Using an AWS owned KMS key is not supported for a user pool with multi-region replication enabled.';

/** Both principals, and all six actions (facts: section 2, "Key policy"; `ReEncrypt*` is two). */
const services = ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'];
const actions = [
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKeyWithoutPlaintext',
];

/** The id of the customer's key in a configuration; undefined where AWS owns the key. */
export const customerKeyId = (configuration: KeyConfiguration): string | undefined =>
  configuration?.KeyType === 'CUSTOMER_MANAGED_KEY' ? configuration.KmsKeyArn?.split(':key/')[1] : undefined;

/**
 * The key that a pool is to be encrypted with must be given as the full ARN of a key of the pool's own Region, and be a symmetric key that is
 * Enabled; an alias is not taken (facts: section 2, "Key"). With the switch keyPolicyCheckedOnPool its policy must let Cognito use it.
 * @throws Refusal InvalidParameterException
 */
export function requireUsableKey(configuration: KeyConfiguration, poolId: string, call: Call): void {
  const { KeyType, KmsKeyArn } = configuration ?? {};
  if (KeyType !== 'CUSTOMER_MANAGED_KEY') {
    if (KmsKeyArn !== undefined) throw invalid('KmsKeyArn can only be set when KeyType is CUSTOMER_MANAGED_KEY.');
    return;
  }
  if (KmsKeyArn === undefined) throw invalid('KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.');
  const [, keyRegion, keyAccount, keyId] = /^arn:aws:kms:([^:]+):(\d{12}):key\/(.+)$/.exec(KmsKeyArn) ?? [];
  if (keyId === undefined) throw invalid(`Invalid KMS key ARN: ${KmsKeyArn}`);
  if (keyRegion !== call.region) throw invalid(`The KMS key ${KmsKeyArn} must be in the same Region as the user pool.`);
  const key = keyAccount === call.account ? keyAt(call.world, call.account, call.region, keyId, call.now) : undefined;
  if (!key) throw invalid(`The KMS key ${KmsKeyArn} does not exist.`);
  requireGoodKey(key, call.region, call);
  if (call.world.switches.keyPolicyCheckedOnPool) requireGrants(key, call.region, call.region, poolId, call);
}

/**
 * The preconditions of replication that concern the key: the customer's own, multi-Region, with a replica in the secondary Region, both usable
 * and both open to Cognito.
 * @throws Refusal InvalidParameterException
 */
export function requireReplicationKey(configuration: KeyConfiguration, poolId: string, secondaryRegion: string, call: Call): void {
  const id = customerKeyId(configuration);
  if (id === undefined) throw invalid(awsOwnedKeyRefused);
  const { world, account, region: primaryRegion, now } = call;
  const key = keyAt(world, account, primaryRegion, id, now);
  if (!key) throw invalid(`The KMS key ${keyArn(primaryRegion, account, id)} does not exist.`);
  if (!key.multiRegion) throw invalid(`The KMS key ${keyArn(primaryRegion, account, id)} is not a multi-Region key.`);
  const replica = keyAt(world, account, secondaryRegion, id, now);
  if (!replica) throw invalid(`The KMS key ${keyArn(primaryRegion, account, id)} has no replica key in ${secondaryRegion}.`);
  const source = world.switches.secondaryKeySource === 'primaryRegion' ? primaryRegion : secondaryRegion;
  requireGoodKey(key, primaryRegion, call);
  requireGoodKey(replica, secondaryRegion, call);
  requireGrants(key, primaryRegion, primaryRegion, poolId, call);
  requireGrants(replica, secondaryRegion, source, poolId, call);
}

/** Enabled, symmetric, for encryption (facts: section 2, prerequisite 6). */
function requireGoodKey(key: Key, region: string, { account, now }: Call): void {
  const arn = keyArn(region, account, key.id);
  const state = keyStateAt(key, now);
  if (state !== 'Enabled') throw invalid(`The KMS key ${arn} is not enabled: its state is ${state}.`);
  if (key.spec !== 'SYMMETRIC_DEFAULT' || key.usage !== 'ENCRYPT_DECRYPT')
    throw invalid(`The KMS key ${arn} is not a symmetric encryption key.`);
}

/**
 * @param sourceRegion of the pool ARN that Cognito names to the key
 * @throws Refusal InvalidParameterException that names every action that is missing, kms:DescribeKey first (facts: section 1, "Errors")
 */
function requireGrants(key: Key, region: string, sourceRegion: string, poolId: string, { account }: Call): void {
  const arn = keyArn(region, account, key.id);
  const source = userPoolArn(sourceRegion, account, poolId);
  const missing = services.flatMap((service) => {
    const lacking = actions.filter((action) => {
      const context = contextOf(service, account, source, action);
      return evaluateKeyPolicy(key.policy, { principal: { service }, action, keyArn: arn, context }) !== 'granted';
    });
    return lacking.length > 0 ? [`${lacking.join(', ')} to ${service}`] : [];
  });
  if (missing.length > 0)
    throw invalid(`Amazon Cognito cannot use the KMS key ${arn}: its key policy does not allow ${missing.join('; ')}.`);
}

/** What is known of a call that Cognito makes to a key. DescribeKey has no encryption context; no identity stands behind the service. */
function contextOf(service: string, account: string, sourceArn: string, action: string): Readonly<Record<string, string | undefined>> {
  return {
    'aws:sourceaccount': account,
    'aws:sourcearn': sourceArn,
    'aws:principalisawsservice': 'true',
    'aws:principalservicename': service,
    'kms:viaservice': undefined,
    ...(action !== 'kms:DescribeKey' && { 'kms:encryptioncontext:aws:cognito-idp:userpool-arn': sourceArn }),
  };
}
