import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_mdSt5U4Op';

const updated = 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_mdSt5U4Op';

const files = {
  'infrastructure/identity.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
  CustomerLogin:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: customer-login
`,
  'src/tokens.ts': `export const issuer = '${issuer}';\n`,
  'package.json': '{ "name": "shop", "dependencies": { "aws-jwt-verify": "4.0.0" } }\n',
};

let workbench: Workbench;

beforeAll(async () => {
  const workspace = await emptyWorkspace();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(workspace, name)), { recursive: true });
    await writeFile(path.join(workspace, name), content);
  }
  workbench = await openWorkbench({ extensionPaths: [repository], workspace });
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Explore the Demo');
  await pools().waitForRow(/customer-login active/);
});
afterAll(() => workbench.close());

const pools = () => workbench.view('Pools');

describe('a pool that a stack manages', () => {
  it('says so, and its row leads to the line that declares it', async () => {
    await pools().expand(/customer-login/);
    await pools().waitForRow([/customer-login/, /Code managed by stack identity-prod/]);
    await pools().clickInlineAction([/customer-login/, /Code/], 'Show in Code');
    await workbench.editors.waitForTab('identity.yaml');
    await workbench.until('the line of the pool', async () => (await workbench.statusBar()).some((text) => text.startsWith('Ln 5,')));
  });

  it('is one click away from the line that declares it', async () => {
    const open = await workbench.until('the CodeLens of the live pool', async () =>
      (await workbench.editors.codeLenses()).find((text) => text.startsWith('Open ')),
    );
    await workbench.editors.clickCodeLens(open);
    await workbench.editors.waitForTab('customer-login.pool.json');
  });

  it('says what was searched when the workspace does not have it', async () => {
    await pools().contextMenu(/storefront/, 'Show in Code');
    const { text } = await workbench.messages.wait('managed by Terraform');
    expect(text).toContain('No Terraform code in this workspace has a user pool with this literal name');
    await workbench.messages.dismissAll();
  });
});

describe('the issuer references of a pool', () => {
  it('are listed with what a switch breaks, and lead to their places', async () => {
    await pools().contextMenu(/legacy-mobile/, 'Find Issuer References');
    const references = workbench.view('Issuer References');
    await references.waitForRow(/Breaks/);
    expect((await references.text()).split('\n')).toEqual([
      '▾ Breaks (2)',
      '    package.json:1 aws-jwt-verify 4.0.0 does not accept the issuer type UPDATED: 5.2.0 is the first that does',
      `    tokens.ts:1 knows the issuer: \`iss\` changes from ${issuer} to ${updated}`,
    ]);
    const summary = `legacy-mobile: iss ${issuer} becomes ${updated}. 2 break, 0 to check. Files read: 3. Other repositories and mobile apps are not covered.`;
    await workbench.screen.untilVisible('the summary', workbench.page.getByText(summary));
    await references.select([/Breaks/, /tokens.ts/]);
    await workbench.editors.waitForTab('tokens.ts');
    await workbench.page.screenshot({ path: '/tmp/references.png' });
  });

  it('are problems of the files where they do not match the tokens of today', async () => {
    await workbench.problems();
    await workbench.openView('Cognito Replicas');
    await pools().contextMenu(/customer-login/, 'Find Issuer References');
    await workbench.until('the problem of the dependency', async () =>
      (await workbench.problems()).some(({ file, code }) => file === 'package.json' && code === 'jwt-verify-version'),
    );
  });
});
