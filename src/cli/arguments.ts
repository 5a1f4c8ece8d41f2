import { parseArgs } from 'node:util';
import { isRegionName, primaryRegionOf } from '../domain/region.ts';

/** A command that can be run, with its options checked. */
export type Arguments = PoolsArguments | ReadinessArguments | ParityArguments | PreflightArguments | RunbookArguments | CheckArguments;

/** The mildest severity that makes the exit code 1. */
export type FailOn = 'error' | 'warning' | 'never';

export interface CheckArguments {
  readonly kind: 'check';
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: FailOn;
}

export interface PoolsArguments extends CommonArguments {
  readonly kind: 'pools';
}

export interface ReadinessArguments extends CommonArguments {
  readonly kind: 'readiness';
  readonly poolId: string;
  readonly secondaryRegion: string;
}

export interface ParityArguments extends ConnectionArguments {
  readonly kind: 'parity';
  readonly poolId: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly failOn: FailOn;
}

export interface PreflightArguments extends CommonArguments {
  readonly kind: 'preflight';
  readonly poolId: string;
  readonly failOn: FailOn;
}

export interface RunbookArguments extends ConnectionArguments {
  readonly kind: 'runbook';
  readonly poolId: string;
  /** Its text is Markdown. */
  readonly format: 'markdown' | 'json';
}

export interface CommonArguments extends ConnectionArguments {
  readonly format: 'text' | 'json';
}

/** Which account is asked, and where. */
export interface ConnectionArguments {
  readonly profile?: string;
  /** Empty: the Region of the profile or environment. */
  readonly regions: readonly string[];
  readonly endpointUrl?: string;
}

export type Parsed = Arguments | { readonly kind: 'help' } | { readonly kind: 'mistake'; readonly mistake: string };

export const usage = `Usage: cognito-replicas check [options] PATH...
       cognito-replicas pools [options]
       cognito-replicas readiness POOL --to REGION [options]
       cognito-replicas parity POOL [options]
       cognito-replicas preflight POOL [options]
       cognito-replicas runbook POOL [options]

check      looks for what would block or break replication in infrastructure code, and for issuers that its pools do not have: files, and folders
           without what .gitignore leaves out
pools      lists the user pools of an account with replica, issuer type and key
readiness  says of a user pool (by its id) what stands in the way of a replica in a Region
parity     compares the two Regions of a replicated user pool: triggers, web ACL, senders, logs, tags, request limits and what is synchronized
preflight  says whether a replicated user pool can fail over now, and what will not work on the replica
runbook    writes what to do when the primary Region of a replicated user pool fails, with its own ids and lines to run, as Markdown

Options:
  --fail-on error|warning|never   from which findings on check, parity and preflight exit with 1 (default: error)
  --to REGION          the secondary Region (readiness)
  --profile NAME       profile of the AWS config files (default: AWS_PROFILE, else the environment)
  --regions A,B        Regions to list (default: the Region of the profile or environment); parity, preflight and runbook: who else to ask for the replica
  --endpoint-url URL   where requests go instead of AWS
  --format text|json   (default: text); check has sarif, too, parity and runbook markdown
  -h, --help

Exit code: 0 fine, 1 findings that are errors (check, parity and preflight: see --fail-on), 2 could not run, 3 partly unknown (some call was refused or failed).`;

