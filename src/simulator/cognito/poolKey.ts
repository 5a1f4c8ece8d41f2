import { keyStateAt } from '../kms/keys.ts';
import { Refusal } from '../refusal.ts';
import { entryOf, regionOf, type UserPoolSettings } from '../world.ts';
import type { Call } from '../service.ts';

const refuse = (message: string): Refusal => new Refusal('InvalidParameterException', message);

/**
 * The key that a pool is to be encrypted with must be given as the full ARN of a key of the pool's own Region, and be Enabled; an alias is not
 * taken (facts: section 2, "Key"). The sentences are ours: the service's own are unconfirmed.
 * @throws Refusal InvalidParameterException
 */
export function requireUsableKey(configuration: UserPoolSettings['KeyConfiguration'], { world, account, region, now }: Call): void {
  const { KeyType, KmsKeyArn } = configuration ?? {};
  if (KeyType !== 'CUSTOMER_MANAGED_KEY') {
    if (KmsKeyArn !== undefined) throw refuse('KmsKeyArn can only be set when KeyType is CUSTOMER_MANAGED_KEY.');
    return;
  }
  if (KmsKeyArn === undefined) throw refuse('KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.');
  const [, keyRegion, keyAccount, keyId] = /^arn:aws:kms:([^:]+):(\d{12}):key\/(.+)$/.exec(KmsKeyArn) ?? [];
  if (keyId === undefined) throw refuse(`Invalid KMS key ARN: ${KmsKeyArn}`);
  if (keyRegion !== region) throw refuse(`The KMS key ${KmsKeyArn} must be in the same Region as the user pool.`);
  const key = keyAccount === account ? entryOf(regionOf(world, account, region).keys, keyId) : undefined;
  if (!key) throw refuse(`The KMS key ${KmsKeyArn} does not exist.`);
  const state = keyStateAt(key, now);
  if (state !== 'Enabled') throw refuse(`The KMS key ${KmsKeyArn} is not enabled: its state is ${state}.`);
}
