import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a started VS Code must not inherit: a user's AWS set-up, the test runner's own switches, and those of a VS Code around us. */
const dropped = /^(AWS_|VSCODE_|ELECTRON_|VITEST|npm_|NODE_OPTIONS$|NODE_ENV$|NODE_CHANNEL|COGNITO_REPLICAS_|XDG_|USERPROFILE$)/i;

/**
 * An environment in which no AWS file, profile or instance role of the user exists. The two AWS files are there and empty, so that code that
 * opens them works as on a machine where nobody ever signed in.
 */
export async function isolatedEnvironment(home: string, additions: NodeJS.ProcessEnv = {}): Promise<NodeJS.ProcessEnv> {
  const aws = path.join(home, '.aws');
  await mkdir(aws, { recursive: true });
  const config = path.join(aws, 'config');
  const credentials = path.join(aws, 'credentials');
  for (const file of [config, credentials]) await writeFile(file, '', { flag: 'a' });
  const temporary = path.join(home, 'tmp');
  await mkdir(temporary, { recursive: true });
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
  return {
    ...inherited,
    HOME: home,
    ...(process.platform === 'win32' ? { USERPROFILE: home } : {}),
    // VS Code leaves sockets in the temporary folder. A socket's path has 103 characters at most, and theirs take 50 after the folder.
    ...(temporary.length > 50 ? {} : { TMPDIR: temporary }),
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...additions,
  };
}
