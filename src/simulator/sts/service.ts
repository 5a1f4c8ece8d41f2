// AWS Security Token Service (sts): who am I.
import { lettersFrom, roleId } from '../ids.ts';
import { operationsWith, type Operation, type Service } from '../service.ts';
import { structure } from '../shape.ts';
import { awsQuery } from '../wire/awsQuery.ts';

const operation = operationsWith('ValidationError');

const getCallerIdentity = operation(structure({}), (_input, { account, caller }) => ({
  output: { UserId: userId(caller, account), Account: account, Arn: caller },
}));

/** What kind of id an identity has: IAM User Guide, "IAM identifiers"; STS API reference, GetCallerIdentity. */
function userId(caller: string, account: string): string {
  const [, kind, name = '', session = ''] = /:(root|[\w-]+)(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(caller) ?? [];
  if (kind === 'root') return account;
  if (kind === 'federated-user') return `${account}:${name}`;
  return kind === 'assumed-role' ? `${roleId(name)}:${session}` : `AIDA${lettersFrom(caller, 17)}`;
}

export const stsOperations: Readonly<Record<string, Operation>> = { GetCallerIdentity: getCallerIdentity };

export const sts: Service = {
  protocol: awsQuery('2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/'),
  operations: stsOperations,
  throttled: { code: 'Throttling', message: 'Rate exceeded' },
  failed: { code: 'InternalFailure', message: 'Internal failure.' },
  resourceOf: () => '*',
};
