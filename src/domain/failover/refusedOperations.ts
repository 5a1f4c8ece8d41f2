import { type Message, message } from '../message.ts';

/** What the replica refuses, as users and administrators meet it. */
export interface RefusedGroup {
  readonly what: Message;
  readonly operations: readonly string[];
}

/**
 * Operations that a replica refuses while it is active. Measured: AdminCreateUser, SignUp, AdminSetUserPassword, ChangePassword, ForgotPassword, AdminUpdateUserAttributes; the others
 * are in no list of what it accepts. Facts: cognito-replication.md section 1, "Rejected".
 */
export const refusedOnReplica: readonly RefusedGroup[] = [
  { what: message('sign-up'), operations: ['SignUp', 'ConfirmSignUp'] },
  { what: message('forgotten passwords'), operations: ['ForgotPassword', 'ConfirmForgotPassword'] },
  { what: message('changes of passwords'), operations: ['ChangePassword'] },
  {
    what: message('changes of profiles'),
    operations: ['UpdateUserAttributes', 'GetUserAttributeVerificationCode', 'VerifyUserAttribute'],
  },
  {
    what: message('setting up second factors and passkeys'),
    operations: [
      'AssociateSoftwareToken',
      'VerifySoftwareToken',
      'SetUserMFAPreference',
      'StartWebAuthnRegistration',
      'CompleteWebAuthnRegistration',
      'DeleteWebAuthnCredential',
    ],
  },
  { what: message('remembering devices'), operations: ['ConfirmDevice', 'UpdateDeviceStatus', 'ForgetDevice'] },
  {
    what: message('changes of users by administrators'),
    operations: [
      'AdminCreateUser',
      'AdminSetUserPassword',
      'AdminResetUserPassword',
      'AdminUpdateUserAttributes',
      'AdminSetUserMFAPreference',
      'AdminDeleteUser',
      'AdminEnableUser',
      'AdminDisableUser',
      'AdminAddUserToGroup',
      'AdminRemoveUserFromGroup',
      'AdminLinkProviderForUser',
    ],
  },
  {
    what: message('changes of the user pool: groups, app clients, identity providers, resource servers, branding, terms'),
    operations: [
      'CreateGroup',
      'UpdateGroup',
      'DeleteGroup',
      'CreateUserPoolClient',
      'UpdateUserPoolClient',
      'DeleteUserPoolClient',
      'CreateIdentityProvider',
      'UpdateIdentityProvider',
      'DeleteIdentityProvider',
      'CreateResourceServer',
      'UpdateResourceServer',
      'DeleteResourceServer',
      'CreateManagedLoginBranding',
      'UpdateManagedLoginBranding',
      'DeleteManagedLoginBranding',
      'CreateTerms',
      'UpdateTerms',
      'DeleteTerms',
      'CreateUserImportJob',
      'StartUserImportJob',
      'AddCustomAttributes',
      'CreateUserPoolReplica',
      'DeleteUserPool',
    ],
  },
];

/** The same on one line, for those who are asked whether they want it. */
export function refusedInShort(): Message {
  const [first = message(''), ...rest] = refusedOnReplica.map(({ what }) => what);
  return rest.reduce((before, after) => message('{before}, {after}', { before, after }), first);
}
