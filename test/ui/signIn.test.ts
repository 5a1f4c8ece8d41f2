import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { type HttpServer, startHttpServer } from '../support/httpServer.ts';
import { simulated } from '../support/simulated.ts';

let workbench: Workbench;
let listeners: Listeners;
let identityCenter: HttpServer;

/**
 * A home folder with a program called `aws` that signs in as the AWS CLI does: first it leaves its registration, then the token, where the SDK looks
 * for both. VS Code asks a login shell for the PATH, so that is where the program's folder is named.
 */
async function homeWithAwsProgram(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-home-'));
  const token = `${createHash('sha1').update('corporate').digest('hex')}.json`;
  const content = JSON.stringify({
    accessToken: 'token',
    expiresAt: '2099-01-01T00:00:00Z',
    region: 'us-east-1',
    startUrl: 'https://example.awsapps.com/start',
  });
  const script = `#!/bin/sh
echo "aws $*"
echo '{}' > "$HOME/.aws/sso/cache/registration.json"
sleep 1
printf '%s' '${content}' > "$HOME/.aws/sso/cache/${token}"
sleep 60
`;
  await mkdir(path.join(home, 'bin'));
  await writeFile(path.join(home, 'bin', 'aws'), script, { mode: 0o755 });
  for (const file of ['.profile', '.bash_profile', '.zprofile']) await writeFile(path.join(home, file), 'export PATH="$HOME/bin:$PATH"\n');
  return home;
}

beforeAll(async () => {
  listeners = await startListeners(simulated().simulation, { port: 0 });
  identityCenter = await startHttpServer((_request, response) => {
    const roleCredentials = {
      accessKeyId: demoScenario.account.accessKeys[0],
      secretAccessKey: 'any',
      sessionToken: 'any',
      expiration: 4_070_908_800_000,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ roleCredentials }));
  });
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    // The profile that every AWS tool in the shell would use, so the view connects to it by itself.
    environment: {
      HOME: await homeWithAwsProgram(),
      AWS_PROFILE: 'single-sign-on',
      AWS_CONFIG_FILE: await configFile({
        'profile single-sign-on': {
          region: 'us-east-1',
          sso_session: 'corporate',
          sso_account_id: demoScenario.account.id,
          sso_role_name: 'reader',
          services: 'local',
          endpoint_url: listeners.url,
        },
        'sso-session corporate': { sso_region: 'us-east-1', sso_start_url: 'https://example.awsapps.com/start' },
        'services local': { sso: `\n  endpoint_url = ${identityCenter.url}` },
      }),
    },
  });
});
afterAll(async () => {
  await workbench.close();
  await Promise.all([listeners.close(), identityCenter.close()]);
});

it('signing in runs the AWS CLI in a terminal, and the view carries on by itself when the token is there', async () => {
  await workbench.openView('Cognito Replicas');
  const view = workbench.view('Pools');
  await workbench.until('the welcome view', async () => (await view.welcomeText()).includes('signed out, or the session has expired'));
  expect(identityCenter.requests).toEqual([]);

  await view.clickWelcomeButton('Sign In');
  await view.waitForRow(/customer-login/);
  expect(await view.message()).toBe(`single-sign-on · ${demoScenario.account.id} · ${listeners.url}`);
  // One exchange of the token for credentials, however many clients wanted them.
  expect(identityCenter.requests).toHaveLength(1);
});
