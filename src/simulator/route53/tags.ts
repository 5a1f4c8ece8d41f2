import { Refusal } from '../refusal.ts';
import type { Call, Operation } from '../service.ts';
import { healthCheckHere, withHealthCheck, type HealthCheck } from './healthChecks.ts';
import { changeTagsShape, listTagsShape, operation } from './inputs.ts';

/** Hosted zones are not simulated: there are none. */
function taggedHere({ ResourceId, ResourceType }: { ResourceId: string; ResourceType: string }, call: Call): HealthCheck {
  if (ResourceType === 'hostedzone') throw new Refusal('NoSuchHostedZone', `No hosted zone found with ID: ${ResourceId}`);
  return healthCheckHere(ResourceId, call);
}

const listTags = operation(listTagsShape, (input, call) => {
  const { id, tags } = taggedHere(input, call);
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { output: { ResourceTagSet: { ResourceType: input.ResourceType, ResourceId: id, Tags } } };
});

/** At most ten tags to add and ten to remove, and at least one of either (API reference). Keys that begin with aws: are AWS's own. */
const changeTags = operation(changeTagsShape, (input, call) => {
  const check = taggedHere(input, call);
  const { AddTags = [], RemoveTagKeys = [] } = input;
  if (AddTags.length + RemoveTagKeys.length === 0) throw new Refusal('InvalidInput', 'Specify AddTags or RemoveTagKeys.');
  if (AddTags.length > 10 || RemoveTagKeys.length > 10) throw new Refusal('InvalidInput', 'Specify at most 10 tags.');
  const added = AddTags.map(({ Key = '', Value = '' }) => [Key, Value] as const);
  if (added.some(([key]) => key === '' || key.toLowerCase().startsWith('aws:')))
    throw new Refusal('InvalidInput', 'Tag keys must not begin with aws:.');
  const kept = Object.entries(check.tags).filter(([key]) => !RemoveTagKeys.includes(key));
  const tags = Object.fromEntries([...kept, ...added]);
  return { world: withHealthCheck(call.world, call.account, { ...check, tags }), output: {} };
});

export const tagOperations: Readonly<Record<string, Operation>> = { ChangeTagsForResource: changeTags, ListTagsForResource: listTags };
