import { message } from '../../domain/message.ts';
import type { Replica } from '../model.ts';
import { codeFinding, type CodeRule, ofKind, relatedPool, relatedResource } from './rule.ts';

/** A pool has at most one replica: facts, cognito-replication.md section 1 (measured). */
export const replicaDuplicate: CodeRule = {
  id: 'replica-duplicate',
  check: (unit, resources, links) =>
    ofKind(resources, 'replica').flatMap((replica) => {
      const identity = links.identity(unit, replica.pool);
      if (identity === undefined) return [];
      const all = links.all('replica').filter((other) => links.identity(other.unit, other.resource.pool) === identity);
      const other = all.find(({ resource }) => !isSame(resource, replica));
      if (
        !other ||
        isFirst(
          replica,
          all.map(({ resource }) => resource),
        )
      )
        return [];
      return [
        codeFinding({
          rule: 'replica-duplicate',
          severity: 'error',
          resource: replica,
          range: replica.typeRange,
          message: message('the user pool has another replica in this code, and AWS allows one'),
          remedy: message('Keep one of them.'),
          related: [relatedResource(other.resource, message('The other replica'))],
        }),
      ];
    }),
};

/** The first in the order of paths and lines is the one to keep: the others are reported. */
function isFirst(replica: Replica, all: readonly Replica[]): boolean {
  const key = ({ path, range }: Replica): string =>
    `${path} ${String(range.start.line).padStart(7, '0')} ${String(range.start.character).padStart(5, '0')}`;
  return all.every((other) => key(other) >= key(replica));
}

function isSame(a: Replica, b: Replica): boolean {
  return a.path === b.path && a.id === b.id;
}

/** A replica has no status and no tags of its own: facts, cognito-replication.md section 5.1. */
export const replicaProperty: CodeRule = {
  id: 'replica-property',
  check: (unit, resources, links) =>
    ofKind(resources, 'replica').flatMap((replica) =>
      replica.unexpected.map(({ name, range }) =>
        codeFinding({
          rule: 'replica-property',
          severity: 'error',
          resource: replica,
          range,
          message: message('{type} has no property {name}', { type: replica.type, name }),
          remedy: isStatus(name)
            ? message('The status belongs to the regional configuration attachment, in the secondary Region.')
            : isTags(name)
              ? message('Tags of the replica at its creation are UserPoolTagsAtCreate.')
              : message('Remove it.'),
          related: relatedPool(unit, replica.pool, links),
        }),
      ),
    ),
};

function isStatus(name: string): boolean {
  return name.toLowerCase() === 'status';
}

function isTags(name: string): boolean {
  return /^(user_?pool_?)?tags$/i.test(name);
}
