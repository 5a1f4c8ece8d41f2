// Tags that begin with aws: are AWS's own: on a pool because a stack made it, and never from a caller.
import {
  CreateUserPoolCommand,
  CreateUserPoolReplicaCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { keyArn, poolArn, poolId, primary, refusalOf, secondary, tell, type Parts } from './story.ts';

const UserPoolId = poolId;
const stack = { 'aws:cloudformation:stack-name': 'identity-prod' };
const tagged: Parts = { pool: { tags: { team: 'a', ...stack } }, replica: 'ACTIVE' };
const sentence = 'aws: prefixed tag key names are not allowed for external use.';
const KeyConfiguration = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(primary) } as const;

type Story = ReturnType<typeof tell>;
const tagsIn = async (story: Story, region = primary) =>
  (await story.cognito(region).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(region) }))).Tags;
const update = (story: Story, UserPoolTags?: Record<string, string>) =>
  story.cognito().send(new UpdateUserPoolCommand({ UserPoolId, KeyConfiguration, ...(UserPoolTags && { UserPoolTags }) }));

test('a stack tags what it made: the replica has the other tags of the story', async () => {
  const story = tell(tagged);
  expect([await tagsIn(story), await tagsIn(story, secondary)]).toEqual([{ team: 'a', ...stack }, { team: 'a' }]);
});

test('an update keeps them and replaces or resets all others', async () => {
  const story = tell(tagged);
  await update(story, { team: 'b' });
  expect(await tagsIn(story)).toEqual({ team: 'b', ...stack });
  await update(story);
  expect(await tagsIn(story)).toEqual(stack);
});

test.each(['refused', 'kept'] as const)('an update that sends them back as they were is %s', async (reservedTagsSentBack) => {
  const story = tell({ ...tagged, switches: { reservedTagsSentBack } });
  const call = update(story, { team: 'b', ...stack });
  if (reservedTagsSentBack === 'kept') {
    await call;
    expect(await tagsIn(story)).toEqual({ team: 'b', ...stack });
  } else expect(await refusalOf(call)).toEqual(['InvalidParameterException', sentence]);
  expect(await refusalOf(update(story, { 'aws:cloudformation:stack-name': 'other' }))).toEqual(['InvalidParameterException', sentence]);
});

describe.each(['InvalidParameterException', 'UserPoolTaggingException'] as const)('a caller is refused with %s', (reservedTagRefusal) => {
  const own = { 'AWS:team': 'a' };
  const switches = { reservedTagRefusal };

  test('in a new pool, a new replica and an update', async () => {
    const story = tell({ switches });
    const calls = [
      story.cognito().send(new CreateUserPoolCommand({ PoolName: 'new', UserPoolTags: own })),
      story.cognito().send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: secondary, UserPoolTags: own })),
      update(story, own),
    ];
    for (const call of calls) expect(await refusalOf(call)).toEqual([reservedTagRefusal, sentence]);
    expect(await tagsIn(story)).toEqual({ team: 'a' });
  });

  test('but by the tag operations with the one error that they have', async () => {
    const story = tell({ ...tagged, switches });
    const ResourceArn = poolArn(primary);
    const calls = [
      story.cognito().send(new TagResourceCommand({ ResourceArn, Tags: own })),
      story.cognito().send(new UntagResourceCommand({ ResourceArn, TagKeys: Object.keys(stack) })),
    ];
    for (const call of calls) expect(await refusalOf(call)).toEqual(['InvalidParameterException', sentence]);
    expect(await tagsIn(story)).toEqual({ team: 'a', ...stack });
  });
});
