import { type Message, message } from './message.ts';

/** What an application or an administrator does with a user pool, and what a replica makes of the operations that it takes. */
export interface OperationArea {
  readonly title: Message;
  /** Accepted by an INACTIVE and by an ACTIVE replica. */
  readonly always: readonly string[];
  /** Accepted by an ACTIVE replica only. */
  readonly whenActive: readonly string[];
  readonly refused: readonly string[];
  /** What is refused, in the words of a user: for a list of what does not work. Undefined where nothing is. */
  readonly refusedInWords?: Message;
  readonly note?: Message;
}

/**
 * The operations of Cognito user pools, by what they are for. Accepted are those in the developer guide's list (facts: cognito-replication.md section 1, "Operations accepted by a
 * secondary"); whatever is not in it works in the primary Region only.
 */
export const operationAreas: readonly OperationArea[] = [
  {
    title: message('Signing in'),
    always: [],
    whenActive: [
      'AdminInitiateAuth',
      'AdminRespondToAuthChallenge',
      'GetIdentityProviderByIdentifier',
      'GetUserAuthFactors',
      'InitiateAuth',
      'RespondToAuthChallenge',
    ],
    refused: [],
  },
  {
    title: message('Tokens and signing out'),
    always: ['GetSigningCertificate'],
    whenActive: ['AdminUserGlobalSignOut', 'GetTokensFromRefreshToken', 'GlobalSignOut', 'RevokeToken'],
    refused: [],
  },
  {
    title: message('Signing up'),
    always: [],
    whenActive: [],
    refused: ['AdminConfirmSignUp', 'ConfirmSignUp', 'ResendConfirmationCode', 'SignUp'],
    refusedInWords: message('sign-up'),
  },
  {
    title: message('Passwords'),
    always: [],
    whenActive: [],
    refused: ['AdminResetUserPassword', 'AdminSetUserPassword', 'ChangePassword', 'ConfirmForgotPassword', 'ForgotPassword'],
    refusedInWords: message('forgotten and changed passwords'),
  },
  {
    title: message('Profile'),
    always: [],
    whenActive: ['GetUser'],
    refused: [
      'DeleteUser',
      'DeleteUserAttributes',
      'GetUserAttributeVerificationCode',
      'SetUserSettings',
      'UpdateUserAttributes',
      'VerifyUserAttribute',
    ],
    refusedInWords: message('changes of profiles'),
  },
  {
    title: message('Second factors and passkeys'),
    always: [],
    whenActive: ['ListWebAuthnCredentials'],
    refused: [
      'AdminSetUserMFAPreference',
      'AdminSetUserSettings',
      'AssociateSoftwareToken',
      'CompleteWebAuthnRegistration',
      'DeleteWebAuthnCredential',
      'SetUserMFAPreference',
      'StartWebAuthnRegistration',
      'VerifySoftwareToken',
    ],
    refusedInWords: message('setting up second factors and passkeys'),
  },
  {
    title: message('Devices'),
    always: ['AdminGetDevice', 'AdminListDevices'],
    whenActive: ['GetDevice', 'ListDevices'],
    refused: ['AdminForgetDevice', 'AdminUpdateDeviceStatus', 'ConfirmDevice', 'ForgetDevice', 'UpdateDeviceStatus'],
    refusedInWords: message('remembering devices'),
  },
  {
    title: message('Administration of users'),
    always: [
      'AdminGetUser',
      'AdminListGroupsForUser',
      'AdminListUserAuthEvents',
      'GetGroup',
      'ListGroups',
      'ListUsers',
      'ListUsersInGroup',
    ],
    whenActive: ['AdminUpdateAuthEventFeedback', 'UpdateAuthEventFeedback'],
    refused: [
      'AdminAddUserToGroup',
      'AdminCreateUser',
      'AdminDeleteUser',
      'AdminDeleteUserAttributes',
      'AdminDisableProviderForUser',
      'AdminDisableUser',
      'AdminEnableUser',
      'AdminLinkProviderForUser',
      'AdminRemoveUserFromGroup',
      'AdminUpdateUserAttributes',
      'CreateGroup',
      'CreateUserImportJob',
      'DeleteGroup',
      'DescribeUserImportJob',
      'GetCSVHeader',
      'ListUserImportJobs',
      'StartUserImportJob',
      'StopUserImportJob',
      'UpdateGroup',
    ],
    refusedInWords: message('changes of users and groups by administrators'),
  },
  {
    title: message('Administration of the user pool'),
    always: [
      'AssociateWebACL',
      'CreateUserPoolDomain',
      'DeleteUserPoolDomain',
      'DeleteUserPoolReplica',
      'DescribeIdentityProvider',
      'DescribeManagedLoginBranding',
      'DescribeManagedLoginBrandingByClient',
      'DescribeResourceServer',
      'DescribeRiskConfiguration',
      'DescribeTerms',
      'DescribeUserPool',
      'DescribeUserPoolClient',
      'DescribeUserPoolDomain',
      'DisassociateWebACL',
      'GetLogDeliveryConfiguration',
      'GetUICustomization',
      'GetUserPoolMfaConfig',
      'ListIdentityProviders',
      'ListResourceServers',
      'ListTagsForResource',
      'ListTerms',
      'ListUserPoolClientSecrets',
      'ListUserPoolClients',
      'ListUserPoolReplicas',
      'ListUserPools',
      'SetLogDeliveryConfiguration',
      'SetRiskConfiguration',
      'SetUserPoolMfaConfig',
      'TagResource',
      'UntagResource',
      'UpdateUserPool',
      'UpdateUserPoolDomain',
      'UpdateUserPoolReplica',
    ],
    whenActive: [],
    refused: [
      'AddCustomAttributes',
      'AddUserPoolClientSecret',
      'CreateIdentityProvider',
      'CreateManagedLoginBranding',
      'CreateResourceServer',
      'CreateTerms',
      'CreateUserPoolClient',
      'CreateUserPoolReplica',
      'DeleteIdentityProvider',
      'DeleteManagedLoginBranding',
      'DeleteResourceServer',
      'DeleteTerms',
      'DeleteUserPool',
      'DeleteUserPoolClient',
      'DeleteUserPoolClientSecret',
      'SetUICustomization',
      'UpdateIdentityProvider',
      'UpdateManagedLoginBranding',
      'UpdateResourceServer',
      'UpdateTerms',
      'UpdateUserPoolClient',
    ],
    refusedInWords: message('changes of app clients, identity providers, resource servers, branding and terms'),
    // Facts: section 3, "UpdateUserPool in the secondary".
    note: message('UpdateUserPool changes senders, triggers and tags there; every other setting has to be as it is.'),
  },
];

