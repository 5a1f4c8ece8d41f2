// Tags belong to the ARN of one Region (facts: section 3, regional setting 5): the replica has its own.
import { userPoolArn } from '../arns.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Operation } from '../service.ts';
import { list, required, structure, text } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { invalid, operation, tags } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { requireOwnTags } from './reservedTags.ts';
import { withChangedPool } from './synchronization.ts';

const resourceArn = required(text({ min: 20, max: 2048 }));

/** @throws Refusal for an ARN that is no pool of this Region */
function poolOfArn(arn: string, call: Call): UserPool {
  const [, id] = /^arn:aws:cognito-idp:[^:]+:\d{12}:userpool\/([\w-]+_[0-9a-zA-Z]+)$/.exec(arn) ?? [];
  if (id === undefined) throw invalid(`Invalid ARN: ${arn}`);
  if (arn !== userPoolArn(call.region, call.account, id)) throw new Refusal('ResourceNotFoundException', `Resource ${arn} does not exist.`);
  return userPoolHere(id, call);
}

const changed = (pool: UserPool, UserPoolTags: Readonly<Record<string, string>>, call: Call) => ({
  world: withChangedPool(pool, { settings: { ...pool.settings, UserPoolTags } }, call),
  output: {},
});

const tagResource = operation(structure({ ResourceArn: resourceArn, Tags: required(tags) }), ({ ResourceArn, Tags }, call) => {
  const pool = poolOfArn(ResourceArn, call);
  requireOwnTags(Object.keys(Tags), 'InvalidParameterException');
  return changed(pool, { ...pool.settings.UserPoolTags, ...Tags }, call);
});

const untagResource = operation(
  structure({ ResourceArn: resourceArn, TagKeys: required(list(text({ min: 1, max: 128 }))) }),
  ({ ResourceArn, TagKeys }, call) => {
    const pool = poolOfArn(ResourceArn, call);
    requireOwnTags(TagKeys, 'InvalidParameterException');
    const left = Object.entries(pool.settings.UserPoolTags ?? {}).filter(([name]) => !TagKeys.includes(name));
    return changed(pool, Object.fromEntries(left), call);
  },
);

const listTagsForResource = operation(structure({ ResourceArn: resourceArn }), ({ ResourceArn }, call) => ({
  output: { Tags: poolOfArn(ResourceArn, call).settings.UserPoolTags ?? {} },
}));

export const tagOperations: Readonly<Record<string, Operation>> = {
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
};
