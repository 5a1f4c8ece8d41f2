import type { JsonObject } from '../json.ts';
import { type Changes, replacingSettings, type ReplacingWrite } from './replacingWrite.ts';

/** What SetRiskConfiguration takes, and DescribeRiskConfiguration gives (SDK: SetRiskConfigurationRequest, RiskConfigurationType). */
export const riskMembers = [
  'CompromisedCredentialsRiskConfiguration',
  'AccountTakeoverRiskConfiguration',
  'RiskExceptionConfiguration',
] as const;

export type RiskMember = (typeof riskMembers)[number];

/** SetRiskConfiguration, as what it replaces. */
export const riskConfigurationUpdate: ReplacingWrite<RiskMember> = {
  members: riskMembers,
  volatile: ['LastModifiedDate'],
};

/**
 * The whole request for a few changes of threat protection, of a user pool or of the one app client that was read.
 *
 * @param described the configuration as DescribeRiskConfiguration of the Region gives it that the request goes to: who sends its mails is that Region's own, and in a secondary Region
 * nothing else may be different (facts: cognito-replication.md section 3, "Threat-prot. mail"). Empty where nothing is set.
 */
export function setRiskConfigurationInput(poolId: string, described: JsonObject, changes: Changes<RiskMember>): JsonObject {
  const client = described['ClientId'];
  return {
    UserPoolId: poolId,
    // Without it the request would be for the whole user pool, and replace what that has.
    ...(typeof client === 'string' && { ClientId: client }),
    ...replacingSettings(riskConfigurationUpdate, described, changes),
  };
}
