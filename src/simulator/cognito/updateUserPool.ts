// UpdateUserPool: resets what is left out, keeps a replicated pool on its key, and changes nothing but regional settings in a secondary Region.
// Facts: cognito-replication.md section 3, "UpdateUserPool in the secondary: rule + trap".
import { omit } from '../omit.ts';
import { same } from '../same.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Operation } from '../service.ts';
import type { Shaped } from '../shape.ts';
import type { UserPool, UserPoolSettings } from '../world.ts';
import { invalid, operation } from './poolInputs.ts';
import { awsOwnedKeyRefused, customerKeyId, requireReplicationKey, requireUsableKey } from './poolKey.ts';
import { replicasOf, userPoolHere } from './replication.ts';
import { regionalMembers, synchronizedPart, withChangedPool } from './synchronization.ts';
import { tagsAfterUpdate } from './reservedTags.ts';
import { requireConsistent, settingsOver } from './settingsRules.ts';
import { defaultSettings, fixedMembers, userPoolChanges } from './userPoolSettings.ts';

type Changes = Omit<Shaped<typeof userPoolChanges>, 'UserPoolId'>;

const updateUserPool = operation(userPoolChanges, ({ UserPoolId, ...changes }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  requireConsistent(changes);
  const UserPoolTags = tagsAfterUpdate(pool.settings.UserPoolTags, changes.UserPoolTags, call.world);
  const settings = pool.replica ? secondarySettings(pool, changes, call) : primarySettings(pool, changes, call);
  return { world: withChangedPool(pool, { settings: { ...settings, UserPoolTags } }, call), output: {} };
});

function primarySettings(pool: UserPool, changes: Changes, call: Call): UserPoolSettings {
  const secondary = replicasOf(call.world, call.account, pool.id, call.now)[0]?.region;
  const wanted = merged(pool.settings, changes, call);
  const before = pool.settings.KeyConfiguration;
  if (secondary !== undefined) {
    if (customerKeyId(wanted.KeyConfiguration) === undefined) throw invalid(awsOwnedKeyRefused);
    if (wanted.UserPoolTier === 'LITE') {
      throw new Refusal(
        call.world.switches.planRefusal,
        'A user pool with multi-region replication enabled cannot use the LITE feature plan.',
      );
    }
  }
  if (pool.ignoresKey === true) return withKey(wanted, before);
  if (!same(wanted.KeyConfiguration, before)) {
    requireUsableKey(wanted.KeyConfiguration, pool.id, call);
    if (secondary !== undefined) requireReplicationKey(wanted.KeyConfiguration, pool.id, secondary, call);
  }
  return wanted;
}

function withKey(settings: UserPoolSettings, before: UserPoolSettings['KeyConfiguration']): UserPoolSettings {
  return { ...omit(settings, 'KeyConfiguration'), ...(before && { KeyConfiguration: before }) };
}

/**
 * Synchronized settings must match what the Region shows; one that is left out counts as a mismatch unless the switch secondaryOmissions says
 * otherwise. Regional settings are replaced, and reset where they are left out.
 */
function secondarySettings(pool: UserPool, changes: Changes, call: Call): UserPoolSettings {
  const { secondaryOmissions, secondaryMismatch } = call.world.switches;
  const shown = comparable(pool.settings, pool);
  const given = comparable(changes, pool);
  for (const name of new Set([...Object.keys(shown), ...Object.keys(given)])) {
    if (given[name] === undefined && secondaryOmissions === 'kept') continue;
    if (!same(shown[name], given[name])) {
      throw new Refusal(
        secondaryMismatch,
        `${name} must match the existing configuration. Global settings cannot be modified in a secondary region of a user pool with multi-region replication.`,
      );
    }
  }
  const regional = Object.fromEntries(
    regionalMembers.flatMap((name) => {
      const value = changes[name] ?? defaultSettings[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...synchronizedPart(pool.settings), ...regional };
}

/**
 * The synchronized settings that UpdateUserPool can name, for a comparison: the key by its id, since each Region may show its own ARN, the
 * older of two names for one number not at all, and AWS's own key as no key.
 */
function comparable(settings: Changes | UserPoolSettings, pool: UserPool): Readonly<Record<string, unknown>> {
  const { KeyConfiguration, AdminCreateUserConfig, ...rest } = synchronizedPart({ PoolName: pool.settings.PoolName, ...settings });
  const fixed = new Set<string>(fixedMembers);
  const key = customerKeyId(KeyConfiguration);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !fixed.has(name))),
    ...(AdminCreateUserConfig && { AdminCreateUserConfig: omit(AdminCreateUserConfig, 'UnusedAccountValidityDays') }),
    ...(key !== undefined && { KeyConfiguration: key }),
  };
}

/** What a pool's settings become: what is left out gets its default, but for what was measured to stay (facts: section 3, "Measured nuance"). */
function merged(before: UserPoolSettings, changes: Changes, { world: { switches } }: Call): UserPoolSettings {
  const measured = switches.omittedSettings === 'measured';
  const fixed = Object.fromEntries(fixedMembers.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])));
  const basis: UserPoolSettings = {
    ...defaultSettings,
    PoolName: before.PoolName,
    ...fixed,
    ...(measured && before.MfaConfiguration && { MfaConfiguration: before.MfaConfiguration }),
    ...(measured && before.Policies && { Policies: before.Policies }),
    ...(switches.omittedPlan === 'kept' && before.UserPoolTier && { UserPoolTier: before.UserPoolTier }),
  };
  return settingsOver(basis, changes);
}

export const updateOperations: Readonly<Record<string, Operation>> = { UpdateUserPool: updateUserPool };
