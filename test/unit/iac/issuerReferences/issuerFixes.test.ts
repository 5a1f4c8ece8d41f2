import { describe, expect, it } from 'vitest';
import { mendedIssuer, mendedJwtVerify } from '../../../../src/iac/fixes/issuerFixes.ts';

const original = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab12Cd34E';
const updated = 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab12Cd34E';
const said = `This issuer does not match the tokens of us-east-1_Ab12Cd34E: \`iss\` is ${updated}. Accept the issuer ${updated}, from a setting rather than the code.`;

describe('a hard-coded issuer', () => {
  it.each([
    ['the issuer', `'${original}'`, `'${updated}'`],
    ['the address of its keys', `${original}/.well-known/jwks.json`, `${updated}/.well-known/jwks.json`],
    ['one of the secondary Region', original.replace('us-east-1.', 'us-west-2.'), updated],
    ['one that is right already', updated, undefined],
    ['one that is put together', '`https://cognito-idp.${region}.amazonaws.com/${poolId}`', undefined],
  ])('%s', (_what, written, mended) => {
    expect(mendedIssuer(written, said)).toBe(mended);
  });

  it('stays where nobody says which one is right', () => {
    expect(mendedIssuer(original, 'this issuer does not match')).toBeUndefined();
  });
});

it('a range of package.json takes a version for both issuers, and an installed version is left to npm', () => {
  expect(mendedJwtVerify('/shop/package.json', '"^4.0.0"')).toBe('"^5.2.0"');
  expect(mendedJwtVerify('/shop/package-lock.json', '4.0.1')).toBeUndefined();
});
