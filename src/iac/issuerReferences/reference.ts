import type { Message } from '../../domain/message.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { IssuerForm } from './issuerPool.ts';

/** What knows the issuer of a pool, or depends on it. */
export type ReferenceKind =
  /** An issuer URL that is written out. */
  | 'issuerUrl'
  | 'jwksUrl'
  | 'discoveryUrl'
  /** A URL of one of these three, put together from parts. */
  | 'builtUrl'
  /** The endpoint or provider URL that a template or program asks the pool resource for. */
  | 'poolEndpoint'
  /** An API Gateway authorizer of type COGNITO_USER_POOLS. */
  | 'userPoolAuthorizer'
  /** A JWT authorizer of an API Gateway HTTP API. */
  | 'jwtAuthorizer'
  /** An authenticate-cognito action of an Application Load Balancer. */
  | 'loadBalancerAction'
  /** A verifier of aws-jwt-verify, or the dependency on that package. */
  | 'verifier'
  /** A setting or call of another token library, proxy or framework. */
  | 'tokenLibrary'
  | 'appSync'
  | 'amplify'
  /** The name of the pool as a login provider of an identity pool, which has no `https://`. */
  | 'loginProvider'
  | 'poolId';

/**
 * What happens to a place when the issuer is switched: it `breaks` (or is broken already), somebody has to `check` it because the text does not
 * tell or no source says, or it is `unaffected`.
 */
export type ReferenceEffect = 'breaks' | 'check' | 'unaffected';

/** One place in a text that knows the issuer of a pool or depends on it. */
export interface IssuerReference {
  readonly kind: ReferenceKind;
  readonly effect: ReferenceEffect;
  readonly range: TextRange;
  /** The line of the place, trimmed and cut to a readable length. Text of the file: data, never markup. */
  readonly preview: string;
  readonly meaning: Message;
}

/** A place before it is judged. Offsets count UTF-16 code units from the start of the text. */
export interface Place {
  readonly kind: ReferenceKind;
  readonly start: number;
  readonly end: number;
  /** Whether the text tells that it is this pool. */
  readonly certain: boolean;
  /** For URLs, as far as the text tells: the form of the host, and its Region. */
  readonly form?: IssuerForm;
  readonly region?: string;
  /** What the place belongs to, in words of its own ecosystem: `Spring Security`, `CognitoJwtVerifier`. */
  readonly library?: string;
}
