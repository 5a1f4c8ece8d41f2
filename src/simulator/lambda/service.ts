// AWS Lambda (lambda): what the triggers of user pools are made of, and who may invoke them. Shapes and limits: SDK client-lambda 3.1164.0.
import { functionArn } from '../arns.ts';
import { uuidFrom } from '../ids.ts';
import { textMember, type Operation, type Service } from '../service.ts';
import { structure } from '../shape.ts';
import { restJson } from '../wire/restJson.ts';
import { arnOf, describeFunction, functionHere, namedFunction } from './functions.ts';
import { functionName, operation, qualifier } from './inputs.ts';
import { policyOperations } from './policy.ts';

const addressed = structure({ FunctionName: functionName, Qualifier: qualifier });

const getFunctionConfiguration = operation(addressed, (input, call) => {
  const named = namedFunction(input, 'GetFunctionConfiguration', call);
  return { output: describeFunction(named, functionHere(named, call), call) };
});

/** With a link to the code, which leads nowhere here. */
const getFunction = operation(addressed, (input, call) => {
  const named = namedFunction(input, 'GetFunction', call);
  const { found, ...version } = functionHere(named, call);
  const { region, account } = call;
  const Location = `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${account}/${found.name}-${uuidFrom(arnOf(named, call))}`;
  return {
    output: {
      Configuration: describeFunction(named, version, call),
      Code: { RepositoryType: 'S3', Location },
      ...(Object.keys(found.tags).length > 0 && { Tags: found.tags }),
      ...(found.reservedConcurrency !== undefined && { Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency } }),
    },
  };
});

/** Concurrency is reserved for a whole function; nothing stands there where none is. */
const getFunctionConcurrency = operation(structure({ FunctionName: functionName }), (input, call) => {
  const { found } = functionHere(namedFunction(input, 'GetFunctionConcurrency', call), call);
  return { output: found.reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: found.reservedConcurrency } };
});

const path = '/2015-03-31/functions/{FunctionName}';
const query = ['Qualifier'];

export const lambda: Service = {
  protocol: restJson(
    {
      AddPermission: { method: 'POST', path: `${path}/policy`, query, status: 201 },
      GetFunction: { method: 'GET', path, query },
      GetFunctionConcurrency: { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
      GetFunctionConfiguration: { method: 'GET', path: `${path}/configuration`, query },
      GetPolicy: { method: 'GET', path: `${path}/policy`, query },
      RemovePermission: { method: 'DELETE', path: `${path}/policy/{StatementId}`, query: [...query, 'RevisionId'], status: 204 },
    },
    {
      PreconditionFailedException: 412,
      ResourceConflictException: 409,
      ResourceNotFoundException: 404,
      TooManyRequestsException: 429,
    },
  ),
  operations: {
    GetFunction: getFunction,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    ...policyOperations,
  } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'TooManyRequestsException', message: 'Rate exceeded' },
  failed: { code: 'ServiceException', message: 'An error occurred and the request cannot be processed.' },
  resourceOf: (input, { region, account }) => {
    const name = textMember(input, 'FunctionName') ?? '*';
    return name.startsWith('arn:') ? name : functionArn(region, account, name);
  },
};
