// Every operation of Cognito that the SDK knows, tried on a secondary: the two lists of the guide are written here once more, by hand.
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import {
  acceptedOnSecondary,
  activeSecondaryOperations,
  inactiveSecondaryOperations,
} from '../../../src/simulator/cognito/secondaryOperations.ts';
import { cognitoOperations } from '../../../src/simulator/cognito/service.ts';
import { inputMembersOf } from '../../support/sdkSchema.ts';
import { replyOf, requestFor } from './requests.ts';
import { notEnabled, poolArn, poolId, primary, secondary, storyWorld } from './story.ts';

/** Facts, section 1, "Operations accepted by a secondary": INACTIVE and ACTIVE. */
const both =
  `AdminGetDevice, AdminGetUser, AdminListDevices, AdminListGroupsForUser, AdminListUserAuthEvents, AssociateWebACL, CreateUserPoolDomain,
DeleteUserPoolDomain, DeleteUserPoolReplica, DescribeIdentityProvider, DescribeManagedLoginBranding, DescribeManagedLoginBrandingByClient,
DescribeResourceServer, DescribeRiskConfiguration, DescribeTerms, DescribeUserPool, DescribeUserPoolClient, DescribeUserPoolDomain, DisassociateWebACL,
GetGroup, GetLogDeliveryConfiguration, GetSigningCertificate, GetUICustomization, GetUserPoolMfaConfig, ListIdentityProviders, ListGroups,
ListResourceServers, ListTagsForResource, ListTerms, ListUserPoolClients, ListUserPoolClientSecrets, ListUserPoolReplicas, ListUserPools, ListUsers,
ListUsersInGroup, SetLogDeliveryConfiguration, SetRiskConfiguration, SetUserPoolMfaConfig, TagResource, UntagResource, UpdateUserPool,
UpdateUserPoolDomain, UpdateUserPoolReplica`.split(/,\s+/);
/** ACTIVE only, in addition. */
const activeOnly = `AdminInitiateAuth, AdminRespondToAuthChallenge, AdminUpdateAuthEventFeedback, AdminUserGlobalSignOut, GetDevice,
GetIdentityProviderByIdentifier, GetTokensFromRefreshToken, GetUser, GetUserAuthFactors, GlobalSignOut, InitiateAuth, ListDevices,
ListWebAuthnCredentials, RespondToAuthChallenge, RevokeToken, UpdateAuthEventFeedback`.split(/,\s+/);
/** Rejected: the first line measured, the rest by omission from the guide. */
const rejected = `AdminCreateUser, SignUp, AdminSetUserPassword, ChangePassword, ForgotPassword, AdminUpdateUserAttributes,
ConfirmSignUp, ConfirmForgotPassword, AdminResetUserPassword, UpdateUserAttributes, VerifyUserAttribute, GetUserAttributeVerificationCode,
AssociateSoftwareToken, VerifySoftwareToken, SetUserMFAPreference, AdminSetUserMFAPreference, ConfirmDevice, UpdateDeviceStatus, ForgetDevice,
StartWebAuthnRegistration, CompleteWebAuthnRegistration, DeleteWebAuthnCredential, AdminDeleteUser, AdminEnableUser, AdminDisableUser,
AdminAddUserToGroup, AdminRemoveUserFromGroup, AdminLinkProviderForUser, CreateGroup, UpdateGroup, DeleteGroup, CreateUserPoolClient,
UpdateUserPoolClient, DeleteUserPoolClient, CreateIdentityProvider, UpdateIdentityProvider, DeleteIdentityProvider, CreateResourceServer,
UpdateResourceServer, DeleteResourceServer, CreateManagedLoginBranding, UpdateManagedLoginBranding, DeleteManagedLoginBranding, CreateTerms,
UpdateTerms, DeleteTerms, CreateUserImportJob, StartUserImportJob, StopUserImportJob, AddCustomAttributes, CreateUserPoolReplica,
DeleteUserPool`.split(/,\s+/);

const sdkOperations = Object.keys(sdk)
  .filter((name) => /^[A-Z].*Command$/.test(name))
  .map((name) => name.slice(0, -'Command'.length))
  .sort();

