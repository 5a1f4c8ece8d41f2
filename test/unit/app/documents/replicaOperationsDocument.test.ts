import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../../src/app/documents/documentIds.ts';
import { documentPath, parseDocumentPath } from '../../../../src/app/documents/documentPath.ts';
import { documentText } from '../../../../src/app/documents/documentText.ts';
import { PoolSession } from '../../../../src/app/poolSession.ts';
import { english } from '../../../../src/domain/message.ts';
import { routedClients } from '../../../../src/domain/render/routedClients.ts';
import type { Fault } from '../../../../src/simulator/faults.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { realClock, simulated } from '../../../support/simulated.ts';

/** The page about the replica of a demo pool. */
async function pageOf(name: string, faults: readonly Fault[] = []): Promise<string | undefined> {
  const session = new PoolSession({ open: () => Promise.resolve(simulated(demoScenario, faults).connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
  const id = documentIdOf(
    session.store,
    session.store.pools.find((pool) => pool.name === name)!,
    'replicaOperations',
  );
  if (id) expect(parseDocumentPath(documentPath(id))).toEqual(id);
  return id && documentText(session, id, english);
}

describe('what works on a replica', () => {
  it('is one page about the pool, with its Regions and its id', async () => {
    const page = await pageOf('customer-login');
    expect(page?.replace(/read at .*/, 'read at …')).toMatchInlineSnapshot(`
      "# What works on the replica of customer-login

      us-east-1_TPOjPV5VU · us-east-1 → us-west-2 · account 111122223333 · read at …

      **The replica in us-west-2 is ACTIVE: it takes everything below that is not refused.**

      What is refused works in us-east-1 only. The replica answers it with HTTP 400:

      \`\`\`text
      OperationNotEnabledException: This operation is not enabled in this region for this User Pool
      \`\`\`

      ## Signing in

      - **When ACTIVE**: AdminInitiateAuth, AdminRespondToAuthChallenge, GetIdentityProviderByIdentifier, GetUserAuthFactors, InitiateAuth, RespondToAuthChallenge

      ## Tokens and signing out

      - **When ACTIVE**: AdminUserGlobalSignOut, GetTokensFromRefreshToken, GlobalSignOut, RevokeToken
      - **Always, when INACTIVE too**: GetSigningCertificate

      ## Signing up

      - **Refused**: AdminConfirmSignUp, ConfirmSignUp, ResendConfirmationCode, SignUp

      ## Passwords

      - **Refused**: AdminResetUserPassword, AdminSetUserPassword, ChangePassword, ConfirmForgotPassword, ForgotPassword

      ## Profile

      - **When ACTIVE**: GetUser
      - **Refused**: DeleteUser, DeleteUserAttributes, GetUserAttributeVerificationCode, SetUserSettings, UpdateUserAttributes, VerifyUserAttribute

      ## Second factors and passkeys

      - **When ACTIVE**: ListWebAuthnCredentials
      - **Refused**: AdminSetUserMFAPreference, AdminSetUserSettings, AssociateSoftwareToken, CompleteWebAuthnRegistration, DeleteWebAuthnCredential, SetUserMFAPreference, StartWebAuthnRegistration, VerifySoftwareToken

      ## Devices

      - **When ACTIVE**: GetDevice, ListDevices
      - **Always, when INACTIVE too**: AdminGetDevice, AdminListDevices
      - **Refused**: AdminForgetDevice, AdminUpdateDeviceStatus, ConfirmDevice, ForgetDevice, UpdateDeviceStatus

      ## Administration of users

      - **When ACTIVE**: AdminUpdateAuthEventFeedback, UpdateAuthEventFeedback
      - **Always, when INACTIVE too**: AdminGetUser, AdminListGroupsForUser, AdminListUserAuthEvents, GetGroup, ListGroups, ListUsers, ListUsersInGroup
      - **Refused**: AdminAddUserToGroup, AdminCreateUser, AdminDeleteUser, AdminDeleteUserAttributes, AdminDisableProviderForUser, AdminDisableUser, AdminEnableUser, AdminLinkProviderForUser, AdminRemoveUserFromGroup, AdminUpdateUserAttributes, CreateGroup, CreateUserImportJob, DeleteGroup, DescribeUserImportJob, GetCSVHeader, ListUserImportJobs, StartUserImportJob, StopUserImportJob, UpdateGroup

      ## Administration of the user pool

      - **Always, when INACTIVE too**: AssociateWebACL, CreateUserPoolDomain, DeleteUserPoolDomain, DeleteUserPoolReplica, DescribeIdentityProvider, DescribeManagedLoginBranding, DescribeManagedLoginBrandingByClient, DescribeResourceServer, DescribeRiskConfiguration, DescribeTerms, DescribeUserPool, DescribeUserPoolClient, DescribeUserPoolDomain, DisassociateWebACL, GetLogDeliveryConfiguration, GetUICustomization, GetUserPoolMfaConfig, ListIdentityProviders, ListResourceServers, ListTagsForResource, ListTerms, ListUserPoolClientSecrets, ListUserPoolClients, ListUserPoolReplicas, ListUserPools, SetLogDeliveryConfiguration, SetRiskConfiguration, SetUserPoolMfaConfig, TagResource, UntagResource, UpdateUserPool, UpdateUserPoolDomain, UpdateUserPoolReplica
      - **Refused**: AddCustomAttributes, AddUserPoolClientSecret, CreateIdentityProvider, CreateManagedLoginBranding, CreateResourceServer, CreateTerms, CreateUserPoolClient, CreateUserPoolReplica, DeleteIdentityProvider, DeleteManagedLoginBranding, DeleteResourceServer, DeleteTerms, DeleteUserPool, DeleteUserPoolClient, DeleteUserPoolClientSecret, SetUICustomization, UpdateIdentityProvider, UpdateManagedLoginBranding, UpdateResourceServer, UpdateTerms, UpdateUserPoolClient
      - UpdateUserPool changes senders, triggers and tags there; every other setting has to be as it is.

      ## Who can sign in there

      - Users who have an authenticator app (TOTP) cannot sign in on the replica.
      - Federated users who have never signed in at the primary cannot sign in: the replica creates no users.
      - Failed sign-ins are counted in each Region by itself: who is locked out in one may try again in the other.

      ## What is not confirmed

      The refusal was measured for six operations, of sign-up, passwords and users. The others are refused because the list of the developer guide does not have them.

      - Whether passkeys work for signing in on the replica is not confirmed.
      - Whether a user in FORCE_CHANGE_PASSWORD can sign in there is not confirmed: setting the new password would change the user, so probably not.
      - How long a revocation or a sign-out takes from one Region to the other is not confirmed.
      - How far the replica is behind is not confirmed: AWS gives no figure and no metric.
      - Whether the replica takes these operations is not confirmed: AdminDeleteSoftwareToken, AdminGetUserAuthFactors, AdminListUserSessions, AdminRevokeUserSession, DescribeTermsByClient, GetClientToken, GetProvisionedLimit, GetUserPoolClientSessionConfiguration, GetUserPoolSessionConfiguration, ListUserSessions, RevokeUserSession, SetUserPoolClientSessionConfiguration, SetUserPoolSessionConfiguration, UpdateProvisionedLimit.
      - Whether DeleteUserPoolReplica works from the secondary Region is not confirmed: the API reference says that it does not, the developer guide lists it.

      ## How an application sends writes to the primary

      The user pool and its app clients have the same ids in both Regions: only the Region of the client differs. The id names the primary Region, whichever Region answers. With the AWS SDK for JavaScript, version 3:

      \`\`\`ts
      import { CognitoIdentityProviderClient, InitiateAuthCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';

      const userPoolId = 'us-east-1_TPOjPV5VU';
      const [primaryRegion = ''] = userPoolId.split('_');

      const primary = new CognitoIdentityProviderClient({ region: primaryRegion });
      const secondary = new CognitoIdentityProviderClient({ region: 'us-west-2' });

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
      export const isReplicaRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'OperationNotEnabledException';
      \`\`\`
      "
    `);
  });

  it.each([
    ['staff-directory', '**The replica in us-east-1 is INACTIVE: it takes only what is marked as always, and nobody can sign in there.**'],
    ['partner-portal', '**The replica in eu-central-1 is CREATING: what it takes until it is INACTIVE or ACTIVE is not documented.**'],
  ])('says first how the replica of %s is', async (name, said) => {
    expect(await pageOf(name)).toContain(said);
  });

  it('says which permission is missing where the status cannot be read', async () => {
    expect(await pageOf('customer-login', [{ kind: 'accessDenied', operation: 'ListUserPoolReplicas' }])).toContain(
      '**Whether the replica in us-west-2 is active is unknown: no permission cognito-idp:ListUserPoolReplicas.**',
    );
  });

  it('is not there for a pool without a replica', async () => {
    expect(await pageOf('newsletter')).toBeUndefined();
  });
});

describe('the code for an application', () => {
  it('compiles with the AWS SDK', () => {
    const file = path.join(import.meta.dirname, 'routedClients.example.ts');
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
    };
    const files = ts.createCompilerHost(options);
    const text = routedClients('us-east-1_Ab12Cd34E', 'us-west-2');
    const host: ts.CompilerHost = {
      ...files,
      getSourceFile: (name, ...rest) =>
        name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : files.getSourceFile(name, ...rest),
      fileExists: (name) => name === file || files.fileExists(name),
      readFile: (name) => (name === file ? text : files.readFile(name)),
    };
    const problems = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
  }, 60_000);
});
