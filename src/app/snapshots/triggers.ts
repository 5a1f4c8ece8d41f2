import { formatArn, parseArn } from '../../domain/arn.ts';
import { absent, factOf } from '../../domain/fact.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { FunctionSnapshot } from '../../domain/parity/snapshot.ts';
import type { PoolDescription } from '../../domain/userPool.ts';
import type { Asking } from './asking.ts';

/** A trigger as a pool's settings have it. */
interface Trigger {
  readonly name: string;
  readonly arn: string;
  readonly eventVersion?: string;
}

/** Reads the functions of a pool's triggers, each once, all at a time. */
export async function readFunctions(description: PoolDescription, asking: Asking): Promise<ReadonlyMap<string, FunctionSnapshot>> {
  const triggers = triggersOf(description.settings);
  return new Map(await Promise.all(triggers.map(async (trigger) => [trigger.name, await readFunction(trigger, asking)] as const)));
}

/** Reads one function as a trigger names it. */
export async function readFunction({ arn, eventVersion }: Omit<Trigger, 'name'>, asking: Asking): Promise<FunctionSnapshot> {
  const { once, poolRegions, reader, region } = asking;
  const named = { arn, ...(eventVersion !== undefined && { eventVersion }) };
  // A trigger calls nothing outside its own Region, so there is nothing to be read (facts: cognito-replication.md section 3, "Lambda").
  if (parseArn(arn)?.region !== region) return { ...named, configuration: absent, policy: absent, reservedConcurrency: absent };
  const whole = withoutQualifier(arn);
  const [configuration, policy, reservedConcurrency] = await Promise.all([
    once(`configuration ${arn}`, (signal) => reader.functionConfiguration(region, arn, poolRegions, signal)),
    once(`policy ${arn}`, (signal) => reader.functionPolicy(region, arn, signal)),
    once(`concurrency ${whole}`, (signal) => reader.reservedConcurrency(region, whole, signal)),
  ]);
  return {
    ...named,
    configuration: factOf(configuration),
    policy: factOf(policy),
    reservedConcurrency: factOf(reservedConcurrency),
  };
}

/**
 * The triggers of LambdaConfig: a text, or an object with a version. PreTokenGenerationConfig is PreTokenGeneration with the version of its event (SDK: LambdaConfigType).
 */
function triggersOf(settings: JsonObject): readonly Trigger[] {
  const config = settings['LambdaConfig'];
  if (!isJsonObject(config)) return [];
  const triggers = new Map<string, Trigger>();
  for (const [setting, value] of Object.entries(config)) {
    const name = setting === 'PreTokenGenerationConfig' ? 'PreTokenGeneration' : setting;
    if (isJsonObject(value)) {
      const { LambdaArn, LambdaVersion } = value;
      if (typeof LambdaArn === 'string')
        triggers.set(name, { name, arn: LambdaArn, ...(typeof LambdaVersion === 'string' && { eventVersion: LambdaVersion }) });
    } else if (typeof value === 'string' && setting !== 'KMSKeyID' && !triggers.has(name)) {
      triggers.set(name, { name, arn: value });
    }
  }
  return [...triggers.values()];
}

/** `function:name:alias` without the version or alias. */
function withoutQualifier(arn: string): string {
  const parsed = parseArn(arn);
  return parsed ? formatArn({ ...parsed, resource: parsed.resource.split(':').slice(0, 2).join(':') }) : arn;
}
