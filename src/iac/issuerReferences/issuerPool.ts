import { type Message, message } from '../../domain/message.ts';
import { issuerUrl } from '../../domain/userPool.ts';

/** What has to be known of a user pool to say which places in a text depend on its issuer. */
export interface IssuerPool {
  /** Empty for one that is declared in code and has none yet. */
  readonly id: string;
  readonly primaryRegion: string;
  /** Undefined when the pool is not replicated. */
  readonly secondaryRegion?: string;
  /** ORIGINAL or UPDATED, or as received. */
  readonly issuerType: string;
  /** Ids of its app clients: a verifier beside one of them is this pool's. */
  readonly clientIds?: readonly string[];
  /** How the text that is searched puts its id into a URL, from the slash after the host on. */
  readonly putIn?: RegExp;
}

/** The two forms of issuer host. Facts: cognito-replication.md section 4, "Issuer / JWKS". */
export type IssuerForm = 'ORIGINAL' | 'UPDATED';

/** The switch that a pool could make: the exact `iss` of its tokens now, and after it. */
export interface IssuerChange {
  /** Undefined when the pool has an issuer type that this product does not know. */
  readonly from: IssuerForm | undefined;
  readonly to: IssuerForm;
  readonly before: Message;
  readonly after: string;
}

/** The switch to the issuer type that the pool does not have; to UPDATED when its type is not known. */
export function issuerChange({ id, primaryRegion, issuerType }: IssuerPool): IssuerChange {
  const from = issuerType === 'ORIGINAL' || issuerType === 'UPDATED' ? issuerType : undefined;
  const to = from === 'UPDATED' ? 'ORIGINAL' : 'UPDATED';
  const now = issuerUrl(issuerType, id, primaryRegion);
  return {
    from,
    to,
    before: now === undefined ? message('an issuer that is not known') : message('{url}', { url: now }),
    after: issuerUrl(to, id, primaryRegion) ?? '',
  };
}
