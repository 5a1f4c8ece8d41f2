import type { Fact } from '../fact.ts';
import { message } from '../message.ts';
import { poolSettingRows } from './poolSettings.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, mapPair } from './rows.ts';
import { secondFactorRows } from './secondFactors.ts';
import type { NamedSettings, RegionSnapshot } from './snapshot.ts';
import { type NamedList, namedListRows } from './synchronized.ts';
import { threatProtectionRows } from './threatProtection.ts';

const group = 'signInAndAccess';

const lists: readonly (Omit<NamedList, 'group'> & { readonly of: (side: RegionSnapshot) => Fact<NamedSettings> })[] = [
  {
    id: 'appClients',
    setting: message('app clients'),
    one: (name) => message('app client {name}', { name }),
    of: ({ appClients }) => appClients,
  },
  {
    id: 'identityProviders',
    setting: message('identity providers'),
    one: (name) => message('identity provider {name}', { name }),
    of: ({ identityProviders }) => identityProviders,
  },
  { id: 'groups', setting: message('groups'), one: (name) => message('group {name}', { name }), of: ({ groups }) => groups },
  {
    id: 'resourceServers',
    setting: message('resource servers'),
    one: (name) => message('resource server {name}', { name }),
    of: ({ resourceServers }) => resourceServers,
  },
];

/** What Cognito synchronizes of who may sign in and how: in step or behind. */
export function signInAndAccessRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  return [
    ...poolSettingRows(comparison),
    ...secondFactorRows(comparison),
    ...threatProtectionRows(comparison),
    ...lists.flatMap(({ of, ...list }) => namedListRows({ ...list, group }, mapPair(sides, of), comparison)),
  ];
}
