import { failureMessage, isRegionDown, type Result } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import type { Clock, Connection } from '../../domain/ports.ts';
import type { CheckId, RehearsalCheck } from '../../domain/rehearsal/rehearsal.ts';
import type { SignInAttempt, SignInClient } from '../../domain/signIn/outcome.ts';
import { regionText, type SignInResult } from '../../domain/signIn/regionText.ts';
import { issuerUrl } from '../../domain/userPool.ts';

/** A test user. Handed over once and kept nowhere. */
export interface TestUser {
  readonly client: SignInClient;
  readonly username: string;
  readonly password: string;
}

export interface ReplicaChecksParts {
  readonly connection: Pick<Connection, 'reader' | 'issuers' | 'signIns'>;
  readonly clock: Clock;
  readonly subject: PlanSubject;
  /** Undefined where it was not read. */
  readonly issuerType: string | undefined;
  readonly report: (check: RehearsalCheck) => Promise<void>;
  readonly signal: AbortSignal;
}

/** What a check came to, before it is known how long it took. */
type Found = Pick<RehearsalCheck, 'state' | 'said'>;

/**
 * Asks the secondary Region, and nobody else where it can be helped, for what sign-ins and their tokens depend on while traffic is there. The primary Region is asked for the keys to
 * compare with, alone.
 */
export async function checkReplica(parts: ReplicaChecksParts): Promise<void> {
  const { connection, issuerType, signal, subject } = parts;
  const { poolId, primaryRegion, secondaryRegion } = subject;
  const { reader } = connection;
  const made = (id: CheckId, find: () => Promise<Found>): Promise<void> => timed(parts, id, find);
  await made('pool', async () => {
    const read = await reader.describePool(secondaryRegion, poolId, signal);
    return read.ok
      ? { state: 'pass', said: message('DescribeUserPool answers in {region}.', { region: secondaryRegion }) }
      : failedFound(read, message('DescribeUserPool in {region}', { region: secondaryRegion }));
  });
  await made('replica', async () => {
    const read = await reader.listReplicas(secondaryRegion, poolId, signal);
    if (!read.ok) return failedFound(read, message('ListUserPoolReplicas in {region}', { region: secondaryRegion }));
    const status = read.value.find(({ region }) => region === secondaryRegion)?.status;
    if (status === 'ACTIVE') return { state: 'pass', said: message('ACTIVE') };
    return {
      state: 'fail',
      said:
        status === undefined
          ? message('There is no replica in {region}.', { region: secondaryRegion })
          : message('{status}: a replica takes sign-ins only while it is ACTIVE. Activate Replica plans it.', { status }),
    };
  });
  const issuer = issuerType === undefined ? undefined : issuerUrl(issuerType, poolId, primaryRegion);
  await checkDocuments(parts, issuer, made);
}

async function checkDocuments(
  { connection, issuerType, signal, subject }: ReplicaChecksParts,
  issuer: string | undefined,
  made: (id: CheckId, find: () => Promise<Found>) => Promise<void>,
): Promise<void> {
  const { poolId, secondaryRegion } = subject;
  const { issuers } = connection;
  if (issuer === undefined) {
    const said = message('The issuer type of the user pool is not known.');
    for (const id of ['discovery', 'keys', 'sameKeys'] as const) await made(id, () => Promise.resolve({ state: 'unknown', said }));
    return;
  }
  // ORIGINAL: the form of the issuer, at the host of the secondary Region. UPDATED: one address that several Regions serve.
  const isShared = issuerType === 'UPDATED';
  const address = isShared ? issuer : (issuerUrl('ORIGINAL', poolId, secondaryRegion) ?? issuer);
  await made('discovery', async () => {
    const read = await issuers.discovery(address, signal);
    if (!read.ok) return documentFailed(read, address, isShared);
    return read.value === issuer
      ? { state: 'pass', said: message('{address} answers and names the issuer {issuer}.', { address, issuer }) }
      : {
          state: 'fail',
          said: message('{address} names the issuer {other}, and tokens have {issuer}.', { address, other: read.value, issuer }),
        };
  });
  let keyIds: readonly string[] | undefined;
  await made('keys', async () => {
    const read = await issuers.keyIds(address, signal);
    if (!read.ok) return documentFailed(read, address, isShared);
    keyIds = read.value;
    return read.value.length > 0
      ? { state: 'pass', said: message('{address} publishes {count} keys.', { address, count: read.value.length }) }
      : { state: 'fail', said: message('{address} publishes no key.', { address }) };
  });
  await made('sameKeys', async () => {
    if (isShared) return { state: 'skipped', said: message('One address serves both Regions. Which Region answers it cannot be asked.') };
    if (!keyIds) return { state: 'skipped', said: message('The keys of the secondary Region were not read.') };
    const read = await issuers.keyIds(issuer, signal);
    if (!read.ok)
      return { state: 'unknown', said: message('{address}: {reason}', { address: issuer, reason: failureMessage(read.failure) }) };
    const isSame = [...read.value].sort().join(' ') === [...keyIds].sort().join(' ');
    return isSame
      ? { state: 'pass', said: message('Both Regions publish keys with the same ids.') }
      : {
          state: 'fail',
          said: message('The Regions publish keys with different ids: tokens of one are not verified with those of the other.'),
        };
  });
}

