import { connect, listProfiles } from '../aws/connector.ts';
import type { Failure } from '../domain/failure.ts';
import type { Connection, ConnectionChoice } from '../domain/ports.ts';
import type { CommonArguments } from './arguments.ts';
import type { Terminal } from './run.ts';

/** Opens the connection that the options and the environment name. Nobody is there to ask for an MFA code. */
export async function openConnection(parsed: CommonArguments, terminal: Terminal): Promise<Connection | Failure> {
  return connect(await choiceOf(parsed, terminal), {
    environment: terminal.environment,
    askForMfaCode: () => Promise.resolve(undefined),
    ...(parsed.endpointUrl !== undefined && { endpointUrl: parsed.endpointUrl }),
  });
}

/** The account that AWS tools would use: the profile that is named, the keys of the environment, the default profile, the machine's own role. */
async function choiceOf({ profile }: CommonArguments, { environment }: Terminal): Promise<Exclude<ConnectionChoice, { kind: 'demo' }>> {
  const name = profile ?? environment['AWS_PROFILE'];
  if (name) return { kind: 'profile', profile: name };
  if (environment['AWS_ACCESS_KEY_ID']) return { kind: 'environment' };
  const hasDefault = (await listProfiles(environment)).some((there) => there.name === 'default' && there.kind !== 'other');
  return hasDefault ? { kind: 'profile', profile: 'default' } : { kind: 'environment' };
}
