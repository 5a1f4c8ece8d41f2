import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../../src/cli/wasm.ts';
import { english } from '../../../../src/domain/message.ts';
import { CodeAnalysis } from '../../../../src/iac/codeAnalysis.ts';
import type { CodeFinding } from '../../../../src/iac/codeFinding.ts';
import { CodeReaders } from '../../../../src/iac/codeReaders.ts';

async function findings(files: Readonly<Record<string, string>>): Promise<CodeFinding[]> {
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const [path, text] of Object.entries(files)) {
    analysis.set({ path, text });
    await readers.need(path);
  }
  return [...analysis.all.values()].flat().filter(({ finding: { rule } }) => rule === 'issuer-hard-coded' || rule === 'jwt-verify-version');
}

/** Where findings are, one a line: `t.yaml:4 issuer-hard-coded`. */
async function places(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await findings(files)).map(({ finding, path, range }) => `${path}:${range.start.line + 1} ${finding.rule}`);
}

const pool = (properties: string, url = '') =>
  `Resources:\n  Users: { Type: AWS::Cognito::UserPool, Properties: { ${properties} } }\n  Other: { Type: AWS::Cognito::UserPool }\n${url === '' ? '' : `Metadata:\n  Issuer: ${url}\n`}`;
const updated = 'IssuerConfiguration: { Type: UPDATED }';
const replica = '  Replica: { Type: AWS::Cognito::UserPoolReplica, Properties: { UserPoolId: !Ref Users, RegionName: us-west-2 } }\n';
const original = 'https://cognito-idp.${AWS::Region}.amazonaws.com';

describe('issuer-hard-coded in a template, for a pool on UPDATED', () => {
  it.each<[string, string, boolean]>([
    ['the original issuer of the pool', `!Sub ${original}/\${Users}`, true],
    ['its JWKS', `!Sub "${original}/\${Users}/.well-known/jwks.json"`, true],
    ['joined', `!Join ["", ["https://cognito-idp.", !Ref AWS::Region, ".amazonaws.com/", !Ref Users]]`, true],
    [
      'joined in the long form',
      `{ "Fn::Join": ["", ["https://cognito-idp.", { "Ref": "AWS::Region" }, ".amazonaws.com/", { "Ref": "Users" }]] }`,
      true,
    ],
    ['with a Region written out', '!Sub https://cognito-idp.us-east-1.amazonaws.com/${Users}', true],
    ['its own issuer', '!Sub https://issuer-cognito-idp.${AWS::Region}.amazonaws.com/${Users}', false],
    ['its own issuer, of a Region of which nothing is known', '!Sub https://issuer-cognito-idp.eu-west-1.amazonaws.com/${Users}', false],
    ['another pool', `!Sub ${original}/\${Other}`, false],
    ['a pool with a longer name', `!Sub ${original}/\${UsersOfShop}`, false],
    ['a parameter', `!Sub ${original}/\${UserPoolId}`, false],
    ['an id', `${original.replace('${AWS::Region}', 'us-east-1')}/us-east-1_Shop1`, false],
    ['a login provider', `!Sub cognito-idp.\${AWS::Region}.amazonaws.com/\${Users}`, false],
    ['suppressed', `!Sub ${original}/\${Users} # cognito-replicas-ignore: issuer-hard-coded`, false],
  ])('%s', async (_case, url, isFound) => {
    expect(await places({ 't.yaml': pool(updated, url) })).toEqual(isFound ? ['t.yaml:5 issuer-hard-coded'] : []);
  });

  it('means the pool of its own file', async () => {
    const url = `Resources: {}\nMetadata:\n  Issuer: !Sub ${original}/\${Users}\n`;
    expect(await places({ 't.yaml': pool(updated), 'u.yaml': url })).toEqual([]);
  });

  it('says what is seen, what to do, and where the pool is', async () => {
    const [found] = await findings({ 't.yaml': pool(updated, `!Sub ${original}/\${Users}`) });
    expect(found).toMatchObject({ finding: { severity: 'warning', subject: 'Users' }, related: [{ path: 't.yaml' }] });
    expect(english(found!.finding.message)).toBe(
      'this issuer does not match the tokens of Users: `iss` is https://issuer-cognito-idp.PRIMARY_REGION.amazonaws.com/POOL_ID',
    );
  });
});

