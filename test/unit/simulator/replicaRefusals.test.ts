// What UpdateUserPoolReplica, DeleteUserPoolReplica and DeleteUserPool refuse, each refusal by the exception's name and message.
import {
  DeleteUserPoolCommand,
  DeleteUserPoolReplicaCommand,
  ListUserPoolsCommand,
  UpdateUserPoolReplicaCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { notEnabled, type Parts, poolId, primary, refusalOf, secondary, tell } from './story.ts';

type Story = ReturnType<typeof tell>;
const UserPoolId = poolId;
const update = (story: Story, Status: 'ACTIVE' | 'INACTIVE', region = primary, RegionName = secondary) =>
  story.cognito(region).send(new UpdateUserPoolReplicaCommand({ UserPoolId, RegionName, Status }));
const remove = (story: Story, region = primary, RegionName = secondary) =>
  story.cognito(region).send(new DeleteUserPoolReplicaCommand({ UserPoolId, RegionName }));

describe('UpdateUserPoolReplica', () => {
  test.each(['InvalidParameterException', 'OperationNotEnabledException'] as const)(
    'refuses what is CREATING or DELETING, as the switch says: %s',
    async (replicaStatusRefusal) => {
      for (const status of ['CREATING', 'DELETING'] as const) {
        const story = tell({ replica: status, switches: { replicaStatusRefusal } });
        const message = `The replica cannot be changed or deleted while its status is ${status}.`;
        expect(await refusalOf(update(story, 'ACTIVE'))).toEqual([replicaStatusRefusal, message]);
      }
    },
  );

  test.each([
    ['the primary Region', primary, 'InvalidParameterException', 'Region us-east-1 is the primary Region of the user pool.'],
    ['a Region without a replica', 'eu-west-1', 'ResourceNotFoundException', `User pool ${poolId} has no replica in eu-west-1.`],
  ])('refuses %s', async (_what, region, name, message) => {
    expect(await refusalOf(update(tell({ replica: 'ACTIVE' }), 'ACTIVE', primary, region))).toEqual([name, message]);
  });

  test('takes the status that a replica has already', async () => {
    expect((await update(tell({ replica: 'ACTIVE' }), 'ACTIVE')).UserPoolReplica?.Status).toBe('ACTIVE');
  });
});

describe('DeleteUserPoolReplica', () => {
  test.each(['InvalidParameterException', 'OperationNotEnabledException'] as const)(
    'refuses any status but INACTIVE, as the switch says: %s',
    async (replicaStatusRefusal) => {
      for (const status of ['ACTIVE', 'CREATING', 'DELETING'] as const) {
        const story = tell({ replica: status, switches: { replicaStatusRefusal } });
        expect(await refusalOf(remove(story))).toEqual([
          replicaStatusRefusal,
          `The replica cannot be changed or deleted while its status is ${status}.`,
        ]);
      }
    },
  );

  test.each([false, true])('from the secondary Region: switch secondaryDeletesReplica %s', async (secondaryDeletesReplica) => {
    const story = tell({ replica: 'INACTIVE', switches: { secondaryDeletesReplica } });
    if (secondaryDeletesReplica) expect((await remove(story, secondary)).UserPoolReplica?.Status).toBe('DELETING');
    else expect(await refusalOf(remove(story, secondary))).toEqual(notEnabled);
  });

  test.each([false, true])('of a protected pool: switch protectionKeepsReplica %s', async (protectionKeepsReplica) => {
    const story = tell({ replica: 'INACTIVE', pool: { deletionProtection: true }, switches: { protectionKeepsReplica } });
    if (protectionKeepsReplica) expect((await refusalOf(remove(story)))[1]).toMatch(/deletion protection is activated/);
    else expect((await remove(story)).UserPoolReplica?.Status).toBe('DELETING');
  });
});

describe('DeleteUserPool', () => {
  const removePool = (story: Story, region = primary) => story.cognito(region).send(new DeleteUserPoolCommand({ UserPoolId }));

  test.each<readonly [what: string, parts: Parts, message: string]>([
    [
      'a protected pool',
      { pool: { deletionProtection: true } },
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    ],
    [
      'a pool with a domain',
      { pool: { domain: { name: 'shop' } } },
      'User pool cannot be deleted. It has a domain configured that should be deleted first.',
    ],
    ['a pool with a replica', { replica: 'INACTIVE' }, 'User pool cannot be deleted. It has a replica that should be deleted first.'],
  ])('refuses %s', async (_what, parts, message) => {
    expect(await refusalOf(removePool(tell(parts)))).toEqual(['InvalidParameterException', message]);
  });

  test('is not for a secondary Region', async () => {
    expect(await refusalOf(removePool(tell({ replica: 'INACTIVE' }), secondary))).toEqual(notEnabled);
  });

  test('removes the pool, and with the switch deletePoolWithReplica its replica', async () => {
    const story = tell({ replica: 'ACTIVE', switches: { deletePoolWithReplica: 'cascades' } });
    await removePool(story);
    for (const region of [primary, secondary]) {
      const { UserPools } = await story.cognito(region).send(new ListUserPoolsCommand({ MaxResults: 60 }));
      expect(UserPools).toEqual([]);
    }
  });
});
