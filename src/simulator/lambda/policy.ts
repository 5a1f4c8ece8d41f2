// The resource policy of a function, version or alias: who may invoke it. GetPolicy, AddPermission, RemovePermission.
import { uuidFrom } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Operation } from '../service.ts';
import { flag, oneOf, required, structure, text } from '../shape.ts';
import {
  arnOf,
  functionHere,
  namedFunction,
  notFound,
  unpublished,
  withFunction,
  type NamedFunction,
  type PolicyStatement,
} from './functions.ts';
import { functionName, operation, qualifier } from './inputs.ts';

const statementId = required(text({ min: 1, max: 100, pattern: '[a-zA-Z0-9_-]+' }));
const revisionId = text();

/** What a permission is made of, as AddPermission takes it. */
export interface Permission {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly PrincipalOrgID?: string;
  readonly EventSourceToken?: string;
  readonly FunctionUrlAuthType?: string;
}

/**
 * The statement that Lambda makes of a permission (API reference, the examples of AddPermission). A source ARN may have wildcards, so it is
 * compared with ArnLike.
 * @param resource ARN of the function, version or alias
 */
export function statementOf(permission: Permission, resource: string): PolicyStatement {
  const { Principal, SourceArn, SourceAccount, PrincipalOrgID, EventSourceToken, FunctionUrlAuthType } = permission;
  const equals = {
    ...(SourceAccount !== undefined && { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
    ...(EventSourceToken !== undefined && { 'lambda:EventSourceToken': EventSourceToken }),
    ...(FunctionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    Sid: permission.StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action: permission.Action,
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string): PolicyStatement['Principal'] {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

const statementsOf = (named: NamedFunction, call: Call): readonly PolicyStatement[] =>
  functionHere(named, call).found.policies[named.qualifier ?? ''] ?? [];

/** Changes with every change of the policy. */
const revisionOf = (statements: readonly PolicyStatement[], arn: string): string => uuidFrom(`${arn} ${JSON.stringify(statements)}`);

const getPolicy = operation(structure({ FunctionName: functionName, Qualifier: qualifier }), (input, call) => {
  const named = namedFunction(input, 'GetPolicy', call);
  const statements = statementsOf(named, call);
  // Measured: aws/aws-toolkit-vscode #418, aws/serverless-application-model #307.
  if (statements.length === 0) throw notFound('The resource you requested does not exist.');
  const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
  return { output: { Policy, RevisionId: revisionOf(statements, arnOf(named, call)) } };
});

/** @throws Refusal PreconditionFailedException where the caller knows another policy */
function requireRevision(known: string | undefined, statements: readonly PolicyStatement[], arn: string): void {
  if (known === undefined || known === revisionOf(statements, arn)) return;
  throw new Refusal(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetPolicy API to retrieve the latest RevisionId for your resource.',
  );
}

function changed(named: NamedFunction, statements: readonly PolicyStatement[], call: Call) {
  const { found } = functionHere(named, call);
  const policies = { ...found.policies, [named.qualifier ?? '']: statements };
  return withFunction(call.world, call.account, call.region, { ...found, policies });
}

const addPermission = operation(
  structure({
    FunctionName: functionName,
    StatementId: statementId,
    Action: required(text({ pattern: 'lambda:[*]|lambda:[a-zA-Z]+|[*]' })),
    Principal: required(text({ pattern: '[^\\s]+' })),
    SourceArn: text({ pattern: 'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)' }),
    SourceAccount: text({ pattern: '\\d{12}' }),
    EventSourceToken: text({ max: 256 }),
    Qualifier: qualifier,
    RevisionId: revisionId,
    PrincipalOrgID: text({ min: 12, max: 34 }),
    FunctionUrlAuthType: oneOf('NONE', 'AWS_IAM'),
    InvokedViaFunctionUrl: flag,
  }),
  (input, call) => {
    const named = namedFunction(input, 'AddPermission', call);
    const statements = statementsOf(named, call);
    // Measured: terraform-aws-lambda #36.
    if (named.qualifier === unpublished) {
      throw new Refusal('InvalidParameterValueException', `We currently do not support adding policies for ${unpublished}.`);
    }
    const arn = arnOf(named, call);
    requireRevision(input.RevisionId, statements, arn);
    // Measured: terraform-aws-lambda #547.
    if (statements.some(({ Sid }) => Sid === input.StatementId)) {
      throw new Refusal(
        'ResourceConflictException',
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = statementOf(input, arn);
    return { world: changed(named, [...statements, statement], call), output: { Statement: JSON.stringify(statement) } };
  },
);

const removePermission = operation(
  structure({ FunctionName: functionName, StatementId: statementId, Qualifier: qualifier, RevisionId: revisionId }),
  (input, call) => {
    const named = namedFunction(input, 'RemovePermission', call);
    const statements = statementsOf(named, call);
    requireRevision(input.RevisionId, statements, arnOf(named, call));
    const left = statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (left.length === statements.length) throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    return { world: changed(named, left, call), output: {} };
  },
);

export const policyOperations: Readonly<Record<string, Operation>> = {
  AddPermission: addPermission,
  GetPolicy: getPolicy,
  RemovePermission: removePermission,
};
