// The settings of an app client as CreateUserPoolClient takes them and DescribeUserPoolClient gives them back: names, types and limits of the
// service model (SDK 3.1169.0, CreateUserPoolClientRequest), and the values that a client has when it is created without them.
import { flag, integer, list, oneOf, required, structure, text, type Shaped, type Structure } from '../shape.ts';

const attributeNames = list(text({ min: 1, max: 2048 }));
const url = text({ min: 1, max: 1024 });
const unit = oneOf('seconds', 'minutes', 'hours', 'days');
export const clientName = text({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });

export const authFlows = [
  'ADMIN_NO_SRP_AUTH',
  'CUSTOM_AUTH_FLOW_ONLY',
  'USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_AUTH',
] as const;

type AuthFlow = (typeof authFlows)[number];

/** Everything but the name, which is required when a client is created and may be left out when it is changed. */
export const appClientMembers = {
  RefreshTokenValidity: integer({ min: 0, max: 315_360_000 }),
  AccessTokenValidity: integer({ min: 1, max: 86_400 }),
  IdTokenValidity: integer({ min: 1, max: 86_400 }),
  TokenValidityUnits: structure({ AccessToken: unit, IdToken: unit, RefreshToken: unit }),
  ReadAttributes: attributeNames,
  WriteAttributes: attributeNames,
  ExplicitAuthFlows: list(oneOf(...authFlows)),
  SupportedIdentityProviders: list(text({ min: 1, max: 32 })),
  CallbackURLs: list(url),
  LogoutURLs: list(url),
  DefaultRedirectURI: url,
  AllowedOAuthFlows: list(oneOf('code', 'implicit', 'client_credentials')),
  AllowedOAuthScopes: list(text({ min: 1, max: 256 })),
  AllowedOAuthFlowsUserPoolClient: flag,
  AnalyticsConfiguration: structure({
    ApplicationId: text(),
    ApplicationArn: text({ min: 20, max: 2048 }),
    RoleArn: text({ min: 20, max: 2048 }),
    ExternalId: text(),
    UserDataShared: flag,
  }),
  PreventUserExistenceErrors: oneOf('LEGACY', 'ENABLED'),
  EnableTokenRevocation: flag,
  EnablePropagateAdditionalUserContextData: flag,
  /** Minutes in which a challenge must be answered. */
  AuthSessionValidity: integer({ min: 3, max: 15 }),
  RefreshTokenRotation: structure({
    Feature: required(oneOf('ENABLED', 'DISABLED')),
    RetryGracePeriodSeconds: integer({ min: 0, max: 60 }),
  }),
};
export type AppClientSettings = Shaped<Structure<typeof appClientMembers>> & { readonly ClientName: string };

/**
 * What the service sets where a request says nothing, also when a client is changed. PreventUserExistenceErrors is LEGACY where it is absent,
 * and without ExplicitAuthFlows SRP, custom and refresh are on (both: SDK, CreateUserPoolClientRequest).
 */
export const defaultAppClientSettings: Omit<AppClientSettings, 'ClientName'> = {
  RefreshTokenValidity: 30,
  TokenValidityUnits: {},
  AllowedOAuthFlowsUserPoolClient: false,
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 3,
};
const defaultFlows: readonly AuthFlow[] = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

const isLegacy = (flow: AuthFlow): boolean => !flow.startsWith('ALLOW_');

/** Whether flows of both generations are named, which the service refuses (SDK, CreateUserPoolClientRequest). */
export const mixesFlows = ({ ExplicitAuthFlows = [] }: AppClientSettings): boolean =>
  ExplicitAuthFlows.some(isLegacy) && !ExplicitAuthFlows.every(isLegacy);

/** Whether an app client supports one of some flows. The legacy names add to SRP and refresh, which were never switched off then. */
export function allowsFlow({ ExplicitAuthFlows = [] }: AppClientSettings, ...flows: readonly AuthFlow[]): boolean {
  const legacy = ExplicitAuthFlows.every(isLegacy);
  return flows.some((flow) => ExplicitAuthFlows.includes(flow) || (legacy && defaultFlows.includes(flow)));
}

const secondsIn = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long the tokens of an app client are valid, in seconds. A refresh token validity of 0 is the default of 30 days (SDK). */
export function tokenValidity({ AccessTokenValidity, IdTokenValidity, RefreshTokenValidity = 0, TokenValidityUnits }: AppClientSettings) {
  const units = TokenValidityUnits ?? {};
  return {
    access: AccessTokenValidity === undefined ? 3600 : AccessTokenValidity * secondsIn[units.AccessToken ?? 'hours'],
    id: IdTokenValidity === undefined ? 3600 : IdTokenValidity * secondsIn[units.IdToken ?? 'hours'],
    refresh: RefreshTokenValidity === 0 ? 30 * secondsIn.days : RefreshTokenValidity * secondsIn[units.RefreshToken ?? 'days'],
  };
}
