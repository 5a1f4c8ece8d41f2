// AWS Security Token Service (sts): who am I.
import { lettersFrom } from '../ids.ts';
import { operationsWith, type Operation, type Service } from '../service.ts';
import { structure } from '../shape.ts';
import { awsQuery } from '../wire/awsQuery.ts';

const operation = operationsWith('ValidationError');

const getCallerIdentity = operation(structure({}), (_input, { account, caller }) => ({
  output: { UserId: `AIDA${lettersFrom(caller, 17)}`, Account: account, Arn: caller },
}));

export const stsOperations: Readonly<Record<string, Operation>> = { GetCallerIdentity: getCallerIdentity };

export const sts: Service = {
  protocol: awsQuery('2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/'),
  operations: stsOperations,
  throttled: { code: 'Throttling', message: 'Rate exceeded' },
  failed: { code: 'InternalFailure', message: 'Internal failure.' },
  resourceOf: () => '*',
};
