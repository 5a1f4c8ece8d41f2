import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/domain/message.ts';
import { findIssuerReferences } from '../../../../src/iac/issuerReferences/findIssuerReferences.ts';
import { findIssuerFindings } from '../../../../src/iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../../../src/iac/issuerReferences/issuerPool.ts';
import { referencesIn, shop, switched } from './rendering.ts';

const original = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop1';
const updated = 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop1';

describe('an issuer URL that is written out', () => {
  it.each<[string, IssuerPool, string]>([
    [original, shop, 'breaks issuerUrl'],
    [updated, shop, 'unaffected issuerUrl'],
    [original, switched, 'breaks issuerUrl'],
    [updated, switched, 'breaks issuerUrl'],
    [original.replace('idp.us-east-1', 'idp.us-west-2'), shop, 'breaks issuerUrl'],
    [updated.replace('idp.us-east-1', 'idp.us-west-2'), shop, 'breaks issuerUrl'],
    [`${original}/.well-known/jwks.json`, shop, 'breaks jwksUrl'],
    [`${original}/.well-known/openid-configuration`, shop, 'breaks discoveryUrl'],
    ['https:\\/\\/cognito-idp.us-east-1.amazonaws.com\\/us-east-1_Shop1', shop, 'breaks issuerUrl'],
    ['https://cognito-idp\\.us-east-1\\.amazonaws\\.com/us-east-1_Shop1', shop, 'breaks issuerUrl'],
  ])('%s', (url, pool, said) => {
    expect(referencesIn('config.ini', `issuer=${url}\n`, pool)).toEqual([`1:8 ${said} ${url}`]);
  });

  it('has the DNS suffix of its partition', () => {
    const pool: IssuerPool = { id: 'cn-north-1_Shop1', primaryRegion: 'cn-north-1', issuerType: 'ORIGINAL' };
    const url = 'https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_Shop1';
    expect(referencesIn('a.ini', url, pool)).toEqual([`1:1 breaks issuerUrl ${url}`]);
  });

  it('says what the tokens have before and after', () => {
    const [reference] = findIssuerReferences('a.ini', `issuer=${original}`, shop);
    expect(english(reference!.meaning)).toBe(`knows the issuer: \`iss\` changes from ${original} to ${updated}`);
    expect(reference!.preview).toBe(`issuer=${original}`);
  });

  it.each<[string, IssuerPool, string]>([
    [updated, shop, `is ready for the switch: \`iss\` is ${original} now, ${updated} after it`],
    [original, switched, `does not match the tokens of this user pool: \`iss\` is ${updated}`],
    [
      original.replace('idp.us-east-1', 'idp.us-west-2'),
      shop,
      `names us-west-2, but \`iss\` names the primary Region: ${original} now, ${updated} after the switch`,
    ],
    [
      'type: COGNITO_USER_POOLS # us-east-1_Shop1',
      shop,
      'API Gateway: a COGNITO_USER_POOLS authorizer does not work with the issuer type UPDATED',
    ],
    ['type: COGNITO_USER_POOLS', shop, 'If it is this user pool (the file does not say): API Gateway: a COGNITO_USER_POOLS authorizer'],
    [original, { ...shop, issuerType: 'CUSTOM' }, 'does not match the tokens of this user pool: `iss` is an issuer that is not known'],
  ])('%s', (text, pool, said) => {
    expect(english(findIssuerReferences('a.yaml', text, pool)[0]!.meaning)).toContain(said);
  });
});

