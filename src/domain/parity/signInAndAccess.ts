import { message } from '../message.ts';
import { poolSettingRows } from './poolSettings.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, mapPair } from './rows.ts';
import { secondFactorRows } from './secondFactors.ts';
import { namedListRows } from './synchronized.ts';
import { threatProtectionRows } from './threatProtection.ts';

const group = 'signInAndAccess';

/** What Cognito synchronizes of who may sign in and how: in step or behind. */
export function signInAndAccessRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  return [
    ...poolSettingRows(comparison),
    ...secondFactorRows(comparison),
    ...threatProtectionRows(comparison),
    ...namedListRows(
      { id: 'appClients', group, setting: message('app client') },
      mapPair(sides, (side) => side.appClients),
      comparison,
    ),
    ...namedListRows(
      { id: 'identityProviders', group, setting: message('identity provider') },
      mapPair(sides, (side) => side.identityProviders),
      comparison,
    ),
    ...namedListRows(
      { id: 'groups', group, setting: message('group') },
      mapPair(sides, (side) => side.groups),
      comparison,
    ),
    ...namedListRows(
      { id: 'resourceServers', group, setting: message('resource server') },
      mapPair(sides, (side) => side.resourceServers),
      comparison,
    ),
  ];
}