describe('issuer-hard-coded, for pools that code tells less of', () => {
  const wrongRegion = 'https://cognito-idp.us-west-2.amazonaws.com/us-east-1_Shop1';
  const literal =
    '  Replica: { Type: AWS::Cognito::UserPoolReplica, Properties: { UserPoolId: us-east-1_Shop1, RegionName: us-west-2 } }\n';

  it.each<[string, Record<string, string>, string[]]>([
    ['a pool in one Region', { 't.yaml': pool('', `!Sub https://issuer-cognito-idp.us-east-1.amazonaws.com/\${Users}`) }, []],
    [
      'a replicated pool on ORIGINAL, with the issuer of after a switch',
      { 't.yaml': pool('', `!Sub https://issuer-cognito-idp.us-east-1.amazonaws.com/\${Users}`).replace('Metadata', `${replica}Metadata`) },
      ['t.yaml:6 issuer-hard-coded'],
    ],
    ['the same, with its own issuer', { 't.yaml': pool('', `!Sub ${original}/\${Users}`).replace('Metadata', `${replica}Metadata`) }, []],
    [
      'a pool whose issuer type cannot be told',
      {
        't.yaml': pool('IssuerConfiguration: !FindInMap [A, B, C]', `!Sub ${original}/\${Users}`).replace('Metadata', `${replica}Metadata`),
      },
      [],
    ],
    [
      'the id of a replicated pool, in another Region',
      { 't.yaml': `Resources:\n${literal}`, 'src/main.go': `const issuer = "${wrongRegion}"\n` },
      ['src/main.go:1 issuer-hard-coded'],
    ],
    [
      'the id of a replicated pool, in its Region: either issuer type may be right',
      { 't.yaml': `Resources:\n${literal}`, 'src/main.go': `const issuer = "${wrongRegion.replace('us-west-2', 'us-east-1')}"\n` },
      [],
    ],
    [
      'the JWKS of another Region, which no source compares',
      { 't.yaml': `Resources:\n${literal}`, 'src/main.go': `const keys = "${wrongRegion}/.well-known/jwks.json"\n` },
      [],
    ],
    ['the id of a pool that is not replicated here', { 'src/main.go': `const issuer = "${wrongRegion}"\n` }, []],
  ])('%s', async (_case, files, expected) => {
    expect(await places(files)).toEqual(expected);
  });
});

describe('issuer-hard-coded in other languages', () => {
  const terraform = 'resource "awscc_cognito_user_pool" "users" {\n  issuer_configuration = { type = "UPDATED" }\n}\n';
  const output = (url: string) => `output "issuer" {\n  value = "${url}"\n}\n`;
  const typescript = (url: string) =>
    `import * as cognito from 'aws-cdk-lib/aws-cognito';\nconst users = new cognito.CfnUserPool(this, 'Users', { issuerConfiguration: { type: 'UPDATED' } });\nconst issuer = \`${url}\`;\n`;
  const python = (url: string) =>
    `from aws_cdk import aws_cognito as cognito\nself.users = cognito.CfnUserPool(self, "Users", issuer_configuration={"type": "UPDATED"})\nissuer = f"${url}"\n`;

  it.each<[string, Record<string, string>, string[]]>([
    [
      'Terraform, in any file of the module',
      {
        'm/main.tf': terraform,
        'm/outputs.tf': output('https://cognito-idp.${var.region}.amazonaws.com/${awscc_cognito_user_pool.users.user_pool_id}'),
      },
      ['m/outputs.tf:2 issuer-hard-coded'],
    ],
    [
      'Terraform, in another module',
      {
        'm/main.tf': terraform,
        'n/outputs.tf': output('https://cognito-idp.${var.region}.amazonaws.com/${awscc_cognito_user_pool.users.user_pool_id}'),
      },
      [],
    ],
    [
      'TypeScript',
      { 'a.ts': typescript('https://cognito-idp.${this.region}.amazonaws.com/${users.attrUserPoolId}') },
      ['a.ts:3 issuer-hard-coded'],
    ],
    ['TypeScript, another pool', { 'a.ts': typescript('https://cognito-idp.${this.region}.amazonaws.com/${others.attrUserPoolId}') }, []],
    [
      'Python',
      { 'a.py': python('https://cognito-idp.{self.region}.amazonaws.com/{self.users.attr_user_pool_id}') },
      ['a.py:3 issuer-hard-coded'],
    ],
  ])('%s', async (_case, files, expected) => {
    expect(await places(files)).toEqual(expected);
  });
});

describe('jwt-verify-version', () => {
  const manifest = '{ "dependencies": { "aws-jwt-verify": "^4.0.1" } }';

  it('is found beside a pool on UPDATED, in manifests and lock files', async () => {
    const files = { 't.yaml': pool(updated), 'web/package.json': manifest, 'web/yarn.lock': 'aws-jwt-verify@^4.0.1:\n  version "4.0.1"\n' };
    expect(await places(files)).toEqual(['web/package.json:1 jwt-verify-version', 'web/yarn.lock:2 jwt-verify-version']);
  });

  it.each([
    ['a pool on ORIGINAL', pool('')],
    ['a replicated pool on ORIGINAL', pool('') + replica],
    ['a pool that is on UPDATED in some cases only', pool('IssuerConfiguration: { Type: !If [C, UPDATED, ORIGINAL] }')],
  ])('is not found beside %s', async (_case, text) => {
    expect(await places({ 't.yaml': text, 'package.json': manifest })).toEqual([]);
  });
});
