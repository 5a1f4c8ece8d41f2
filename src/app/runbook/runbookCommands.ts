import type { DomainDescription } from '../../domain/userPool.ts';
import { quoted, shellWord } from '../../domain/render/shellText.ts';
import type { RunbookFacts } from './runbookFacts.ts';

/** Lines for the AWS CLI with this pool's own ids. Nothing that another service said goes in unquoted. */

type Subject = Pick<RunbookFacts, 'poolId' | 'primaryRegion' | 'secondaryRegion'>;

/** Whose credentials these are. */
export const whoAmI = 'aws sts get-caller-identity --query Account --output text';

/** What both Regions say of the pool and its replica: each for itself, because one of them may be down. */
export function statusCommands({ poolId, primaryRegion, secondaryRegion }: Subject): readonly string[] {
  const pool = shellWord(poolId);
  return [primaryRegion, secondaryRegion].flatMap((region) => [
    `aws cognito-idp list-user-pool-replicas --user-pool-id ${pool} --region ${region} --query 'UserPoolReplicas[].[RegionName,Role,Status]' --output table`,
    `aws cognito-idp describe-user-pool --user-pool-id ${pool} --region ${region} --query 'UserPool.[Name,LastModifiedDate,UserPoolTier]' --output table`,
  ]);
}

export function keyStateCommand(arn: string, region: string): string {
  return `aws kms describe-key --key-id ${shellWord(arn)} --region ${region} --query KeyMetadata.KeyState --output text`;
}

/** Asks the secondary Region, which takes it while the primary is down (facts: cognito-replication.md section 1, "UpdateUserPoolReplica"). */
export function setStatusCommand({ poolId, secondaryRegion }: Subject, status: 'ACTIVE' | 'INACTIVE'): string {
  return `aws cognito-idp update-user-pool-replica --user-pool-id ${shellWord(poolId)} --region-name ${secondaryRegion} --status ${status} --region ${secondaryRegion}`;
}

/** What the status is now, as one word. */
export function statusCommand({ poolId, secondaryRegion }: Subject): string {
  const query = `UserPoolReplicas[?RegionName=='${secondaryRegion}'].Status | [0]`;
  return `aws cognito-idp list-user-pool-replicas --user-pool-id ${shellWord(poolId)} --region ${secondaryRegion} --query "${query}" --output text`;
}

/** What a health check is, before anything is changed: what failing back restores. */
export function readHealthCheck(id: string): string {
  return `aws route53 get-health-check --health-check-id ${shellWord(id)} --query 'HealthCheck.{Version:HealthCheckVersion,Type:HealthCheckConfig.Type,Disabled:HealthCheckConfig.Disabled,Inverted:HealthCheckConfig.Inverted}'`;
}

/** Both switches in one line: inverted alone turns the check healthy when the primary is really down (facts: section 4, "TRAP"). */
export function forceHealthCheck(id: string): string {
  return `aws route53 update-health-check --health-check-id ${shellWord(id)} --disabled --inverted`;
}

/** Frees a health check that was neither disabled nor inverted before. */
export function freeHealthCheck(id: string): string {
  return `aws route53 update-health-check --health-check-id ${shellWord(id)} --no-disabled --no-inverted`;
}

export function domainCommand(name: string, region: string): string {
  return `aws cognito-idp describe-user-pool-domain --domain ${shellWord(name)} --region ${region} --query 'DomainDescription.[Domain,Status,Routing.Failover]'`;
}

/**
 * Gives a custom domain its failover routing. The whole description goes in again: what an update does with what it is not given is unconfirmed (facts: section 4 (a)).
 */
export function setRoutingCommand({ poolId, primaryRegion, secondaryRegion }: Subject, { name, settings }: DomainDescription): string {
  const input = {
    Domain: name,
    UserPoolId: poolId,
    ...(settings['ManagedLoginVersion'] !== undefined && { ManagedLoginVersion: settings['ManagedLoginVersion'] }),
    CustomDomainConfig: settings['CustomDomainConfig'] ?? {},
    Routing: { Failover: { SecondaryRegion: secondaryRegion, PrimaryRoute53HealthCheckId: '' } },
  };
  // The variable is put into the JSON where the id is missing, which is its last text.
  const [before, after] = splitAtLast(JSON.stringify(input), '""');
  return `aws cognito-idp update-user-pool-domain --region ${primaryRegion} --cli-input-json ${quoted(`${before}"`)}"$HEALTH_CHECK_ID"${quoted(`"${after}`)}`;
}

function splitAtLast(text: string, separator: string): readonly [string, string] {
  const at = text.lastIndexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
