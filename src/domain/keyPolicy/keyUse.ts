import { partitionOf } from '../region.ts';

/** The services that use the key of a replicated pool; both are required. Facts: cognito-replication.md section 2, "Key policy". */
export const cognitoServicePrincipals = ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] as const;
export type ServicePrincipal = (typeof cognitoServicePrincipals)[number];

/** What they do with it, as KMS spells it, without `kms:`. Facts: section 2, "Policy-check algorithm". */
export const cognitoKeyActions = [
  'Encrypt',
  'Decrypt',
  'ReEncryptFrom',
  'ReEncryptTo',
  'GenerateDataKeyWithoutPlaintext',
  'DescribeKey',
] as const;
export type KeyAction = (typeof cognitoKeyActions)[number];

/** What a key policy is asked. Where several values are given, Cognito may send any of them: only what holds for all of them is certain. */
export interface KeyPolicyQuestion {
  readonly account: string;
  /**
   * The ARNs by which Cognito may name the pool to the key. Which one it uses in the secondary Region is unconfirmed, so both belong here for
   * that key. None for a pool that does not exist yet: conditions on it are then left open.
   */
  readonly poolArns: readonly string[];
  /** Regions that `kms:ViaService` may name, if it is sent at all. */
  readonly viaServiceRegions: readonly string[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly actions: readonly KeyAction[];
  /** The key that has the policy. Without it, a statement about certain keys is left open. */
  readonly keyArn?: string;
}

/** One call that Cognito may make, with every condition key that is known. */
export interface KeyUse {
  readonly principal: ServicePrincipal;
  readonly action: KeyAction;
  readonly keyArn: string | undefined;
  /** By name in small letters. Undefined is a key that the call does not have; a key that is not here cannot be decided. */
  readonly context: ReadonlyMap<string, string | undefined>;
}

export const encryptionContextPrefix = 'kms:encryptioncontext';
const poolInContext = `${encryptionContextPrefix}:aws:cognito-idp:userpool-arn`;

/**
 * Every form a call may have. The source ARN, the ARN in the encryption context and the via-service vary independently: data that was
 * encrypted in one Region keeps its encryption context in the other.
 */
export function possibleUses(principal: ServicePrincipal, action: KeyAction, question: KeyPolicyQuestion): KeyUse[] {
  const { account, poolArns, viaServiceRegions, keyArn } = question;
  const pools = pairs('aws:sourcearn', poolArns);
  const encrypted = action === 'DescribeKey' ? [[]] : pairs(poolInContext, poolArns);
  const via = viaServiceRegions.map((region) => `cognito-idp.${region}.${partitionOf(region).dnsSuffix}`);
  const vias = pairs('kms:viaservice', [undefined, ...via]);
  const fixed: readonly Pair[] = [
    ['aws:sourceaccount', account],
    ['aws:principalisawsservice', 'true'],
    ['aws:principalservicename', principal],
  ];
  return pools.flatMap((pool) =>
    encrypted.flatMap((encryption) =>
      vias.map((service) => ({ principal, action, keyArn, context: new Map([...fixed, ...pool, ...encryption, ...service]) })),
    ),
  );
}

type Pair = readonly [key: string, value: string | undefined];

/** One list of pairs per possible value; a single empty list where no value is known. */
function pairs(key: string, values: readonly (string | undefined)[]): (readonly Pair[])[] {
  return values.length > 0 ? values.map((value) => [[key, value]]) : [[]];
}

/** The value of a condition key in a call, or that it is not known. DescribeKey has no encryption context at all. */
export function contextValue(key: string, { action, context }: KeyUse): { readonly value: string | undefined } | undefined {
  const name = key.toLowerCase();
  if (context.has(name)) return { value: context.get(name) };
  return action === 'DescribeKey' && name.startsWith(encryptionContextPrefix) ? { value: undefined } : undefined;
}
