// What a user pool holds besides its settings: groups, identity providers, resource servers, branding, terms, risk and log settings.
import { anything, dictionary, flag, integer, list, oneOf, required, structure, text, type Shaped } from '../shape.ts';

/** Epoch milliseconds. */
export interface Dated {
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const groupShape = structure({
  GroupName: required(text({ min: 1, max: 128 })),
  Description: text({ max: 2048 }),
  RoleArn: text({ min: 20, max: 2048 }),
  Precedence: integer({ min: 0 }),
});
export const identityProviderShape = structure({
  ProviderName: required(text({ min: 1, max: 32 })),
  ProviderType: required(oneOf('SAML', 'Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple', 'OIDC')),
  ProviderDetails: required(dictionary(text())),
  AttributeMapping: dictionary(text()),
  IdpIdentifiers: list(text({ min: 1, max: 40 })),
});
export const resourceServerShape = structure({
  Identifier: required(text({ min: 1, max: 256 })),
  Name: required(text({ min: 1, max: 256 })),
  Scopes: list(structure({ ScopeName: required(text({ min: 1, max: 256 })), ScopeDescription: required(text({ min: 1, max: 256 })) })),
});

const action = structure({
  Notify: required(flag),
  EventAction: required(oneOf('BLOCK', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'NO_ACTION')),
});
const notifyEmail = structure({ Subject: required(text({ max: 140 })), HtmlBody: text({ max: 20_000 }), TextBody: text({ max: 20_000 }) });
const addresses = list(text());

export const riskShape = structure({
  CompromisedCredentialsRiskConfiguration: structure({
    EventFilter: list(oneOf('SIGN_IN', 'PASSWORD_CHANGE', 'SIGN_UP')),
    Actions: required(structure({ EventAction: required(oneOf('BLOCK', 'NO_ACTION')) })),
  }),
  AccountTakeoverRiskConfiguration: structure({
    NotifyConfiguration: structure({
      From: text(),
      ReplyTo: text(),
      SourceArn: required(text({ min: 20, max: 2048 })),
      BlockEmail: notifyEmail,
      NoActionEmail: notifyEmail,
      MfaEmail: notifyEmail,
    }),
    Actions: required(structure({ LowAction: action, MediumAction: action, HighAction: action })),
  }),
  RiskExceptionConfiguration: structure({ BlockedIPRangeList: addresses, SkippedIPRangeList: addresses }),
});
export const logConfigurationShape = structure({
  LogLevel: required(oneOf('ERROR', 'INFO')),
  EventSource: required(oneOf('userNotification', 'userAuthEvents')),
  CloudWatchLogsConfiguration: structure({ LogGroupArn: text({ min: 20, max: 2048 }) }),
  S3Configuration: structure({ BucketArn: text({ min: 3, max: 1024 }) }),
  FirehoseConfiguration: structure({ StreamArn: text({ min: 20, max: 2048 }) }),
});

/** The limits of CreateManagedLoginBranding (SDK 3.1169.0). */
export const brandingShape = structure({
  UseCognitoProvidedValues: flag,
  /** As the designer of managed login makes it; a document of any form. */
  Settings: anything,
  Assets: list(
    structure({
      Category: required(text()),
      ColorMode: required(oneOf('LIGHT', 'DARK', 'DYNAMIC')),
      Extension: required(oneOf('ICO', 'JPEG', 'PNG', 'SVG', 'WEBP')),
      /** Base64. */
      Bytes: text(),
      ResourceId: text({ min: 1, max: 40 }),
    }),
  ),
});
export const termsName = text({ min: 1, max: 128, pattern: '(terms-of-use|privacy-policy).*' });
export const termsLinks = dictionary(text({ min: 1, max: 1024 }));
export const termsShape = structure({
  ClientId: required(text({ min: 1, max: 128, pattern: '[\\w+]+' })),
  TermsName: required(termsName),
  TermsSource: required(oneOf('LINK')),
  Enforcement: required(oneOf('NONE')),
  Links: termsLinks,
});
export const hostedUiShape = structure({ CSS: text({ max: 131_072 }), ImageUrl: text() });

type Named<T> = Readonly<Record<string, T & Dated>>;

/** By name, identifier or client id ('' for the whole pool). What is left out is empty. */
export interface PoolResources {
  readonly groups?: Named<Shaped<typeof groupShape>>;
  readonly identityProviders?: Named<Shaped<typeof identityProviderShape>>;
  readonly resourceServers?: Named<Shaped<typeof resourceServerShape>>;
  /** Managed login: one style for an app client, by its id. */
  readonly branding?: Named<Shaped<typeof brandingShape> & { readonly id: string }>;
  /** The classic hosted UI, of an app client or, under 'ALL', of all that have none. */
  readonly hostedUi?: Named<Shaped<typeof hostedUiShape>>;
  /** By their own id. */
  readonly terms?: Named<Shaped<typeof termsShape>>;
  readonly risk?: Named<Shaped<typeof riskShape>>;
  /** Regional: the replica has its own (facts: section 3). */
  readonly logConfigurations?: readonly Shaped<typeof logConfigurationShape>[];
}
