import {
  AdminInitiateAuthCommand,
  type AuthenticationResultType,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createHmac } from 'node:crypto';
import { failed, type Result, success } from '../../domain/failure.ts';
import type { SignInProver } from '../../domain/ports.ts';
import type { Revocation, SignInAttempt, SignInOutcome, WriteAttempt } from '../../domain/signIn/outcome.ts';
import { call, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import { toFailure } from '../failure.ts';
import { Digests } from '../parity/digests.ts';
import { refusedOrFailed, withoutValues } from './refusals.ts';
import { srpClient } from './secureRemotePassword.ts';
import { issuerKeys, seeToken } from './tokens.ts';

/** What a sign-in through one Region is made with. */
interface SignIn {
  readonly clients: Clients;
  readonly digests: Digests;
  readonly region: string;
  readonly attempt: SignInAttempt;
  readonly signal: AbortSignal;
  /** Of the app client; undefined for one without. */
  readonly secret: string | undefined;
}

/** What a step of a sign-in answers. */
interface Answer {
  readonly ChallengeName?: string | undefined;
  readonly ChallengeParameters?: Record<string, string> | undefined;
  readonly Session?: string | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
}

/** Signs users in, one attempt a call, and gives their tokens back. */
export function signInWith(clients: Clients): SignInProver['signIn'] {
  const digests = new Digests();
  return async (region, attempt, signal) => {
    const client = await readSecret(clients, region, attempt, signal);
    // The Region does not have the app client (yet).
    if (!client.ok && client.failure.reason === 'notFound')
      return success({ kind: 'refused', reason: 'clientNotFound', detail: client.failure.detail });
    if (!client.ok) return client;
    const signIn: SignIn = { clients, digests, region, attempt, signal, secret: client.value };
    const secrets = [attempt.password, attempt.username, ...(client.value === undefined ? [] : [client.value])];
    const operation = `cognito-idp:${attempt.flow === 'ADMIN_USER_PASSWORD_AUTH' ? 'AdminInitiateAuth' : 'InitiateAuth'}`;
    let answer: Answer;
    try {
      signal.throwIfAborted();
      answer = await prove(signIn);
    } catch (error) {
      return refusedOrFailed(withoutValues(error, secrets), operation, region);
    }
    const { AuthenticationResult, ChallengeName } = answer;
    if (AuthenticationResult) return look(signIn, AuthenticationResult, operation);
    if (ChallengeName !== undefined) return success({ kind: 'challenged', challenge: ChallengeName });
    return failed(toFailure(new UnreadableReply(), operation, region));
  };
}

/** The secret of an app client, which Cognito wants a hash of. It goes no further than this file. */
async function readSecret(
  clients: Clients,
  region: string,
  { clientId, poolId }: SignInAttempt,
  signal: AbortSignal,
): Promise<Result<string | undefined>> {
  return call('cognito-idp:DescribeUserPoolClient', region, signal, async () => {
    const { UserPoolClient } = await clients
      .cognito(region)
      .send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }), { abortSignal: signal });
    if (!UserPoolClient) throw new UnreadableReply();
    return UserPoolClient.ClientSecret;
  });
}

/** A client that repeats nothing: a wrong password counts each time, and a reply that was lost leaves tokens behind that nobody can revoke. */
function once({ clients, region }: Pick<SignIn, 'clients' | 'region'>): CognitoIdentityProviderClient {
  return clients.once('cognito_identity_provider', region, CognitoIdentityProviderClient);
}

/** SECRET_HASH, where the app client has a secret (developer guide, "Computing secret hash values"). */
function secretHash({ attempt, secret }: SignIn, username: string): { readonly SECRET_HASH?: string } {
  if (secret === undefined) return {};
  return { SECRET_HASH: createHmac('sha256', secret).update(`${username}${attempt.clientId}`).digest('base64') };
}