/** The refusals that somebody has seen; the others follow from the list of what is accepted. Facts: section 1, "Rejected". */
export const measuredRefusals: readonly string[] = [
  'AdminCreateUser',
  'AdminSetUserPassword',
  'AdminUpdateUserAttributes',
  'ChangePassword',
  'ForgotPassword',
  'SignUp',
];

/**
 * Operations of which nobody says whether a replica takes them: request limits (facts: section 2, "Quotas"), and those that the API has (SDK 3.1169.0) and neither list of the facts: they may
 * be left out because a replica refuses them, or because they are newer.
 */
export const unconfirmedOperations: readonly string[] = [
  'AdminDeleteSoftwareToken',
  'AdminGetUserAuthFactors',
  'AdminListUserSessions',
  'AdminRevokeUserSession',
  'DescribeTermsByClient',
  'GetClientToken',
  'GetProvisionedLimit',
  'GetUserPoolClientSessionConfiguration',
  'GetUserPoolSessionConfiguration',
  'ListUserSessions',
  'RevokeUserSession',
  'SetUserPoolClientSessionConfiguration',
  'SetUserPoolSessionConfiguration',
  'UpdateProvisionedLimit',
];

/** The refusal, word for word (measured: facts section 1, "Errors"). */
export const replicaRefusal = {
  name: 'OperationNotEnabledException',
  message: 'This operation is not enabled in this region for this User Pool',
  status: 400,
} as const;

/** What an active replica refuses, by what it is for. */
export interface RefusedGroup {
  readonly what: Message;
  readonly operations: readonly string[];
}

export const refusedOnReplica: readonly RefusedGroup[] = operationAreas.flatMap(({ refused, refusedInWords }) =>
  refusedInWords ? [{ what: refusedInWords, operations: refused }] : [],
);

/** The same on one line, for those who decide whether they want it. */
export function refusedInShort(): Message {
  const [first = message(''), ...rest] = refusedOnReplica.map(({ what }) => what);
  return rest.reduce((before, after) => message('{before}, {after}', { before, after }), first);
}

/** What holds for those who sign in on a replica, beside the operations. Facts: section 1, "Consequence for auth", and section 2, "Details". */
export const authenticatorAppLimit = message('Users who have an authenticator app (TOTP) cannot sign in on the replica.');

export const otherSignInLimits: readonly Message[] = [
  message('Federated users who have never signed in at the primary cannot sign in: the replica creates no users.'),
  message('Failed sign-ins are counted in each Region by itself: who is locked out in one may try again in the other.'),
];

export const signInLimits: readonly Message[] = [authenticatorAppLimit, ...otherSignInLimits];

/** What no source confirms of a replica. Facts: section 1 and section 4, and "Open questions". */
export const unconfirmedOnReplica: readonly Message[] = [
  message('Whether passkeys work for signing in on the replica is not confirmed.'),
  message(
    'Whether a user in FORCE_CHANGE_PASSWORD can sign in there is not confirmed: setting the new password would change the user, so probably not.',
  ),
  message('How long a revocation or a sign-out takes from one Region to the other is not confirmed.'),
  message('How far the replica is behind is not confirmed: AWS gives no figure and no metric.'),
  message('Whether the replica takes these operations is not confirmed: {operations}.', { operations: unconfirmedOperations.join(', ') }),
  message(
    'Whether DeleteUserPoolReplica works from the secondary Region is not confirmed: the API reference says that it does not, the developer guide lists it.',
  ),
];
