// Amazon CloudWatch Logs (logs): whether the log groups are there that user pools and web ACLs deliver to. Shapes and limits: SDK
// client-cloudwatch-logs 3.1169.0.
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Call, type Operation, type Service } from '../service.ts';
import { flag, integer, list, oneOf, structure, text } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { regionOf } from '../world.ts';

export interface LogGroup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Undefined where logs are kept for ever. */
  readonly retentionDays?: number;
  readonly class: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
  /** ARN of the key that encrypts it. */
  readonly key?: string;
}

const operation = operationsWith('InvalidParameterException');
const invalid = (message: string): Refusal => new Refusal('InvalidParameterException', message);
const groupName = { min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' };

/** The ARN without the `:*` that policies need. */
const arnOf = (name: string, { region, account }: Pick<Call, 'region' | 'account'>): string =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`;

const describeLogGroup = (group: LogGroup, call: Call) => ({
  logGroupName: group.name,
  creationTime: group.createdAt,
  ...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
  metricFilterCount: 0,
  arn: `${arnOf(group.name, call)}:*`,
  storedBytes: 0,
  ...(group.key !== undefined && { kmsKeyId: group.key }),
  logGroupClass: group.class,
  logGroupArn: arnOf(group.name, call),
  deletionProtectionEnabled: false,
});

/** A prefix, a part of the name (both with respect to case), or names and ARNs; in the order of names (API reference). */
const describeLogGroups = operation(
  structure({
    accountIdentifiers: list(text()),
    logGroupNamePrefix: text(groupName),
    logGroupNamePattern: text({ max: 512 }),
    nextToken: text({ min: 1 }),
    limit: integer({ min: 1, max: 50 }),
    includeLinkedAccounts: flag,
    logGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'),
    logGroupIdentifiers: list(text({ min: 1, max: 2048 })),
  }),
  ({ logGroupNamePrefix: prefix, logGroupNamePattern: part, logGroupClass, logGroupIdentifiers: only, nextToken, limit = 50 }, call) => {
    if (prefix !== undefined && part !== undefined) {
      throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const groups = Object.values(regionOf(call.world, call.account, call.region).logGroups ?? {})
      .filter(({ name }) => name.startsWith(prefix ?? '') && name.includes(part ?? ''))
      .filter((group) => logGroupClass === undefined || group.class === logGroupClass)
      .filter(({ name }) => only === undefined || only.includes(name) || only.includes(arnOf(name, call)))
      .sort(byKey(({ name }) => name));
    const onBadToken = (): Error => invalid('The specified nextToken is invalid.');
    const { page, next } = pageOf(groups, ({ name }) => name, { size: limit, token: nextToken, onBadToken });
    return { output: { logGroups: page.map((group) => describeLogGroup(group, call)), ...(next && { nextToken: next }) } };
  },
);

export const logs: Service = {
  protocol: awsJson('Logs_20140328'),
  operations: { DescribeLogGroups: describeLogGroups } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'ThrottlingException', message: 'Rate exceeded' },
  failed: { code: 'ServiceUnavailableException', message: 'The service cannot complete the request.' },
  resourceOf: (_input, call) => arnOf(':log-stream:', call),
};
