import { valueOf } from '../fact.ts';
import { type Message, message } from '../message.ts';
import type { PlanNote } from '../plans/plan.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import { partitionOf } from '../region.ts';
import { issuerUrl } from '../userPool.ts';

type Subject = Pick<ReadinessFacts, 'poolId' | 'primaryRegion' | 'secondaryRegion' | 'domain' | 'issuerType'>;

/**
 * What applications do themselves where no domain with failover routing moves their users: prefix domains and calls of the API choose the Region by their address. Facts:
 * cognito-replication.md section 4 (b) and (c).
 */
export function applicationChanges(subject: Subject): readonly PlanNote[] {
  const { domain, poolId, primaryRegion, secondaryRegion } = subject;
  const prefix = valueOf(domain);
  return [
    {
      title: message('The application chooses the Region'),
      said: [
        prefix
          ? message('{name} is a prefix domain, which belongs to one Region: failover routing is for custom domains (SDK: RoutingType).', {
              name: prefix.name,
            })
          : message('The user pool has no domain: nothing moves its users but the applications that they sign in with.'),
        message(
          'The user pool and its app clients have the same ids in both Regions: only the address changes. Take one signal for all applications, such as the health check that a custom domain would follow.',
        ),
        message('During a failover, switch off what the replica refuses: sign-up, forgotten passwords, profiles.'),
      ],
    },
    {
      title: message('AWS SDK for JavaScript, version 3'),
      said: [message('The user pool id names the primary Region, whichever Region answers: never take the Region of the client from it.')],
      code: { language: 'typescript', text: sdkSnippet(primaryRegion, secondaryRegion) },
    },
    { title: message('aws-jwt-verify'), said: [verifierMessage(subject)], code: { language: 'typescript', text: verifierSnippet(poolId) } },
    {
      title: message('Amplify'),
      said: [
        message(
          'Configure it anew with the other endpoint when the signal changes. Where it uses managed login, its domain changes with it.',
        ),
      ],
      code: { language: 'typescript', text: amplifySnippet(poolId, secondaryRegion) },
    },
    ...(prefix && !prefix.custom ? addressNotes(prefix.name, primaryRegion, secondaryRegion) : []),
  ];
}

/** Each Region has a prefix domain of its own, whose addresses identity providers and app clients have to know. Facts: cognito-replication.md section 4 (b). */
function addressNotes(prefix: string, primaryRegion: string, secondaryRegion: string): readonly PlanNote[] {
  const hosts = [prefixHost(prefix, primaryRegion), prefixHost('YOUR-PREFIX', secondaryRegion)];
  return [
    {
      title: message('Addresses that identity providers have to know'),
      said: [
        message('Each Region has a prefix domain of its own. Make one in {region}, and put its name in place of YOUR-PREFIX.', {
          region: secondaryRegion,
        }),
        message(
          'OAuth and OIDC providers redirect to /oauth2/idpresponse, SAML providers post to /saml2/idpresponse (the ACS URL): add those of both Regions.',
        ),
      ],
      code: {
        language: 'text',
        text: ['/oauth2/idpresponse', '/saml2/idpresponse'].flatMap((path) => hosts.map((host) => `https://${host}${path}`)).join('\n'),
      },
    },
  ];
}

function prefixHost(prefix: string, region: string): string {
  return `${prefix}.auth.${region}.amazoncognito.com`;
}

function verifierMessage({ issuerType, poolId, primaryRegion }: Subject): Message {
  const type = valueOf(issuerType);
  const iss = type === undefined ? undefined : issuerUrl(type, poolId, primaryRegion);
  if (iss === undefined) return message('Which issuer the tokens have is not known. Version 5.2.1 and later takes both forms.');
  return type === 'UPDATED'
    ? message('Tokens of both Regions have the issuer {iss}, with the same keys. Version 5.2.1 and later takes it.', { iss })
    : message(
        'Tokens have the issuer {iss} of the primary Region, and its keys come from there: validators that have not loaded them cannot do so while it is down. With the issuer UPDATED several Regions serve them.',
        { iss },
      );
}

function sdkSnippet(primaryRegion: string, secondaryRegion: string): string {
  return `import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

const clients = {
  primary: new CognitoIdentityProviderClient({ region: '${primaryRegion}' }),
  secondary: new CognitoIdentityProviderClient({ region: '${secondaryRegion}' }),
};

/** The one signal that all applications follow. */
declare function isPrimaryHealthy(): Promise<boolean>;

export async function cognito(): Promise<CognitoIdentityProviderClient> {
  return (await isPrimaryHealthy()) ? clients.primary : clients.secondary;
}`;
}

function verifierSnippet(poolId: string): string {
  return `import { CognitoJwtVerifier } from 'aws-jwt-verify';

// The id and nothing else: the issuer that tokens may have follows from it, whichever Region has signed in.
const verifier = CognitoJwtVerifier.create({ userPoolId: '${poolId}', tokenUse: 'access', clientId: 'YOUR-APP-CLIENT-ID' });
// Before users come: with the keys loaded, tokens verify while the primary Region is down.
await verifier.hydrate();`;
}

/** `userPoolEndpoint`: @aws-amplify/auth 6, createCognitoUserPoolEndpointResolver. */
function amplifySnippet(poolId: string, secondaryRegion: string): string {
  return `import { Amplify } from 'aws-amplify';

Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId: '${poolId}',
      userPoolClientId: 'YOUR-APP-CLIENT-ID',
      userPoolEndpoint: 'https://cognito-idp.${secondaryRegion}.${partitionOf(secondaryRegion).dnsSuffix}/',
    },
  },
});`;
}
