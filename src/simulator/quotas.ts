// The default request quotas of Cognito, per account and Region, by category (developer guide, "Quotas"; facts: section 2, "Quotas"): what the
// fault `rateLimit` holds to, and what GetProvisionedLimit calls the free value.

interface Category {
  readonly perSecond: number;
  readonly operations: readonly string[];
}

/** Only categories of calls that this product makes, and those that GetProvisionedLimit is asked for. */
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
    operations: [
      'DescribeIdentityProvider',
      'DescribeResourceServer',
      'DescribeRiskConfiguration',
      'DescribeUserPoolDomain',
      'GetGroup',
      'GetIdentityProviderByIdentifier',
      'GetLogDeliveryConfiguration',
      'GetUserPoolMfaConfig',
      'ListGroups',
      'ListIdentityProviders',
      'ListResourceServers',
      'ListTagsForResource',
    ],
  },
  UserPoolResourceUpdate: {
    perSecond: 15,
    operations: [
      'CreateGroup',
      'CreateIdentityProvider',
      'CreateResourceServer',
      'CreateUserPoolDomain',
      'DeleteUserPoolDomain',
      'SetLogDeliveryConfiguration',
      'SetRiskConfiguration',
      'TagResource',
      'UntagResource',
      'UpdateUserPoolDomain',
    ],
  },
  UserPoolClientRead: { perSecond: 15, operations: ['DescribeUserPoolClient', 'ListUserPoolClients'] },
  UserPoolClientUpdate: { perSecond: 15, operations: ['CreateUserPoolClient', 'DeleteUserPoolClient', 'UpdateUserPoolClient'] },
  UserAuthentication: {
    perSecond: 120,
    operations: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'InitiateAuth', 'RespondToAuthChallenge'],
  },
  UserCreation: { perSecond: 50, operations: ['AdminConfirmSignUp', 'AdminCreateUser', 'ConfirmSignUp', 'SignUp'] },
  UserFederation: { perSecond: 25, operations: [] },
  UserToken: { perSecond: 120, operations: ['GetTokensFromRefreshToken', 'RevokeToken'] },
  ClientAuthentication: { perSecond: 150, operations: [] },
};

/** The category of an operation and its requests per second; undefined where no quota is known. */
export function quotaOf(service: string, operation: string): { readonly category: string; readonly perSecond: number } | undefined {
  if (service !== 'cognito-idp') return undefined;
  const found = Object.entries(quotaCategories).find(([, { operations }]) => operations.includes(operation));
  return found && { category: found[0], perSecond: found[1].perSecond };
}