async function prove(signIn: SignIn): Promise<Answer> {
  const { attempt, signal } = signIn;
  const { clientId: ClientId, flow: AuthFlow, password, poolId, username } = attempt;
  const cognito = once(signIn);
  const options = { abortSignal: signal };
  const named = { USERNAME: username, ...secretHash(signIn, username) };
  switch (AuthFlow) {
    case 'USER_PASSWORD_AUTH':
      return cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { ...named, PASSWORD: password } }), options);
    case 'ADMIN_USER_PASSWORD_AUTH': {
      const AuthParameters = { ...named, PASSWORD: password };
      return cognito.send(new AdminInitiateAuthCommand({ UserPoolId: poolId, ClientId, AuthFlow, AuthParameters }), options);
    }
    case 'USER_SRP_AUTH': {
      const srp = srpClient(poolId);
      const AuthParameters = { ...named, SRP_A: srp.publicValue };
      const first: Answer = await cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }), options);
      const { ChallengeName, ChallengeParameters = {}, Session } = first;
      if (ChallengeName !== 'PASSWORD_VERIFIER') return first;
      const proof = srp.answer(ChallengeParameters, password, Date.now());
      const ChallengeResponses = { ...proof, ...secretHash(signIn, proof['USERNAME'] ?? username) };
      return cognito.send(
        new RespondToAuthChallengeCommand({ ClientId, ChallengeName, ChallengeResponses, ...(Session !== undefined && { Session }) }),
        options,
      );
    }
  }
}

/** What the tokens say, what the Region does with a write, and the end of the tokens, whatever happened in between. */
async function look(signIn: SignIn, tokens: AuthenticationResultType, operation: string): Promise<Result<SignInOutcome>> {
  const { attempt, clients, digests, region, signal } = signIn;
  const { AccessToken, IdToken } = tokens;
  const { clientId, poolId } = attempt;
  const keysOf = issuerKeys(clients, region, signal);
  const seen = await call(operation, region, signal, async () => {
    if (AccessToken === undefined || IdToken === undefined) throw new UnreadableReply();
    const common = { poolId, clientId, digests, keysOf };
    return {
      id: await seeToken({ ...common, token: IdToken, use: 'id' }),
      access: await seeToken({ ...common, token: AccessToken, use: 'access' }),
    };
  });
  const write = attempt.triesWrite && AccessToken !== undefined ? await tryWrite(signIn, AccessToken) : undefined;
  const revocation = await revoke(signIn, tokens);
  if (!seen.ok) return seen;
  // What was looked at after that is not the whole.
  if (signal.aborted) return failed(toFailure(signal.reason, operation, region));
  return success({ kind: 'signedIn', ...seen.value, revocation, ...(write && { write }) });
}

/**
 * A write that a secondary refuses: the user's password is changed to what it is. Of all that a user may change, this is what was measured to be refused there (facts:
 * cognito-replication.md section 1, "Rejected"), and where it is accepted, everybody can still sign in as before.
 */
async function tryWrite(signIn: SignIn, AccessToken: string): Promise<WriteAttempt> {
  const { attempt, region, signal } = signIn;
  const { password, username } = attempt;
  const written = await call('cognito-idp:ChangePassword', region, signal, async () => {
    const input = { AccessToken, PreviousPassword: password, ProposedPassword: password };
    try {
      return await once(signIn).send(new ChangePasswordCommand(input), { abortSignal: signal });
    } catch (error) {
      throw withoutValues(error, [password, username, AccessToken]);
    }
  });
  if (written.ok) return { kind: 'accepted' };
  return written.failure.reason === 'notEnabled' ? { kind: 'refused' } : { kind: 'unknown', failure: written.failure };
}

/**
 * Ends the refresh token that this sign-in got and the access tokens that came from it, and nothing else: GlobalSignOut would sign the user out everywhere (API reference:
 * RevokeToken). It is done also where the test was cancelled; the limit of one attempt bounds it.
 */
async function revoke(signIn: SignIn, { RefreshToken }: AuthenticationResultType): Promise<Revocation> {
  const { attempt, region, secret } = signIn;
  const { signal } = new AbortController();
  const revoked = await call('cognito-idp:RevokeToken', region, signal, async () => {
    if (RefreshToken === undefined) throw new UnreadableReply();
    const input = { Token: RefreshToken, ClientId: attempt.clientId, ...(secret !== undefined && { ClientSecret: secret }) };
    try {
      await once(signIn).send(new RevokeTokenCommand(input), { abortSignal: signal });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'UnsupportedOperationException') return false;
      throw withoutValues(error, [RefreshToken, ...(secret === undefined ? [] : [secret])]);
    }
  });
  if (!revoked.ok) return { kind: 'unknown', failure: revoked.failure };
  return { kind: revoked.value ? 'revoked' : 'off' };
}
