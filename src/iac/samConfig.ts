import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { isRegionName } from '../domain/region.ts';
import { withoutStackTraces } from './withoutStackTraces.ts';
import { refusalOf } from './cloudformation/templateBounds.ts';

/** Far more than such files have; a parser takes seconds for as much of the worst kind. */
const longestText = 20_000;

/**
 * The one Region that a samconfig file of the SAM CLI deploys the templates of its folder to. Undefined when its environments name several, one of them names none, or the
 * file cannot be read: while it is typed, for example.
 */
export function samConfigRegion(path: string, text: string): string | undefined {
  if (text.length > longestText || refusalOf(text)) return undefined;
  const environments = membersOf(parsed(path, text)).filter(hasDeployment);
  const regions = new Set(environments.map(regionOf));
  const [region] = regions;
  return regions.size === 1 ? region : undefined;
}

function parsed(path: string, text: string): unknown {
  const parse: (from: string) => unknown = path.endsWith('.toml')
    ? parseToml
    : (from) => parseYaml(from, { prettyErrors: false, logLevel: 'silent' }) as unknown;
  try {
    return withoutStackTraces(() => parse(text));
  } catch {
    return undefined;
  }
}

/** The values of a table that are tables themselves: `version = 0.1` stands beside the environments. */
function membersOf(value: unknown): readonly object[] {
  return isTable(value) ? Object.values(value).filter(isTable) : [];
}

/** Tables of commands: `build` alone deploys nothing. */
function hasDeployment(environment: object): boolean {
  return parametersOf(environment, 'deploy') !== undefined || parametersOf(environment, 'global') !== undefined;
}

/** What is set for the command comes before what is set for all commands. */
function regionOf(environment: object): string | undefined {
  const region = memberOf(parametersOf(environment, 'deploy'), 'region') ?? memberOf(parametersOf(environment, 'global'), 'region');
  return typeof region === 'string' && isRegionName(region) ? region : undefined;
}

function parametersOf(environment: object, command: string): object | undefined {
  const parameters = memberOf(memberOf(environment, command), 'parameters');
  return isTable(parameters) ? parameters : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return isTable(value) && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
