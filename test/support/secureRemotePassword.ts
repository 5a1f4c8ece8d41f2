// The client's side of SRP as Cognito's own client computes it (amazon-cognito-identity-js), on Node's cryptography: independent of the
// simulator's, so that both sides can only agree where both are right.
import { createDiffieHellmanGroup, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const modulus = BigInt(`0x${createDiffieHellmanGroup('modp15').getPrime('hex')}`);
const generator = 2n;

/** Hexadecimal digits as Cognito hashes them: whole bytes, never with the first bit set. */
function padded(value: bigint): string {
  const digits = value.toString(16);
  if (digits.length % 2 === 1) return `0${digits}`;
  return '89abcdef'.includes(digits.charAt(0)) ? `00${digits}` : digits;
}

const hashOf = (hexadecimal: string): bigint => BigInt(`0x${createHash('sha256').update(Buffer.from(hexadecimal, 'hex')).digest('hex')}`);

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, ((base % modulus) + modulus) % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** `Fri Nov 20 12:00:00 UTC 2026` */
export function srpTimestamp(now: number): string {
  const [weekday, day, month, year, time] = new Date(now).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

/** One attempt to prove a password. */
export function srpClient(userPoolId: string, secret = BigInt(`0x${randomBytes(128).toString('hex')}`)) {
  const own = power(generator, secret);
  const poolName = userPoolId.split('_')[1] ?? '';
  return {
    /** AuthParameters.SRP_A */
    publicValue: own.toString(16),
    /** The parameters of the PASSWORD_VERIFIER challenge to the responses for it. */
    answer(parameters: Readonly<Record<string, string>>, password: string, now: number): Record<string, string> {
      const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = parameters;
      const theirs = BigInt(`0x${SRP_B}`);
      const inner = createHash('sha256').update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest('hex');
      const x = hashOf(padded(BigInt(`0x${SALT}`)) + inner);
      const u = hashOf(padded(own) + padded(theirs));
      const k = hashOf(padded(modulus) + padded(generator));
      const shared = power(theirs - k * power(generator, x), secret + u * x);
      const [material, salt] = [Buffer.from(padded(shared), 'hex'), Buffer.from(padded(u), 'hex')];
      const key = Buffer.from(hkdfSync('sha256', material, salt, 'Caldera Derived Key', 16));
      const timestamp = srpTimestamp(now);
      const signature = createHmac('sha256', key)
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
