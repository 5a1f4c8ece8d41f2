// Inputs for the operations of the services around user pools, for the test that compares every reply with the SDK's schemas.
import type { AwsRequest } from '../../../src/simulator/service.ts';
import type { World } from '../../../src/simulator/world.ts';
import { surroundingWorld } from './surroundings.ts';

type Example = readonly [input: object, changes?: Partial<AwsRequest>, world?: World];

const world = surroundingWorld();
const west = { region: 'us-west-2' };
const here: Partial<AwsRequest> = {};

export const surroundingExamples: Readonly<Record<string, Readonly<Record<string, readonly Example[]>>>> = {
  lambda: {
    AddPermission: [
      [
        {
          FunctionName: 'unused',
          StatementId: 'a',
          Action: 'lambda:InvokeFunction',
          Principal: 'cognito-idp.amazonaws.com',
          SourceArn: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_abc',
        },
        here,
        world,
      ],
    ],
    GetFunction: [
      [{ FunctionName: 'check' }, here, world],
      [{ FunctionName: 'welcome', Qualifier: 'live' }, west, world],
    ],
    GetFunctionConcurrency: [[{ FunctionName: 'check' }, here, world]],
    GetFunctionConfiguration: [
      [{ FunctionName: 'check' }, here, world],
      [{ FunctionName: 'mistaken' }, west, world],
    ],
    GetPolicy: [[{ FunctionName: 'check' }, here, world]],
    RemovePermission: [[{ FunctionName: 'check', StatementId: 'cognito-app' }, here, world]],
  },
};
