import { connect, listProfiles } from '../aws/connector.ts';
import { type Failure, failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { Connection, ConnectionChoice } from '../domain/ports.ts';
import type { ConnectionArguments } from './arguments.ts';
import { printable } from './poolsText.ts';
import { exitCodes, type Terminal } from './run.ts';

/** Runs a command on the connection that the options and the environment name, and returns its exit code. A connection that cannot be opened is told. */
export async function withConnection(
  parsed: ConnectionArguments,
  terminal: Terminal,
  command: (connection: Connection) => Promise<number>,
): Promise<number> {
  const connection = await openConnection(parsed, terminal);
  if ('reason' in connection) {
    terminal.complain(printable(`cognito-replicas: ${english(failureMessage(connection))}`));
    return exitCodes.couldNotRun;
  }
  try {
    return await command(connection);
  } finally {
    connection.dispose();
  }
}

/** Nobody is there to ask for an MFA code. */
async function openConnection(parsed: ConnectionArguments, terminal: Terminal): Promise<Connection | Failure> {
  return connect(await choiceOf(parsed, terminal), {
    environment: terminal.environment,
    askForMfaCode: () => Promise.resolve(undefined),
    ...(parsed.endpointUrl !== undefined && { endpointUrl: parsed.endpointUrl }),
  });
}

/** The account that AWS tools would use: the profile that is named, the keys of the environment, the default profile, the machine's own role. */
async function choiceOf({ profile }: ConnectionArguments, { environment }: Terminal): Promise<Exclude<ConnectionChoice, { kind: 'demo' }>> {
  const name = profile ?? environment['AWS_PROFILE'];
  if (name) return { kind: 'profile', profile: name };
  if (environment['AWS_ACCESS_KEY_ID']) return { kind: 'environment' };
  const hasDefault = (await listProfiles(environment)).some((there) => there.name === 'default' && there.kind !== 'other');
  return hasDefault ? { kind: 'profile', profile: 'default' } : { kind: 'environment' };
}
