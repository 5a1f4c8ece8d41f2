import { replicaRefusal } from '../replicaOperations.ts';

/** TypeScript for an application with the AWS SDK for JavaScript, version 3: reads and sign-ins go where the application is at home, writes to the primary Region. */
export function routedClients(poolId: string, secondaryRegion: string): string {
  return `import { CognitoIdentityProviderClient, InitiateAuthCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';

const userPoolId = '${poolId}';
const [primaryRegion = ''] = userPoolId.split('_');

const primary = new CognitoIdentityProviderClient({ region: primaryRegion });
const secondary = new CognitoIdentityProviderClient({ region: '${secondaryRegion}' });

/** Sign-ins, tokens and reads: whichever Region the application follows, such as by the health check of its failover. */
const reads = (isPrimaryUp: boolean): CognitoIdentityProviderClient => (isPrimaryUp ? primary : secondary);
/** Sign-up, passwords, profiles, second factors, devices: the primary and nothing else. */
const writes = primary;

export const signIn = (input: InitiateAuthCommand['input'], isPrimaryUp: boolean) => reads(isPrimaryUp).send(new InitiateAuthCommand(input));

export async function signUp(input: SignUpCommand['input'], isPrimaryUp: boolean) {
  // While the primary is down there is nowhere to sign up: say so before somebody has filled in the form.
  if (!isPrimaryUp) throw new Error('Signing up is not possible at the moment.');
  return writes.send(new SignUpCommand(input));
}

/** Whether a replica has refused a write that was sent to it. */
export const isReplicaRefusal = (error: unknown): boolean => error instanceof Error && error.name === '${replicaRefusal.name}';
`;
}
