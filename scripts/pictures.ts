/**
 * Pictures for the README from the real workbench with the demo. `npm run pictures` writes them to media, or to the folder it is given, each in every theme of
 * its shot; `--only pools` makes one of them. Needs the build.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoScenario } from '../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../src/simulator/http/listeners.ts';
import { configFile } from '../test/support/browser/session.ts';
import { openWorkbench } from '../test/support/browser/workbench.ts';
import type { Theme } from '../test/support/browser/workbench.ts';
import { simulated } from '../test/support/simulated.ts';
import { repository } from '../test/support/vscode/paths.ts';
import { makeDemoWorkspace } from './support/demoWorkspace.ts';
import { shots } from './support/shots.ts';
import type { Shot } from './support/shots.ts';

/** A window of its own for every picture, so that none depends on what another one left behind. */
async function take(shot: Shot, theme: Theme, output: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-pictures-'));
  const restricted = shot.faults && (await startListeners(simulated(demoScenario, shot.faults).simulation, { port: 0 }));
  const workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await makeDemoWorkspace(folder),
    viewport: shot.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: shot.looking ? 1 : 2,
    ...(restricted && { environment: { AWS_CONFIG_FILE: await profileFile(restricted) } }),
  });
  try {
    await workbench.setTheme(theme);
    await shot.arrange(workbench);
    await workbench.screen.parkMouse();
    const file = path.join(output, `${shot.name}-${theme}.png`);
    const target = shot.part?.(workbench) ?? workbench.page;
    await target.screenshot({ path: file, animations: 'disabled' });
    return file;
  } finally {
    await workbench.close();
    await restricted?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function profileFile({ url }: Listeners): Promise<string> {
  const [accessKey = ''] = demoScenario.account.accessKeys;
  return configFile({
    'profile restricted': { aws_access_key_id: accessKey, aws_secret_access_key: 'any', region: 'us-east-1', endpoint_url: url },
  });
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const output = path.resolve(positionals[0] ?? path.join(repository, 'media'));
await mkdir(output, { recursive: true });
for (const shot of shots.filter(({ looking, name }) => (values.only === undefined ? !looking : values.only.split(',').includes(name)))) {
  for (const theme of shot.themes ?? (['light', 'dark'] as const)) {
    console.log(path.relative(process.cwd(), await take(shot, theme, output)));
  }
}
