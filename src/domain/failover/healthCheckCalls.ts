import type { PlannedCall } from '../plans/plan.ts';
import { partitionOf } from '../region.ts';
import { shellWord } from '../render/shellText.ts';
import type { HealthCheck } from './healthCheck.ts';
import { type SavedValues, savedValuesTag, savedValuesText } from './savedValues.ts';

/** Where Route 53 is asked, for whichever Region: its control plane is in one Region of a partition (AWS Fault Isolation Boundaries, appendix B). */
export function route53Region(poolRegion: string): string {
  return partitionOf(poolRegion).globalRegion;
}

export interface Switches {
  readonly disabled: boolean;
  readonly inverted: boolean;
}

type Switched = Pick<HealthCheck, 'id' | 'version' | 'disabled' | 'inverted'>;

/**
 * The members of an UpdateHealthCheck that lead to these switches. Every update goes through here, because `Inverted: true` is never sent without `Disabled: true` beside it: alone, it
 * turns the health check healthy when the primary is really down (facts: cognito-replication.md section 4, "TRAP"). What a health check was before may be just that; then Inverted
 * stays as it is, and where it no longer is, it cannot be had from here.
 *
 * @returns undefined where it would have to be sent
 */
export function switchMembers(wanted: Switches, now: Switches): { readonly Disabled: boolean; readonly Inverted?: boolean } | undefined {
  const { disabled, inverted } = wanted;
  if (disabled || !inverted) return { Disabled: disabled, Inverted: inverted };
  return now.inverted ? { Disabled: false } : undefined;
}

/** Sets both switches in one call, and nothing else: what an update leaves out stays (API reference, UpdateHealthCheck). With the version that was read, so that nobody else's change is lost. */
export function switchCall(check: Switched, wanted: Switches, poolRegion: string): PlannedCall | undefined {
  const members = switchMembers(wanted, check);
  if (!members) return undefined;
  const region = route53Region(poolRegion);
  const common = { HealthCheckId: check.id, HealthCheckVersion: check.version };
  return {
    region,
    service: 'route53',
    operation: 'UpdateHealthCheck',
    input: { ...common, ...members },
    permissions: [{ action: 'route53:UpdateHealthCheck', region, resource: healthCheckArn(check.id, poolRegion) }],
    diff: {
      before: { ...common, Disabled: check.disabled, Inverted: check.inverted },
      after: { ...common, Disabled: wanted.disabled, Inverted: wanted.inverted },
    },
  };
}

/** Writes tags of a health check, and takes tags away. */
export function tagCall(
  id: string,
  change: { readonly add?: Readonly<Record<string, string>>; readonly remove?: readonly string[] },
  poolRegion: string,
): PlannedCall {
  const region = route53Region(poolRegion);
  const added = Object.entries(change.add ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return {
    region,
    service: 'route53',
    operation: 'ChangeTagsForResource',
    input: {
      ResourceType: 'healthcheck',
      ResourceId: id,
      ...(added.length > 0 && { AddTags: added }),
      ...(change.remove && { RemoveTagKeys: change.remove }),
    },
    permissions: [{ action: 'route53:ChangeTagsForResource', region, resource: healthCheckArn(id, poolRegion) }],
  };
}

export function saveCall(check: Switched, values: SavedValues, poolRegion: string): PlannedCall {
  return tagCall(check.id, { add: { [savedValuesTag]: savedValuesText(values) } }, poolRegion);
}

/** Health checks have no Region and no account in their ARN (Service Authorization Reference, Amazon Route 53). */
function healthCheckArn(id: string, poolRegion: string): string {
  // One that is not made yet has no id: the star stands for it, as it does in a policy.
  return `arn:${partitionOf(poolRegion).id}:route53:::healthcheck/${id.startsWith('${') ? '*' : id}`;
}

/**
 * The line that fails back by hand, for the day on which this program is not there. Without the version: it guards against losing somebody else's update, and this one sets nothing but
 * the two switches.
 */
export function failBackCommand({ id }: Pick<HealthCheck, 'id'>, saved: Switches): string {
  const switches = saved.disabled
    ? ['--disabled', saved.inverted ? '--inverted' : '--no-inverted']
    : ['--no-disabled', ...(saved.inverted ? [] : ['--no-inverted'])];
  return ['aws route53 update-health-check --health-check-id', shellWord(id), ...switches].join(' ');
}

/** The line that forces the traffic to the secondary Region by hand. Both switches, as in every call. */
export function failOverCommand({ id }: Pick<HealthCheck, 'id'>): string {
  return `aws route53 update-health-check --health-check-id ${shellWord(id)} --disabled --inverted`;
}

/**
 * The line that turns a routing control off, or on. Its state is changed at one of the five endpoints of its cluster, which `aws route53-recovery-control-config describe-cluster` lists
 * (Application Recovery Controller Developer Guide, "Get and update routing control states").
 */
export function routingControlCommand(arn: string, state: 'On' | 'Off'): string {
  return `aws route53-recovery-cluster update-routing-control-state --routing-control-arn ${shellWord(arn)} --routing-control-state ${state} --region "$CLUSTER_REGION" --endpoint-url "$CLUSTER_ENDPOINT"`;
}
