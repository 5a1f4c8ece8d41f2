import type { DomainDescription } from '../../domain/userPool.ts';
import { shellJson } from '../../domain/render/awsCli.ts';
import { shellWord } from '../../domain/render/shellText.ts';
import { failoverRouting, updateUserPoolDomainInput } from '../../domain/writes/userPoolDomainUpdate.ts';
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

export function domainCommand(name: string, region: string): string {
  return `aws cognito-idp describe-user-pool-domain --domain ${shellWord(name)} --region ${region} --query 'DomainDescription.[Domain,Status,Routing.Failover]'`;
}

/** Gives a custom domain its failover routing, by the health check in the variable HEALTH_CHECK_ID. */
export function setRoutingCommand({ poolId, primaryRegion, secondaryRegion }: Subject, { name, settings }: DomainDescription): string {
  const input = updateUserPoolDomainInput(poolId, name, settings, failoverRouting(secondaryRegion, '${HEALTH_CHECK_ID}'));
  return `aws cognito-idp update-user-pool-domain --region ${primaryRegion} --cli-input-json ${shellJson(input)}`;
}
