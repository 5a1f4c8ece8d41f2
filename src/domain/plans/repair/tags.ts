import { message } from '../../message.ts';
import { objectIn } from '../../parity/normalise.ts';
import type { PlannedCall } from '../plan.ts';
import { onReplica, type RepairContext } from './repairContext.ts';
import { nameBehind, type RepairKind } from './repairKind.ts';

const prefix = 'tags/';

/** Tags of the replica's own ARN: those of the primary are set, those that only the replica has are taken away. Facts: cognito-replication.md section 3, "Tags". */
export const tags: RepairKind = {
  takes: ({ id }) => id.startsWith(prefix),
  helps: () => true,
  plan(rows, context) {
    const { region, settings } = context;
    const [from, to] = [objectIn(settings.primary, 'UserPoolTags') ?? {}, objectIn(settings.secondary, 'UserPoolTags') ?? {}];
    const names = rows.map(({ id }) => nameBehind(prefix, id));
    const set = names.filter((name) => from[name] !== undefined);
    const removed = names.filter((name) => from[name] === undefined);
    const before = (of: readonly string[]) => Object.fromEntries(of.map((name) => [name, to[name] ?? null]));
    const values = Object.fromEntries(set.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const])));
    const calls: readonly PlannedCall[] = [
      ...(set.length > 0 ? [tagCall('TagResource', { Tags: values }, before(set), values, context)] : []),
      ...(removed.length > 0
        ? [
            tagCall(
              'UntagResource',
              { TagKeys: removed },
              before(removed),
              Object.fromEntries(removed.map((name) => [name, null])),
              context,
            ),
          ]
        : []),
    ];
    if (calls.length === 0) return {};
    return {
      steps: [
        {
          id: 'tags',
          title: message('Give the replica in {region} the tags of the primary', { region }),
          state: 'open',
          calls,
          risk: message('Policies and bills that go by tags go by the new ones.'),
          undo: message('Set the tags of before in {region}.', { region }),
        },
      ],
    };
  },
};

function tagCall(
  operation: 'TagResource' | 'UntagResource',
  input: PlannedCall['input'],
  before: PlannedCall['input'],
  after: PlannedCall['input'],
  context: RepairContext,
): PlannedCall {
  const { region, replicaArn } = context;
  return {
    region,
    service: 'cognito-idp',
    operation,
    input: { ResourceArn: replicaArn, ...input },
    permissions: [onReplica(operation, context)],
    diff: { before, after },
  };
}
