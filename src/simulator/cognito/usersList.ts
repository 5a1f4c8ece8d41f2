// ListUsers and its filter.
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Operation } from '../service.ts';
import { integer, list, structure, text } from '../shape.ts';
import { directoryOf, type User } from './directory.ts';
import { userPoolId } from './inputs.ts';
import { userPoolHere } from './replication.ts';
import { summarizeUser } from './users.ts';

const operation = operationsWith('InvalidParameterException');

/** The attributes that a filter can ask for (API reference, ListUsers); the others are not searchable. */
const searchable: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: ({ username }) => username,
  sub: ({ sub }) => sub,
  'cognito:user_status': ({ status }) => status,
  status: ({ enabled }) => (enabled ? 'Enabled' : 'Disabled'),
  ...Object.fromEntries(
    ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'].map((name) => [
      name,
      ({ attributes }: User) => attributes[name],
    ]),
  ),
};

/** `attribute = "value"` or `attribute ^= "beginning"`. */
function filterFrom(filter: string): (user: User) => boolean {
  const [, name = '', comparison, quoted = ''] = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (comparison === undefined) throw new Refusal('InvalidParameterException', 'Error while parsing filter.');
  const valueOf = Object.hasOwn(searchable, name) ? searchable[name] : undefined;
  if (!valueOf) throw new Refusal('InvalidParameterException', `Invalid search attribute: ${name}`);
  const wanted = quoted.replaceAll(/\\(.)/g, '$1');
  return (user) => (comparison === '=' ? valueOf(user) === wanted : (valueOf(user)?.startsWith(wanted) ?? false));
}

const listUsers = operation(
  structure({
    UserPoolId: userPoolId,
    AttributesToGet: list(text({ min: 1, max: 32 })),
    Limit: integer({ min: 0, max: 60 }),
    PaginationToken: text({ min: 1, pattern: '[\\S]+' }),
    Filter: text({ max: 256 }),
  }),
  ({ UserPoolId, AttributesToGet, Limit = 60, PaginationToken, Filter = '' }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const matches = Filter.trim() === '' ? () => true : filterFrom(Filter);
    const users = Object.values(directoryOf(call, pool.id).users)
      .filter(matches)
      .sort(byKey(({ sub }) => sub));
    const { page, next } = pageOf(users, ({ sub }) => sub, {
      size: Limit === 0 ? 60 : Limit,
      token: PaginationToken,
      onBadToken: () => new Refusal('InvalidParameterException', 'Invalid pagination token.'),
    });
    return { output: { Users: page.map((user) => summarizeUser(user, AttributesToGet)), ...(next && { PaginationToken: next }) } };
  },
);

export const userListing: Readonly<Record<string, Operation>> = { ListUsers: listUsers };