describe('what is no place', () => {
  it.each([
    ['the issuer of another pool', 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other'],
    ['a pool whose id begins with this one', 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop12'],
    ['the endpoint of the API', "const endpoint = 'https://cognito-idp.us-east-1.amazonaws.com';"],
    ['the endpoint of the API with a slash', "endpoint('https://cognito-idp.us-east-1.amazonaws.com/', region);"],
    ['the endpoint of a Region', 'const endpoint = `https://cognito-idp.${region}.amazonaws.com`;'],
    ['prose', 'Cognito user pools issue tokens; a COGNITO_USER_POOLS authorizer or authenticate-cognito takes them. See cognito-idp.'],
    ['the service principal', 'Service: cognito-idp.amazonaws.com'],
    ['a verifier of another pool', "// Cognito\nCognitoJwtVerifier.create({ userPoolId: 'us-east-1_Other' });"],
    ['a token library in a file that is not about Cognito', 'const keys = createRemoteJWKSet(new URL(process.env.JWKS));'],
    ['an authorizer in a file about other pools', 'type: COGNITO_USER_POOLS\n\n\narn: userpool/us-east-1_Other'],
    ['a method of an API', 'AuthorizationType: COGNITO_USER_POOLS'],
    ['an empty file', ''],
  ])('%s', (_case, text) => {
    expect(referencesIn('a.ts', text)).toEqual([]);
  });
});

describe('a pool that the text does not name', () => {
  it('is told by the id of an app client', () => {
    const text = 'const verifier = CognitoJwtVerifier.create({\n  userPoolId: process.env.POOL,\n  clientId: "client1",\n});';
    const meaning = (pool: IssuerPool) => english(findIssuerReferences('a.ts', text, pool)[0]!.meaning);
    expect(meaning(shop)).toContain('the file does not say');
    expect(meaning({ ...shop, clientIds: ['client1'] })).not.toContain('the file does not say');
  });

  it.each([
    ['JavaScript', "'https://cognito-idp.' + region + '.amazonaws.com/' + poolId"],
    ['PHP', "'https://cognito-idp.' . $region . '.amazonaws.com/' . $poolId"],
    ['Java', 'String.format("https://cognito-idp.%s.amazonaws.com/%s/.well-known/jwks.json", region, poolId)'],
    ['Ruby', '"https://cognito-idp.#{region}.amazonaws.com/#{pool_id}"'],
    ['Kotlin', '"https://cognito-idp.$region.amazonaws.com/$poolId"'],
    ['Rust', 'format!("https://cognito-idp.{}.amazonaws.com/{}", region, pool_id)'],
    ['shell', 'ISSUER="https://cognito-idp.${AWS_REGION}.amazonaws.com/${USER_POOL_ID}"'],
    ['a Region that is written out', '`https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`'],
    ['the URL suffix of a partition', 'Issuer: !Sub https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${UserPool}'],
  ])('%s', (_language, text) => {
    expect(referencesIn('a', text)).toEqual([expect.stringMatching(/^1:\d+ check builtUrl https:\/\//)]);
  });
});

it('counts lines and columns as VS Code does', () => {
  expect(findIssuerReferences('a', `ü\r\n\r😀 ${original}`, shop).map(({ range }) => range.start)).toEqual([{ line: 2, character: 3 }]);
});

describe('a text of a megabyte that is made to take long', () => {
  it.each([
    ['cognito-idp.'],
    ['https://cognito-idp.us-east-1.amazonaws.com/'],
    ['cognito-idp.${'],
    ['us-east-1_us-east-1_'],
    ['aa-'],
    ['type = cognito '],
    ['Fn::GetAtt: [cognito, '],
    ['   \n   \t'],
    ['{{{{'],
  ])('%j ends, without a place', (part) => {
    const hostile = `cognito ${part.repeat(Math.ceil(1_000_000 / part.length))}`;
    expect(referencesIn('a.yaml', hostile)).toEqual([]);
  });

  it.each([
    ['verifiers', 'CognitoJwtVerifier.create('],
    ['token libraries', 'jwksClient('],
    ['authorizers', ' type: COGNITO_USER_POOLS'],
    ['JWT authorizers', ' JwtConfiguration: '],
    ['settings of AWS SAM', ' AWS::Serverless UserPoolArn:'],
    ['issuers', `${original} `],
  ])('many %s on one line end', (_kind, part) => {
    const text = `Cognito Authorizers:\n${part.repeat(Math.ceil(500_000 / part.length))}`;
    expect(findIssuerReferences('a.yaml', text, shop).length).toBeGreaterThan(0);
    expect(findIssuerFindings('a.yaml', text, switched).length).toBeGreaterThanOrEqual(0);
  });

  it('ends with every place when there are many', () => {
    expect(findIssuerReferences('a.yaml', `${original} `.repeat(15_000), shop)).toHaveLength(15_000);
  });
});
