import { type Message, message } from '../../domain/message.ts';
import { issuerChange, type IssuerPool } from './issuerPool.ts';
import type { Place, ReferenceEffect } from './reference.ts';

export interface Meaning {
  readonly effect: ReferenceEffect;
  readonly meaning: Message;
}

/**
 * What a switch of the issuer does to a place. Facts: cognito-replication.md section 4, "Issuer / JWKS", and section 2, "UPDATED issuer is NOT
 * supported by ALB"; what no source says is for somebody to check.
 */
export function meaningOf(place: Place, pool: IssuerPool): Meaning {
  const told = place.form !== undefined ? urlMeaning(place, pool) : dependentMeaning(place, pool);
  const named = place.library !== undefined ? { ...told, meaning: withLibrary(place.library, told.meaning) } : told;
  if (place.certain) return named;
  return {
    effect: named.effect === 'breaks' ? 'check' : named.effect,
    meaning: message('If it is this user pool (the file does not say): {meaning}', { meaning: named.meaning }),
  };
}

function withLibrary(library: string, meaning: Message): Message {
  return message('{library}: {meaning}', { library, meaning });
}

/** Whether a place names exactly the host of one form of the issuer, as far as the text tells; undefined where the Region is put in later. */
export function namesIssuer(
  { form, region }: Place,
  { primaryRegion }: Pick<IssuerPool, 'primaryRegion'>,
  wanted: string | undefined,
): boolean | undefined {
  if (form !== wanted) return false;
  return region === undefined ? undefined : region === primaryRegion;
}

function urlMeaning(place: Place, pool: IssuerPool): Meaning {
  const { from, to, before, after } = issuerChange(pool);
  if (place.kind === 'loginProvider') return loginProvider(pool);
  if (namesIssuer(place, pool, from) !== false)
    return { effect: 'breaks', meaning: message('knows the issuer: `iss` changes from {before} to {after}', { before, after }) };
  if (place.region !== undefined && place.region !== pool.primaryRegion)
    return {
      effect: 'breaks',
      meaning: message('names {region}, but `iss` names the primary Region: {before} now, {after} after the switch', {
        region: place.region,
        before,
        after,
      }),
    };
  if (place.form === to && to === 'UPDATED')
    return {
      effect: 'unaffected',
      meaning: message('is ready for the switch: `iss` is {before} now, {after} after it', { before, after }),
    };
  return { effect: 'breaks', meaning: message('does not match the tokens of this user pool: `iss` is {before}', { before }) };
}

function loginProvider(pool: IssuerPool): Meaning {
  const { before, after } = issuerChange(pool);
  return {
    effect: 'check',
    meaning: message('login provider of an identity pool: no source says whether its name follows `iss` from {before} to {after}', {
      before,
      after,
    }),
  };
}

function dependentMeaning(place: Place, pool: IssuerPool): Meaning {
  const change = issuerChange(pool);
  const { before, after } = change;
  switch (place.kind) {
    case 'userPoolAuthorizer':
      return {
        effect: 'breaks',
        meaning: message('a COGNITO_USER_POOLS authorizer does not work with the issuer type UPDATED, whatever it is set to'),
      };
    case 'loadBalancerAction':
      return {
        effect: 'breaks',
        meaning: message('authenticate-cognito does not work with the issuer type UPDATED, whatever it is set to'),
      };
    case 'jwtAuthorizer':
      return {
        effect: 'breaks',
        meaning: message('the JWT authorizer accepts one issuer: `iss` changes from {before} to {after}', { before, after }),
      };
    case 'verifier':
      return {
        effect: 'check',
        meaning: message('accepts both forms of issuer from version 5.2.0 of aws-jwt-verify on, if the pool is set rather than the issuer'),
      };
    case 'poolEndpoint':
      return {
        effect: 'check',
        meaning: message('takes a URL from the user pool resource: no source says whether it follows `iss` from {before} to {after}', {
          before,
          after,
        }),
      };
    case 'loginProvider':
      return loginProvider(pool);
    case 'appSync':
      return { effect: 'check', meaning: message('no source says whether AppSync accepts tokens with the issuer {after}', { after }) };
    case 'amplify':
      return { effect: 'check', meaning: message('no source says whether this version of Amplify accepts the issuer {after}', { after }) };
    case 'tokenLibrary':
      return {
        effect: 'check',
        meaning: message('verifies tokens, and which issuer it accepts is set elsewhere: `iss` changes from {before} to {after}', {
          before,
          after,
        }),
      };
    case 'issuerUrl':
    case 'jwksUrl':
    case 'discoveryUrl':
    case 'builtUrl':
    case 'poolId':
      return {
        effect: 'check',
        meaning: message('knows the user pool: an issuer that is put together from this id changes from {before} to {after}', {
          before,
          after,
        }),
      };
  }
}
