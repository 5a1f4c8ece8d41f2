// The demo's users at the real SDK clients of both Regions.
import {
  type AuthFlowType,
  type ChallengeNameType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createHmac } from 'node:crypto';
import { simulatedRequestHandler } from '../../../src/simulator/requestHandler.ts';
import { startSimulation, type Simulation } from '../../../src/simulator/simulation.ts';
import type { Switches } from '../../../src/simulator/switches.ts';
import type { World } from '../../../src/simulator/world.ts';
import { demoAccessKey, demoClientId, demoPassword, demoWorld, now } from './requests.ts';

export const start = (world = demoWorld(), clock: () => number = () => now): Simulation => startSimulation(world, { now: clock });

export const withSwitches = (switches: Partial<Switches>): World => {
  const world = demoWorld();
  return { ...world, switches: { ...world.switches, ...switches } };
};

export function clientOf(simulation: Simulation, region = 'us-east-1'): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: demoAccessKey, secretAccessKey: 'any' };
  return new CognitoIdentityProviderClient({ region, credentials, maxAttempts: 1, requestHandler: simulatedRequestHandler(simulation) });
}

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken: string;
  readonly ExpiresIn: number;
}

/** Signs a user of the demo in with the demo's password. */
export async function signIn(
  simulation: Simulation,
  { region = 'us-east-1', pool = 'customer-login', client = 'web', username = 'ana@example.com', password = demoPassword } = {},
): Promise<Tokens> {
  const { AuthenticationResult: result } = await clientOf(simulation, region).send(
    new InitiateAuthCommand({
      ClientId: demoClientId(pool, client),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  const { AccessToken, IdToken, RefreshToken, ExpiresIn } = result ?? {};
  if (!AccessToken || !IdToken || !RefreshToken || !ExpiresIn) throw new Error('The sign-in is not finished.');
  return { AccessToken, IdToken, RefreshToken, ExpiresIn };
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

export const secretHash = (secret: string, username: string, clientId: string): string =>
  createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');

/** The app client that most stories here use. */
export const web = demoClientId('customer-login', 'web');

export const initiate = (
  client: CognitoIdentityProviderClient,
  AuthFlow: AuthFlowType,
  AuthParameters: Record<string, string>,
  ClientId = web,
) => client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
export const respond = (
  client: CognitoIdentityProviderClient,
  ChallengeName: ChallengeNameType,
  ChallengeResponses: Record<string, string>,
  Session?: string,
  ClientId = web,
) => client.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, ChallengeResponses, ...(Session && { Session }) }));
export const byPassword = (client: CognitoIdentityProviderClient, USERNAME: string, PASSWORD = demoPassword, ClientId = web) =>
  initiate(client, 'USER_PASSWORD_AUTH', { USERNAME, PASSWORD }, ClientId);

export const wrongPassword = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
export const notEnabled = {
  name: 'OperationNotEnabledException',
  message: 'This operation is not enabled in this region for this User Pool',
};