/** Reads the command line. A mistake is a sentence that names what is wrong. */
export function parseArguments(words: readonly string[]): Parsed {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        profile: { type: 'string' },
        to: { type: 'string' },
        regions: { type: 'string' },
        'endpoint-url': { type: 'string' },
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  const [command, ...rest] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (command === undefined) return mistake('say which command to run');
  if (!isCommand(command)) return mistake(`there is no command "${command}"`);
  const { format, profile } = values;
  const failOn = values['fail-on'] ?? 'error';
  if (failOn !== 'error' && failOn !== 'warning' && failOn !== 'never')
    return mistake(`--fail-on is error, warning or never, not "${failOn}"`);
  if (command === 'check') return checkArguments(rest, format, failOn);
  if (command !== 'parity' && command !== 'preflight' && values['fail-on'] !== undefined)
    return mistake('--fail-on is an option of check, parity and preflight');
  const regions = (values.regions ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter(Boolean);
  const wrong = regions.find((region) => !isRegionName(region));
  if (wrong !== undefined) return mistake(`--regions: "${wrong}" is not the name of a Region`);
  const endpointUrl = values['endpoint-url'];
  if (endpointUrl !== undefined && !URL.canParse(endpointUrl)) return mistake(`--endpoint-url: "${endpointUrl}" is not a URL`);
  const connection: ConnectionArguments = {
    regions: [...new Set(regions)],
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpointUrl }),
  };
  if (command !== 'readiness' && values.to !== undefined) return mistake('--to is an option of readiness');
  if (command === 'parity') return parityArguments(rest, format, failOn, connection);
  if (command === 'runbook') return runbookArguments(rest, format, connection);
  if (format !== 'text' && format !== 'json') return mistake(`--format is text or json, not "${format}"`);
  const common: CommonArguments = { ...connection, format };
  if (command === 'preflight') {
    const poolId = poolIdIn(command, rest);
    return typeof poolId === 'string' ? { kind: command, poolId, failOn, ...common } : poolId;
  }
  if (command === 'readiness') return readinessArguments(rest, values.to, common);
  if (rest.length > 0) return mistake(`pools takes no further words, but got "${rest.join(' ')}"`);
  return { kind: 'pools', ...common };
}

const commands = ['check', 'pools', 'readiness', 'parity', 'preflight', 'runbook'] as const;

function isCommand(word: string): word is (typeof commands)[number] {
  return commands.some((command) => command === word);
}

function checkArguments(paths: readonly string[], format: string, failOn: FailOn): Parsed {
  if (format !== 'text' && format !== 'json' && format !== 'sarif') return mistake(`--format is text, json or sarif, not "${format}"`);
  if (paths.length === 0) return mistake('check needs a file or folder');
  return { kind: 'check', paths, format, failOn };
}

function readinessArguments(words: readonly string[], to: string | undefined, common: CommonArguments): Parsed {
  const poolId = poolIdIn('readiness', words);
  if (typeof poolId !== 'string') return poolId;
  if (to === undefined) return mistake('readiness needs --to REGION');
  if (!isRegionName(to)) return mistake(`--to: "${to}" is not the name of a Region`);
  return { kind: 'readiness', poolId, secondaryRegion: to, ...common };
}

function parityArguments(words: readonly string[], format: string, failOn: FailOn, connection: ConnectionArguments): Parsed {
  const poolId = poolIdIn('parity', words);
  if (typeof poolId !== 'string') return poolId;
  if (format !== 'text' && format !== 'json' && format !== 'markdown')
    return mistake(`--format is text, json or markdown, not "${format}"`);
  return { kind: 'parity', poolId, format, failOn, ...connection };
}

function runbookArguments(words: readonly string[], format: string, connection: ConnectionArguments): Parsed {
  const poolId = poolIdIn('runbook', words);
  if (typeof poolId !== 'string') return poolId;
  if (format !== 'text' && format !== 'json' && format !== 'markdown')
    return mistake(`--format is text, json or markdown, not "${format}"`);
  // The text of a runbook is Markdown.
  return { kind: 'runbook', poolId, format: format === 'json' ? format : 'markdown', ...connection };
}

/** The one user pool that a command is about. */
function poolIdIn(command: string, [poolId, ...more]: readonly string[]): string | Parsed {
  if (poolId === undefined) return mistake(`${command} needs the id of a user pool`);
  if (more.length > 0) return mistake(`${command} takes one user pool, but got "${more.join(' ')}" as well`);
  if (primaryRegionOf(poolId) === undefined) return mistake(`"${poolId}" is not the id of a user pool: it looks like us-east-1_Ab12Cd34E`);
  return poolId;
}

function mistake(text: string): Parsed {
  return { kind: 'mistake', mistake: text };
}
