/**
 * The client's side of SRP-6a with the group, the paddings and the key derivation of Cognito. No reference describes them; they are what Cognito's own client does
 * (amazon-cognito-identity-js: AuthenticationHelper.js, CognitoUser.js). Written out, because the libraries that know them bring a browser's storage and session handling with them.
 * Of node:crypto it takes only hashes and random bytes: the editor's Node is built with BoringSSL, which does not have every group of OpenSSL.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The 3072-bit group of RFC 5054, which is group 15 of RFC 3526. */
export const groupModulus = BigInt(
  [
    '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437',
    '4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05',
    '98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B',
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33',
    'A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864',
    'D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
  ].join(''),
);
const generator = 2n;

/** Hexadecimal digits as Cognito hashes them: whole bytes, never with the first bit set. */
function padded(value: bigint): string {
  const digits = value.toString(16);
  const even = digits.length % 2 === 1 ? `0${digits}` : digits;
  return '89abcdef'.includes(even.charAt(0)) ? `00${even}` : even;
}

const hashOf = (hexadecimal: string): bigint => BigInt(`0x${createHash('sha256').update(Buffer.from(hexadecimal, 'hex')).digest('hex')}`);
const modulo = (value: bigint): bigint => ((value % groupModulus) + groupModulus) % groupModulus;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, modulo(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % groupModulus;
    square = (square * square) % groupModulus;
  }
  return result;
}

/** `Fri Nov 20 12:00:00 UTC 2026`: the day of the month has no zero in front. */
export function srpTimestamp(now: number): string {
  const [weekday, day, month, year, time] = new Date(now).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

/** One attempt to prove a password. */
export function srpClient(userPoolId: string, secret = BigInt(`0x${randomBytes(128).toString('hex')}`)) {
  const own = power(generator, secret);
  const poolName = userPoolId.slice(userPoolId.indexOf('_') + 1);
  return {
    /** AuthParameters.SRP_A */
    publicValue: own.toString(16),
    /**
     * The parameters of the PASSWORD_VERIFIER challenge to the responses for it.
     * @throws SyntaxError for parameters that are none, and for those that SRP-6a does not go on with
     */
    answer(parameters: Readonly<Record<string, string>>, password: string, now: number): Record<string, string> {
      const { SALT = '', SECRET_BLOCK = '', SRP_B = '', USER_ID_FOR_SRP = '' } = parameters;
      const theirs = BigInt(`0x${SRP_B}`);
      const u = hashOf(padded(own) + padded(theirs));
      // With either of them 0, the shared secret would depend on no password.
      if (modulo(theirs) === 0n || u === 0n) throw new SyntaxError('unusable SRP parameters');
      const inner = createHash('sha256').update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest('hex');
      const x = hashOf(padded(BigInt(`0x${SALT}`)) + inner);
      const k = hashOf(padded(groupModulus) + padded(generator));
      const shared = power(theirs - k * power(generator, x), secret + u * x);
      const timestamp = srpTimestamp(now);
      const signature = createHmac('sha256', proofKey(shared, u))
        .update(poolName)
        .update(USER_ID_FOR_SRP)
        .update(Buffer.from(SECRET_BLOCK, 'base64'))
        .update(timestamp)
        .digest('base64');
      return {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      };
    },
  };
}

/** HKDF (RFC 5869) with Cognito's label: one block, of which it takes 16 bytes. */
function proofKey(shared: bigint, u: bigint): Buffer {
  const pseudorandom = createHmac('sha256', Buffer.from(padded(u), 'hex'))
    .update(Buffer.from(padded(shared), 'hex'))
    .digest();
  return createHmac('sha256', pseudorandom).update('Caldera Derived Key').update(Buffer.of(1)).digest().subarray(0, 16);
}