/** A token that the pool issued, as far as anyone can see who does not judge its signature. */
const token = (): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ iss: `https://cognito-idp.${primary}.amazonaws.com/${poolId}`, token_use: 'access' })}.c2ln`;
};

/** The members by which inputs name a pool. An input that names it only by an app client needs app clients. */
const naming: Readonly<Record<string, () => string>> = {
  UserPoolId: () => poolId,
  ResourceArn: () => poolArn(secondary),
  AccessToken: token,
};
const namingMember = (operation: string): string | undefined =>
  inputMembersOf((sdk as Readonly<Record<string, unknown>>)[`${operation}$`]).find((member) => Object.hasOwn(naming, member));

/** What is left of an input, where the operation is simulated and its answer is to be seen. */
const rest: Readonly<Record<string, object>> = {
  CreateUserPoolDomain: { Domain: 'shop' },
  DeleteUserPoolDomain: { Domain: 'auth.example.com' },
  DeleteUserPoolReplica: { RegionName: secondary },
  DescribeIdentityProvider: { ProviderName: 'corp' },
  DescribeResourceServer: { Identifier: 'api' },
  GetGroup: { GroupName: 'staff' },
  GetIdentityProviderByIdentifier: { IdpIdentifier: 'corp' },
  SetLogDeliveryConfiguration: { LogConfigurations: [] },
  TagResource: { Tags: { a: 'b' } },
  UntagResource: { TagKeys: ['a'] },
  UpdateUserPoolDomain: {
    Domain: 'auth.example.com',
    CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-4333-a444-555555555555' },
  },
  UpdateUserPoolReplica: { RegionName: secondary, Status: 'ACTIVE' },
};

const pool = { domain: { name: 'auth.example.com' } };
// A secondary where everything that has two readings is open, so that an accepted operation is seen to be accepted.
const switches = { secondaryDeletesReplica: true, secondaryOmissions: 'kept' } as const;

function tryOn(status: 'INACTIVE' | 'ACTIVE', operation: string): readonly [status: number, type: string | undefined, message: string] {
  const member = namingMember(operation);
  const input = { ...(member !== undefined && { [member]: naming[member]?.() }), ...rest[operation] };
  const reply = replyOf(
    storyWorld({ replica: status, pool, switches }),
    requestFor('cognito-idp', operation, input, { region: secondary }),
  );
  const { __type, message = '' } = JSON.parse(reply.body) as { __type?: string; message?: string };
  return [reply.status, __type, message];
}

/** Named by an app client only. */
const byClient = [
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'ForgotPassword',
  'GetClientToken',
  'GetTokensFromRefreshToken',
  'InitiateAuth',
  'ResendConfirmationCode',
  'RespondToAuthChallenge',
  'RevokeToken',
  'SignUp',
];
/** Not about one pool: no Region refuses them for its role. */
const aboutNoPool = ['CreateUserPool', 'DescribeUserPoolDomain', 'GetProvisionedLimit', 'ListUserPools', 'UpdateProvisionedLimit'];
/** Named by a session, which only a sign-in gives. */
const bySession = ['AssociateSoftwareToken', 'VerifySoftwareToken'];

test('the lists of the simulator are those of the facts, and every operation of them is one of the SDK or of AWS WAF', () => {
  expect([...inactiveSecondaryOperations].sort()).toEqual([...both].sort());
  expect([...activeSecondaryOperations].sort()).toEqual([...activeOnly].sort());
  const unknown = [...both, ...activeOnly, ...rejected].filter((operation) => !sdkOperations.includes(operation));
  expect(unknown).toEqual(['AssociateWebACL', 'DisassociateWebACL']);
  expect([...both, ...activeOnly].filter((operation) => rejected.includes(operation))).toEqual([]);
});

test('every operation of the SDK is tried', () => {
  const untried = sdkOperations.filter((operation) => namingMember(operation) === undefined);
  expect(untried).toEqual([...byClient, ...aboutNoPool].sort());
  expect(sdkOperations.length).toBeGreaterThan(115);
});

describe.each(['INACTIVE', 'ACTIVE'] as const)('a secondary that is %s', (status) => {
  const accepted = status === 'ACTIVE' ? [...both, ...activeOnly] : both;
  const tried = sdkOperations.filter((operation) => namingMember(operation) !== undefined);

  test.each(tried.filter((operation) => !accepted.includes(operation)))('refuses %s', (operation) => {
    expect(tryOn(status, operation)).toEqual([400, ...notEnabled]);
    expect(acceptedOnSecondary(operation, status)).toBe(false);
  });

  test.each(tried.filter((operation) => accepted.includes(operation)))('takes %s', (operation) => {
    const [code, type, message] = tryOn(status, operation);
    expect(type).not.toBe('OperationNotEnabledException');
    expect(acceptedOnSecondary(operation, status)).toBe(true);
    if (!Object.hasOwn(cognitoOperations, operation)) expect(type).toBe('UnknownOperationException');
    // What is taken is judged by the operation itself from here on.
    else if (code !== 200) expect(type, message).toMatch(/^(ResourceNotFound|InvalidParameter|NotAuthorized|UserNotFound)Exception$/);
  });

  test.each(byClient)('judges %s by the same table', (operation) => {
    expect(acceptedOnSecondary(operation, status)).toBe(accepted.includes(operation));
  });

  test.each(aboutNoPool)('is not asked about %s', (operation) => {
    expect(tryOn(status, operation)[1]).not.toBe('OperationNotEnabledException');
  });
});

test('sessions name no pool without their access token', () => {
  for (const operation of bySession) expect(namingMember(operation)).toBe('AccessToken');
});

test('a primary takes everything, and says of what is not simulated that it is unknown', () => {
  for (const operation of ['AddCustomAttributes', 'DeleteGroup', 'AdminLinkProviderForUser']) {
    const reply = replyOf(storyWorld({ replica: 'ACTIVE' }), requestFor('cognito-idp', operation, { UserPoolId: poolId }));
    expect(JSON.parse(reply.body)).toMatchObject({ __type: 'UnknownOperationException' });
  }
});

test('a replica that is CREATING takes what an INACTIVE one takes, where it answers at all', () => {
  const ask = (creatingReplicaAnswers: boolean, operation: string): unknown => {
    const world = storyWorld({ replica: 'CREATING', switches: { creatingReplicaAnswers } });
    return (
      JSON.parse(replyOf(world, requestFor('cognito-idp', operation, { UserPoolId: poolId }, { region: secondary })).body) as {
        __type?: string;
      }
    ).__type;
  };
  expect([ask(true, 'CreateGroup'), ask(true, 'DescribeUserPool')]).toEqual(['OperationNotEnabledException', undefined]);
  expect(ask(false, 'DescribeUserPool')).toBe('ResourceNotFoundException');
});
