// Functions and their permissions through the real client of Lambda.
import {
  AddPermissionCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { account, primary, refusalOf, secondary, tell } from './story.ts';
import { appArn, surroundingWorld } from './surroundings.ts';

const start = (changes: Partial<Scenario> = {}) => {
  const { configuration, simulation } = tell(surroundingWorld(changes));
  return { simulation, lambda: (region = primary) => new LambdaClient(configuration(region)) };
};
const arn = (name: string, region = primary): string => `arn:aws:lambda:${region}:${account}:function:${name}`;

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Condition?: { readonly ArnLike?: Readonly<Record<string, string>> };
  }[];
}
const statements = (policy = ''): Policy['Statement'] => (JSON.parse(policy) as Policy).Statement;

describe('a function', () => {
  test('is as its Region has it', async () => {
    const { lambda } = start();
    const [here, there] = await Promise.all(
      [primary, secondary].map((region) => lambda(region).send(new GetFunctionCommand({ FunctionName: 'check' }))),
    );
    expect(here).toMatchObject({
      Configuration: {
        FunctionArn: arn('check'),
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        MemorySize: 256,
        Timeout: 3,
        Architectures: ['x86_64'],
        Layers: [{ Arn: `arn:aws:lambda:us-east-1:${account}:layer:shared:3` }],
        Environment: { Variables: { TABLE_ARN: `arn:aws:dynamodb:us-east-1:${account}:table/check` } },
        VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        Role: `arn:aws:iam::${account}:role/check`,
        State: 'Active',
        Version: '$LATEST',
        CodeSha256: 'jz2wHHnrduE5gYWFgp4KInQCgoyQ7iTKDirvIH92+1E=',
      },
      Tags: { team: 'a' },
      Concurrency: { ReservedConcurrentExecutions: 20 },
    });
    expect(there?.Configuration?.CodeSha256).not.toBe(here?.Configuration?.CodeSha256);
    expect(there?.Configuration?.Environment?.Variables).toEqual({ TABLE_ARN: `arn:aws:dynamodb:us-east-1:${account}:table/check` });
  });

  test.each<readonly [name: string, qualifier: string | undefined, version: string, functionArn: string]>([
    ['welcome', undefined, '$LATEST', arn('welcome')],
    ['welcome', 'live', '2', arn('welcome:live')],
    ['welcome:live', undefined, '2', arn('welcome:live')],
    [arn('welcome'), '1', '1', arn('welcome:1')],
    [arn('welcome:live'), undefined, '2', arn('welcome:live')],
    [arn('welcome:live'), 'live', '2', arn('welcome:live')],
    [`${account}:function:welcome`, undefined, '$LATEST', arn('welcome')],
  ])('is found as %s, qualifier %s', async (FunctionName, Qualifier, Version, FunctionArn) => {
    const { lambda } = start();
    const found = await lambda().send(new GetFunctionConfigurationCommand({ FunctionName, ...(Qualifier && { Qualifier }) }));
    expect(found).toMatchObject({ Version, FunctionArn, FunctionName: 'welcome' });
  });

  test.each<readonly [what: string, name: string, qualifier: string | undefined, error: readonly [name: string, message: string]]>([
    ['an unknown name', 'nobody', undefined, ['ResourceNotFoundException', `Function not found: ${arn('nobody')}`]],
    ['a name that every object has', 'constructor', undefined, ['ResourceNotFoundException', `Function not found: ${arn('constructor')}`]],
    ['an unknown version', 'welcome', '9', ['ResourceNotFoundException', `Function not found: ${arn('welcome:9')}`]],
    [
      'another Region',
      arn('welcome', secondary),
      undefined,
      ['ResourceNotFoundException', `Functions from 'us-west-2' are not reachable in this region ('us-east-1')`],
    ],
    [
      'two qualifiers',
      arn('welcome:live'),
      '1',
      ['InvalidParameterValueException', 'The derived qualifier from the function name does not match the specified qualifier.'],
    ],
  ])('is refused for %s', async (_what, FunctionName, Qualifier, error) => {
    const { lambda } = start();
    const call = lambda().send(new GetFunctionCommand({ FunctionName, ...(Qualifier && { Qualifier }) }));
    expect(await refusalOf(call)).toEqual(error);
  });

  test('of another account is not for this caller, and a wrong name is a ValidationException', async () => {
    const { lambda } = start();
    const foreign = lambda().send(new GetFunctionCommand({ FunctionName: `arn:aws:lambda:${primary}:999999999999:function:x` }));
    await expect(foreign).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
    const wrong = lambda().send(new GetFunctionCommand({ FunctionName: 'a b' }));
    await expect(wrong).rejects.toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
  });

  test('may have concurrency of its own', async () => {
    const { lambda } = start();
    const concurrency = async (FunctionName: string) => {
      const { ReservedConcurrentExecutions } = await lambda().send(new GetFunctionConcurrencyCommand({ FunctionName }));
      return ReservedConcurrentExecutions;
    };
    expect([await concurrency('check'), await concurrency('welcome')]).toEqual([20, undefined]);
  });
});

