// Identity providers of a scenario: as CreateIdentityProvider would have stored them, and synchronized like everything that is not regional.
import {
  CreateIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  GetIdentityProviderByIdentifierCommand,
  ListIdentityProvidersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import type { ScenarioPool } from '../../../src/simulator/scenarioShape.ts';
import { poolId, primary, secondary, tell } from './story.ts';

const UserPoolId = poolId;
const oidc = {
  name: 'Partner',
  type: 'OIDC',
  details: { client_id: 'a', client_secret: 'planted-secret' },
  mapping: { email: 'email' },
  identifiers: ['partner.example'],
} as const;
const apple = { name: 'Apple', type: 'SignInWithApple', details: { key_id: 'b', private_key: 'planted-key' } } as const;
const storyOf = (...identityProviders: NonNullable<ScenarioPool['identityProviders']>) =>
  tell({ replica: 'ACTIVE', pool: { identityProviders } });

test('both Regions show them, with what they keep secret', async () => {
  const story = storyOf(oidc, apple);
  for (const region of [primary, secondary]) {
    const client = story.cognito(region);
    const { Providers } = await client.send(new ListIdentityProvidersCommand({ UserPoolId }));
    expect(Providers).toMatchObject([{ ProviderName: 'Apple' }, { ProviderName: 'Partner', ProviderType: 'OIDC' }]);
    const identified = await client.send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: 'partner.example' }));
    expect(identified.IdentityProvider?.ProviderDetails).toEqual(oidc.details);
    const described = await client.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'Apple' }));
    expect(described.IdentityProvider?.ProviderDetails).toEqual(apple.details);
  }
});

test('one of the story is described as one that was created', async () => {
  const told = storyOf(oidc);
  const made = tell({ replica: 'ACTIVE' });
  const { name, type, details, mapping, identifiers } = oidc;
  const ProviderDetails = { ...details };
  const more = { AttributeMapping: { ...mapping }, IdpIdentifiers: [...identifiers] };
  await made
    .cognito()
    .send(new CreateIdentityProviderCommand({ UserPoolId, ProviderName: name, ProviderType: type, ProviderDetails, ...more }));
  const [first, second] = await Promise.all(
    [told, made].map(async (story) => {
      const { IdentityProvider } = await story.cognito().send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: name }));
      return { ...IdentityProvider, CreationDate: undefined, LastModifiedDate: undefined };
    }),
  );
  expect(first).toEqual(second);
});

test.each<readonly [what: string, providers: readonly object[], message: string]>([
  ['a name twice', [oidc, oidc], 'pools[0].identityProviders[1]: there are two of Partner'],
  ['no details', [{ name: 'x', type: 'SAML' }], 'pools[0].identityProviders[0].details: is missing'],
  [
    'an invented type',
    [{ name: 'x', type: 'Myspace', details: {} }],
    'pools[0].identityProviders[0].type: "Myspace" is not allowed (one of SAML, Facebook, Google, LoginWithAmazon, SignInWithApple, OIDC)',
  ],
])('%s is a mistake in the scenario', (_what, providers, message) => {
  expect(() => storyOf(...(providers as NonNullable<ScenarioPool['identityProviders']>))).toThrow(message);
});
