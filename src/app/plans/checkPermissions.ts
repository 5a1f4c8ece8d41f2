import type { Fact } from '../../domain/fact.ts';
import { message } from '../../domain/message.ts';
import {
  openPermissions,
  permissionQuestions,
  type PermissionVerdict,
  permissionVerdicts,
  principalOf,
  unanswered,
  unknownFor,
} from '../../domain/plans/permissionCheck.ts';
import type { Plan, RequiredPermission } from '../../domain/plans/plan.ts';
import type { Identity, PermissionReader } from '../../domain/ports.ts';
import { forEachBounded } from '../loadPools.ts';

export interface PermissionCheck {
  readonly permissions: PermissionReader;
  readonly identity: Fact<Identity>;
  readonly plan: Plan;
  readonly signal: AbortSignal;
}

/**
 * What the caller may and may not do of what is left of a plan, before the first call is made: one verdict for each permission, in the order of the steps. Nothing is written.
 * Whatever cannot be asked is unknown, never allowed.
 */
export async function checkPermissions({ identity, permissions, plan, signal }: PermissionCheck): Promise<readonly PermissionVerdict[]> {
  const needed = openPermissions(plan);
  if (needed.length === 0) return [];
  if (identity.state === 'unknown') return needed.map((permission) => unanswered(permission, identity.failure));
  if (identity.state === 'absent') return needed.map((permission) => unknownFor(permission, message('who calls is not known')));
  const principal = principalOf(identity.value.arn);
  switch (principal.kind) {
    case 'unchecked':
      return needed.map((permission) => unknownFor(permission, principal.reason));
    case 'arn':
      return ask(permissions, principal.arn, needed, signal);
    case 'role': {
      const role = await permissions.roleArn(principal.partition, principal.name, signal);
      return role.ok ? ask(permissions, role.value, needed, signal) : needed.map((permission) => unanswered(permission, role.failure));
    }
  }
}

async function ask(
  permissions: PermissionReader,
  principalArn: string,
  needed: readonly RequiredPermission[],
  signal: AbortSignal,
): Promise<readonly PermissionVerdict[]> {
  const verdicts = new Map<RequiredPermission, PermissionVerdict>();
  await forEachBounded(permissionQuestions(needed), async (question) => {
    const answer = await permissions.simulate(principalArn, question, signal);
    for (const verdict of permissionVerdicts(question, answer)) verdicts.set(verdict.permission, verdict);
  });
  return needed.flatMap((permission) => verdicts.get(permission) ?? []);
}
