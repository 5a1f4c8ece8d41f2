// Lambda functions as the triggers of user pools need them: what they are made of, their versions and aliases, and who may invoke them.
import { functionArn } from '../arns.ts';
import { uuidFrom } from '../ids.ts';
import { accessDenied } from '../permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Call } from '../service.ts';
import { entryOf, regionOf, withRegion, type World } from '../world.ts';

/** What a version of a function is made of. */
export interface FunctionSettings {
  /** SHA-256 of the code, in base64. */
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly architecture: 'x86_64' | 'arm64';
  /** ARNs of layer versions. */
  readonly layers: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** ARN. */
  readonly role: string;
  readonly vpc?: { readonly id: string; readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
  readonly state: 'Pending' | 'Active' | 'Inactive' | 'Failed';
  readonly stateReason?: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

/** A statement of a function's resource policy, as GetPolicy shows it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface LambdaFunction {
  readonly name: string;
  /** What may still change: `$LATEST`. */
  readonly latest: FunctionSettings;
  /** Published versions by their number. */
  readonly versions: Readonly<Record<string, FunctionSettings>>;
  /** Alias to version. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Each version and alias has a policy of its own; the function's stands under ''. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export const unpublished = '$LATEST';

/** A function, and the version or alias of it that was named, if any. */
export interface NamedFunction {
  readonly name: string;
  readonly qualifier?: string;
}

const namePattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9_-]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9_-]+))?$/;

/**
 * What a FunctionName stands for: a name, a partial ARN or an ARN, each with or without a qualifier (API reference, GetFunction).
 * @param qualifier the parameter of that name, which must not contradict the one in the name
 * @throws Refusal for a function of another Region or account
 */
export function namedFunction(
  { FunctionName, Qualifier }: { readonly FunctionName: string; readonly Qualifier?: string },
  action: string,
  call: Call,
): NamedFunction {
  const parts = namePattern.exec(FunctionName)?.groups ?? {};
  const { region = call.region, account = call.account, name = FunctionName, qualifier = Qualifier } = parts;
  // Measured: aws-cdk #11826, alexcasalboni/aws-lambda-power-tuning #18.
  if (region !== call.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${call.region}')`);
  }
  if (account !== call.account) {
    throw accessDenied(`lambda:${action}`, functionArn(region, account, name), call.caller, 'resource-based');
  }
  if (Qualifier !== undefined && Qualifier !== qualifier) {
    throw new Refusal(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return { name, ...(qualifier !== undefined && { qualifier }) };
}

/** The ARN of a function, or of the version or alias of it that is named. */
export const arnOf = ({ name, qualifier }: NamedFunction, { region, account }: Pick<Call, 'region' | 'account'>): string =>
  functionArn(region, account, qualifier === undefined ? name : `${name}:${qualifier}`);

export const notFound = (message: string): Refusal => new Refusal('ResourceNotFoundException', message);

/** A version of a function: its number and what it is made of. */
export interface FoundVersion {
  readonly version: string;
  readonly settings: FunctionSettings;
}

/** @throws Refusal ResourceNotFoundException where there is no such function, version or alias */
export function functionHere(named: NamedFunction, call: Call): { readonly found: LambdaFunction } & FoundVersion {
  const found = entryOf(regionOf(call.world, call.account, call.region).functions ?? {}, named.name);
  const version = found && versionOf(found, named.qualifier);
  if (!version) throw notFound(`Function not found: ${arnOf(named, call)}`);
  return { found, ...version };
}

function versionOf({ latest, versions, aliases }: LambdaFunction, qualifier = unpublished): FoundVersion | undefined {
  const version = entryOf(aliases, qualifier) ?? qualifier;
  const settings = version === unpublished ? latest : entryOf(versions, version);
  return settings && { version, settings };
}

/** A World in which a function stands in a Region, replacing the one of the same name. */
export function withFunction(world: World, account: string, region: string, changed: LambdaFunction): World {
  return withRegion(world, account, region, (state) => ({ ...state, functions: { ...state.functions, [changed.name]: changed } }));
}

/** FunctionConfiguration: a version of a function as the service shows it. */
export function describeFunction(named: NamedFunction, { version, settings }: FoundVersion, call: Call) {
  const { vpc, stateReason } = settings;
  const arn = arnOf(named, call);
  return {
    FunctionName: named.name,
    FunctionArn: arn,
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: settings.codeSize,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memory,
    LastModified: new Date(settings.modifiedAt).toISOString().replace('Z', '+0000'),
    CodeSha256: settings.codeSha256,
    Version: version,
    ...(vpc && {
      VpcConfig: {
        SubnetIds: vpc.subnets,
        SecurityGroupIds: vpc.securityGroups,
        VpcId: vpc.id,
        Ipv6AllowedForDualStack: false,
      },
    }),
    ...(Object.keys(settings.environment).length > 0 && { Environment: { Variables: settings.environment } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: uuidFrom(`${arn} ${JSON.stringify(settings)}`),
    ...(settings.layers.length > 0 && { Layers: settings.layers.map((Arn) => ({ Arn, CodeSize: 65_536 })) }),
    State: settings.state,
    ...(stateReason !== undefined && { StateReason: stateReason }),
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [settings.architecture],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${named.name}` },
  };
}
