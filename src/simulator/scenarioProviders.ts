// The identity providers of a scenario's pool, with the limits of CreateIdentityProvider and stored as it stores them.
import { identityProviderShape, type PoolResources } from './cognito/poolResources.ts';
import { list, structure, type Shaped } from './shape.ts';

const { ProviderName, ProviderType, ProviderDetails, AttributeMapping, IdpIdentifiers } = identityProviderShape.members;

export const identityProvidersShape = list(
  structure({
    name: ProviderName,
    type: ProviderType,
    /** ProviderDetails as the service names them, client_secret and private_key included: DescribeIdentityProvider shows them in clear. */
    details: ProviderDetails,
    /** User attributes to the provider's claims. */
    mapping: AttributeMapping,
    identifiers: IdpIdentifiers,
  }),
);

/** @param since epoch milliseconds at which the providers were made */
export function identityProvidersFrom(providers: Shaped<typeof identityProvidersShape>, since: number): PoolResources {
  return {
    identityProviders: Object.fromEntries(
      providers.map(({ name, type, details, mapping, identifiers }) => [
        name,
        {
          ProviderName: name,
          ProviderType: type,
          ProviderDetails: details,
          ...(mapping && { AttributeMapping: mapping }),
          ...(identifiers && { IdpIdentifiers: identifiers }),
          createdAt: since,
          modifiedAt: since,
        },
      ]),
    ),
  };
}