/**
 * Signs a test user in through the secondary Region, one attempt.
 *
 * @returns when it was answered with tokens that verify, in milliseconds since the epoch
 */
export async function checkSignIn(
  { replicaStatus, ...parts }: ReplicaChecksParts & { readonly replicaStatus?: string | undefined },
  user: TestUser | undefined,
): Promise<number | undefined> {
  const { clock, connection, issuerType, signal, subject } = parts;
  const { poolId, primaryRegion, secondaryRegion } = subject;
  let at: number | undefined;
  await timed(parts, 'signIn', async () => {
    const [flow] = user?.client.flows ?? [];
    if (!user || flow === undefined) return { state: 'skipped', said: message('No test user was given.') };
    const { client, password, username } = user;
    const attempt: SignInAttempt = { poolId, clientId: client.id, flow, username, password, triesWrite: false };
    // Each of its calls is bounded in time, and none is repeated.
    const result = await connection.signIns.signIn(secondaryRegion, attempt, signal);
    const found = signInFound(result, {
      primaryRegion,
      secondaryRegion,
      ...(issuerType !== undefined && { issuerType }),
      ...(replicaStatus !== undefined && { replicaStatus }),
    });
    if (found.state === 'pass') at = clock.now();
    return found;
  });
  return at;
}

function signInFound(result: SignInResult, context: Parameters<typeof regionText>[3]): Found {
  // Through the secondary alone: what the primary would do is not known.
  const elsewhere: SignInResult = { ok: false, failure: { reason: 'notAsked', operation: 'signing in', detail: '' } };
  const { said, why } = regionText('secondary', result, elsewhere, context);
  return { state: stateOf(result), said: why.reduce((before, after) => message('{before} {after}', { before, after }), said) };
}

/** A challenge is an answer of the Region; whether the sign-in would end well stays unknown. */
function stateOf(result: SignInResult): RehearsalCheck['state'] {
  if (!result.ok) return isRegionDown(result.failure) ? 'fail' : 'unknown';
  const outcome = result.value;
  if (outcome.kind !== 'signedIn') return outcome.kind === 'challenged' && outcome.challenge !== 'SOFTWARE_TOKEN_MFA' ? 'unknown' : 'fail';
  const kinds = [outcome.id.verification.kind, outcome.access.verification.kind];
  return kinds.includes('refused') ? 'fail' : kinds.includes('unknown') ? 'unknown' : 'pass';
}

/** A host of the secondary Region that does not have the documents is no failure: that AWS serves them there is not documented (facts: section 4, "Issuer / JWKS"). */
function documentFailed(read: Result<unknown> & { readonly ok: false }, address: string, isShared: boolean): Found {
  if (read.failure.reason === 'notFound' && !isShared) {
    return {
      state: 'unknown',
      said: message('{address} has no such document. Whether AWS serves it there for issuers of type ORIGINAL is not documented.', {
        address,
      }),
    };
  }
  const found = failedFound(read, message('{address}', { address }));
  return read.failure.reason === 'notFound' ? { ...found, state: 'fail' } : found;
}

function failedFound({ failure }: Result<unknown> & { readonly ok: false }, what: Message): Found {
  const isFailure = isRegionDown(failure) || failure.reason === 'notFound' || failure.reason === 'notEnabled';
  return { state: isFailure ? 'fail' : 'unknown', said: message('{what}: {reason}', { what, reason: failureMessage(failure) }) };
}

async function timed({ clock, report }: ReplicaChecksParts, id: CheckId, find: () => Promise<Found>): Promise<void> {
  const began = clock.now();
  const found = await find();
  await report({ id, ...found, ...(found.state !== 'skipped' && { took: clock.now() - began }) });
}
