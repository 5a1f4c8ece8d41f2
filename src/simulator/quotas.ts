// The default request quotas of Cognito by category (developer guide, "API operation categories and request rate quotas"; facts: section 2,
// "Quotas"): what the fault `rateLimit` holds to, and what GetProvisionedLimit calls the free value.

interface Category {
  /** Of one account in one Region, all operations of the category together. */
  readonly perSecond: number;
  /** Of one operation for one user pool, where there is such a limit as well. */
  readonly perPool?: number;
  /** Whether more can be bought. */
  readonly adjustable?: true;
  readonly operations: readonly string[];
}

/** Every category; of their operations those that this product calls or the simulator knows. */
export const quotaCategories: Readonly<Record<string, Category>> = {
  UserPoolRead: { perSecond: 15, operations: ['DescribeUserPool', 'ListUserPools', 'ListUserPoolReplicas'] },
  UserPoolUpdate: {
    perSecond: 15,
    operations: [
      'CreateUserPool',
      'UpdateUserPool',
      'DeleteUserPool',
      'AddCustomAttributes',
      'SetUserPoolMfaConfig',
      'CreateUserPoolReplica',
      'UpdateUserPoolReplica',
      'DeleteUserPoolReplica',
    ],
  },
  UserPoolResourceRead: {
    perSecond: 20,
    perPool: 5,
    operations: [
      'DescribeIdentityProvider',
      'DescribeResourceServer',
      'DescribeRiskConfiguration',
      'DescribeUserPoolDomain',
      'GetGroup',
      'GetIdentityProviderByIdentifier',
      'GetLogDeliveryConfiguration',
      'GetUICustomization',
      'GetUserPoolMfaConfig',
      'ListGroups',
      'ListIdentityProviders',
      'ListResourceServers',
      'ListTagsForResource',
    ],
  },
  UserPoolResourceUpdate: {
    perSecond: 15,
    perPool: 5,
    operations: [
      'CreateGroup',
      'CreateIdentityProvider',
      'CreateResourceServer',
      'CreateUserPoolDomain',
      'DeleteUserPoolDomain',
      'SetLogDeliveryConfiguration',
      'SetRiskConfiguration',
      'SetUICustomization',
      'TagResource',
      'UntagResource',
      'UpdateUserPoolDomain',
    ],
  },
  UserPoolClientRead: { perSecond: 15, perPool: 5, operations: ['DescribeUserPoolClient', 'ListUserPoolClients'] },
  UserPoolClientUpdate: { perSecond: 15, perPool: 5, operations: ['CreateUserPoolClient', 'DeleteUserPoolClient', 'UpdateUserPoolClient'] },
  UserAuthentication: {
    perSecond: 120,
    adjustable: true,
    operations: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'InitiateAuth', 'RespondToAuthChallenge'],
  },
  UserCreation: { perSecond: 50, adjustable: true, operations: ['AdminConfirmSignUp', 'AdminCreateUser', 'ConfirmSignUp', 'SignUp'] },
  UserFederation: { perSecond: 25, adjustable: true, operations: [] },
  UserToken: { perSecond: 120, adjustable: true, operations: ['GetTokensFromRefreshToken', 'RevokeToken'] },
  UserRead: { perSecond: 120, adjustable: true, operations: ['AdminGetUser', 'GetUser'] },
  UserUpdate: { perSecond: 25, operations: ['AdminSetUserPassword', 'AdminUpdateUserAttributes', 'UpdateUserAttributes'] },
  UserResourceRead: { perSecond: 50, adjustable: true, operations: ['AdminListGroupsForUser'] },
  UserResourceUpdate: { perSecond: 25, operations: [] },
  UserList: { perSecond: 30, operations: ['ListUsers', 'ListUsersInGroup'] },
  UserAccountRecovery: { perSecond: 30, operations: ['ChangePassword', 'ConfirmForgotPassword', 'ForgotPassword'] },
  ClientAuthentication: { perSecond: 150, operations: [] },
};

/** A limit that a call counts against: `bucket` names what is counted together. */
export interface Quota {
  readonly bucket: string;
  readonly perSecond: number;
}

/** The limits that a call counts against; none where no quota is known. */
export function quotasOf(service: string, operation: string, userPool: string | undefined): readonly Quota[] {
  if (service !== 'cognito-idp') return [];
  const [name, category] = Object.entries(quotaCategories).find(([, { operations }]) => operations.includes(operation)) ?? [];
  if (!category || name === undefined) return [];
  const { perSecond, perPool } = category;
  return [
    { bucket: name, perSecond },
    ...(perPool !== undefined && userPool !== undefined ? [{ bucket: `${operation} ${userPool}`, perSecond: perPool }] : []),
  ];
}