describe('a policy', () => {
  const policy = async (client: LambdaClient, FunctionName: string, Qualifier?: string) =>
    statements((await client.send(new GetPolicyCommand({ FunctionName, ...(Qualifier && { Qualifier }) }))).Policy);

  test('lets the pools call that have the function for a trigger, as its Region names them', async () => {
    const { lambda } = start();
    expect(await policy(lambda(), 'check')).toEqual([
      {
        Sid: 'cognito-app',
        Effect: 'Allow',
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: arn('check'),
        Condition: { StringEquals: { 'AWS:SourceAccount': account }, ArnLike: { 'AWS:SourceArn': appArn(primary) } },
      },
    ]);
    expect((await policy(lambda(secondary), 'check')).map(({ Condition }) => Condition?.ArnLike)).toEqual([
      { 'AWS:SourceArn': appArn(secondary) },
    ]);
  });

  test('belongs to the alias that the trigger names', async () => {
    const { lambda } = start();
    expect(await policy(lambda(), 'welcome', 'live')).toMatchObject([{ Resource: arn('welcome:live') }]);
    expect(await policy(lambda(), arn('welcome:live'))).toHaveLength(1);
    const call = lambda().send(new GetPolicyCommand({ FunctionName: 'welcome' }));
    await expect(call).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(call).rejects.toMatchObject({ message: 'The resource you requested does not exist.', $metadata: { httpStatusCode: 404 } });
  });

  test('may say what the story says', async () => {
    const { lambda } = start();
    const mistaken = await policy(lambda(secondary), 'mistaken');
    expect(mistaken.map(({ Sid, Condition }) => [Sid, Condition?.ArnLike?.['AWS:SourceArn']])).toEqual([
      ['cognito-app', appArn(secondary)],
      ['mistake', appArn(primary)],
    ]);
    expect(await policy(lambda(), 'called', 'live')).toMatchObject([
      {
        Sid: 'rule',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:events:us-east-1:${account}:rule/x` } },
      },
    ]);
  });

  test('takes permissions and gives them up', async () => {
    const client = start().lambda(secondary);
    const permission = {
      FunctionName: arn('welcome', secondary),
      StatementId: 'pool',
      Action: 'lambda:InvokeFunction',
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: appArn(secondary),
    };
    const { Statement, $metadata } = await client.send(new AddPermissionCommand(permission));
    expect([JSON.parse(Statement ?? ''), $metadata.httpStatusCode]).toMatchObject([
      { Sid: 'pool', Resource: arn('welcome', secondary) },
      201,
    ]);
    expect(await policy(client, 'welcome')).toHaveLength(1);
    await expect(client.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'The statement id (pool) provided already exists. Please provide a new statement id, or remove the existing statement.',
      $metadata: { httpStatusCode: 409 },
    });
    await client.send(new RemovePermissionCommand({ FunctionName: 'welcome', StatementId: 'pool' }));
    expect((await refusalOf(client.send(new GetPolicyCommand({ FunctionName: 'welcome' }))))[0]).toBe('ResourceNotFoundException');
    const again = client.send(new RemovePermissionCommand({ FunctionName: 'welcome', StatementId: 'pool' }));
    expect(await refusalOf(again)).toEqual(['ResourceNotFoundException', 'Statement pool is not found in resource policy.']);
  });

  test('is changed only by who knows it, and not for $LATEST', async () => {
    const client = start().lambda();
    const permission = { FunctionName: 'check', StatementId: 'more', Action: 'lambda:*', Principal: account };
    const { RevisionId = '' } = await client.send(new GetPolicyCommand({ FunctionName: 'check' }));
    const stale = client.send(new AddPermissionCommand({ ...permission, RevisionId: 'other' }));
    await expect(stale).rejects.toMatchObject({ name: 'PreconditionFailedException', $metadata: { httpStatusCode: 412 } });
    const { Statement } = await client.send(new AddPermissionCommand({ ...permission, RevisionId }));
    expect(JSON.parse(Statement ?? '')).toMatchObject({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
    const late = client.send(new RemovePermissionCommand({ FunctionName: 'check', StatementId: 'more', RevisionId }));
    expect((await refusalOf(late))[0]).toBe('PreconditionFailedException');
    const latest = client.send(new AddPermissionCommand({ ...permission, Qualifier: '$LATEST' }));
    expect((await refusalOf(latest))[0]).toBe('InvalidParameterValueException');
  });
});

describe('a call of Lambda', () => {
  const get = new GetFunctionCommand({ FunctionName: 'check' });

  test('needs its permission', async () => {
    const { lambda } = start({ permissions: [{ only: ['lambda:GetPolicy'] }] });
    await expect(lambda().send(get)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`not authorized to perform: lambda:GetFunction on resource: ${arn('check')}`) as string,
      $metadata: { httpStatusCode: 403 },
    });
    await expect(lambda().send(new GetPolicyCommand({ FunctionName: 'check' }))).resolves.toHaveProperty('Policy');
  });

  test.each([
    ['throttled', { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } }],
    ['serverError', { name: 'ServiceException', $metadata: { httpStatusCode: 500 } }],
    ['expiredToken', { name: 'ExpiredTokenException', $metadata: { httpStatusCode: 403 } }],
    ['accessDenied', { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } }],
    ['refusesConnection', { code: 'ECONNREFUSED' }],
  ] as const)('meets the fault %s', async (kind, error) => {
    const { lambda, simulation } = start({ faults: [{ kind, service: 'lambda', region: secondary, operation: 'GetFunction' }] });
    await expect(lambda(secondary).send(get)).rejects.toMatchObject(error);
    await expect(lambda().send(get)).resolves.toHaveProperty('Configuration');
    expect(simulation.calls().map(({ service, operation, region }) => `${service} ${operation} ${region}`)).toEqual([
      'lambda GetFunction us-west-2',
      'lambda GetFunction us-east-1',
    ]);
  });
});
