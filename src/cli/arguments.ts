import { parseArgs } from 'node:util';
import { isRegionName, primaryRegionOf } from '../domain/region.ts';

/** A command that can be run, with its options checked. */
export type Arguments = PoolsArguments | ReadinessArguments | CheckArguments;

export interface CheckArguments {
  readonly kind: 'check';
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  /** The mildest severity that makes the exit code 1. */
  readonly failOn: 'error' | 'warning' | 'never';
}

export interface PoolsArguments extends CommonArguments {
  readonly kind: 'pools';
}

export interface ReadinessArguments extends CommonArguments {
  readonly kind: 'readiness';
  readonly poolId: string;
  readonly secondaryRegion: string;
}

export interface CommonArguments {
  readonly profile?: string;
  /** Empty: the Region of the profile or environment. */
  readonly regions: readonly string[];
  readonly endpointUrl?: string;
  readonly format: 'text' | 'json';
}

export type Parsed = Arguments | { readonly kind: 'help' } | { readonly kind: 'mistake'; readonly mistake: string };

export const usage = `Usage: cognito-replicas check [options] PATH...
       cognito-replicas pools [options]
       cognito-replicas readiness POOL --to REGION [options]

check      looks for what would block or break replication in infrastructure code, and for issuers that its pools do not have: files, and folders
           without what .gitignore leaves out
pools      lists the user pools of an account with replica, issuer type and key
readiness  says of a user pool (by its id) what stands in the way of a replica in a Region

Options:
  --fail-on error|warning|never   from which findings on check exits with 1 (default: error)
  --to REGION          the secondary Region (readiness)
  --profile NAME       profile of the AWS config files (default: AWS_PROFILE, else the environment)
  --regions A,B        Regions to list (default: the Region of the profile or environment)
  --endpoint-url URL   where requests go instead of AWS
  --format text|json   (default: text); check has sarif, too
  -h, --help

Exit code: 0 fine, 1 findings that are errors (check: see --fail-on), 2 could not run, 3 partly unknown (some call was refused or failed).`;

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
  if (command !== 'check' && command !== 'pools' && command !== 'readiness') return mistake(`there is no command "${command}"`);
  const { format, profile } = values;
  const failOn = values['fail-on'] ?? 'error';
  if (command === 'check') return checkArguments(rest, format, failOn);
  if (format !== 'text' && format !== 'json') return mistake(`--format is text or json, not "${format}"`);
  if (values['fail-on'] !== undefined) return mistake('--fail-on is an option of check');
  const regions = (values.regions ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter(Boolean);
  const wrong = regions.find((region) => !isRegionName(region));
  if (wrong !== undefined) return mistake(`--regions: "${wrong}" is not the name of a Region`);
  const endpointUrl = values['endpoint-url'];
  if (endpointUrl !== undefined && !URL.canParse(endpointUrl)) return mistake(`--endpoint-url: "${endpointUrl}" is not a URL`);
  const common: CommonArguments = {
    regions: [...new Set(regions)],
    format,
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpointUrl }),
  };
  if (command === 'readiness') return readinessArguments(rest, values.to, common);
  if (rest.length > 0) return mistake(`pools takes no further words, but got "${rest.join(' ')}"`);
  if (values.to !== undefined) return mistake('--to is an option of readiness');
  return { kind: 'pools', ...common };
}

function checkArguments(paths: readonly string[], format: string, failOn: string): Parsed {
  if (format !== 'text' && format !== 'json' && format !== 'sarif') return mistake(`--format is text, json or sarif, not "${format}"`);
  if (paths.length === 0) return mistake('check needs a file or folder');
  if (failOn !== 'error' && failOn !== 'warning' && failOn !== 'never')
    return mistake(`--fail-on is error, warning or never, not "${failOn}"`);
  return { kind: 'check', paths, format, failOn };
}

function readinessArguments([poolId, ...more]: readonly string[], to: string | undefined, common: CommonArguments): Parsed {
  if (poolId === undefined) return mistake('readiness needs the id of a user pool');
  if (more.length > 0) return mistake(`readiness takes one user pool, but got "${more.join(' ')}" as well`);
  if (primaryRegionOf(poolId) === undefined) return mistake(`"${poolId}" is not the id of a user pool: it looks like us-east-1_Ab12Cd34E`);
  if (to === undefined) return mistake('readiness needs --to REGION');
  if (!isRegionName(to)) return mistake(`--to: "${to}" is not the name of a Region`);
  return { kind: 'readiness', poolId, secondaryRegion: to, ...common };
}

function mistake(text: string): Parsed {
  return { kind: 'mistake', mistake: text };
}
