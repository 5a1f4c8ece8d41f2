// Threat protection and log export: DescribeRiskConfiguration, SetRiskConfiguration, GetLogDeliveryConfiguration, SetLogDeliveryConfiguration.
// Log settings and the mail settings of threat protection are regional (facts: section 3).
import { omit } from '../omit.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call, type Operation } from '../service.ts';
import { list, required, structure, text, type Shaped } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { logConfigurationShape, riskShape, type Dated } from './poolResources.ts';
import { operation, userPoolId } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { withChangedPool } from './synchronization.ts';

const clientId = text({ min: 1, max: 128, pattern: '[\\w+]+' });
type Risk = Shaped<typeof riskShape>;

function describeRisk(pool: UserPool, client: string | undefined, risk: (Risk & Dated) | undefined) {
  return {
    UserPoolId: pool.id,
    ...(client !== undefined && { ClientId: client }),
    ...(risk && { ...omit(risk, 'createdAt', 'modifiedAt'), LastModifiedDate: epochSeconds(risk.modifiedAt) }),
  };
}

const describeRiskConfiguration = operation(structure({ UserPoolId: userPoolId, ClientId: clientId }), ({ UserPoolId, ClientId }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  return { output: { RiskConfiguration: describeRisk(pool, ClientId, pool.resources?.risk?.[ClientId ?? '']) } };
});

const setRiskConfiguration = operation(
  structure({ UserPoolId: userPoolId, ClientId: clientId, ...riskShape.members }),
  ({ UserPoolId, ClientId, ...risk }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const before = pool.resources?.risk?.[ClientId ?? ''];
    if (pool.replica) requireMatch(before, risk, call);
    const stored = { ...risk, createdAt: before?.createdAt ?? call.now, modifiedAt: call.now };
    const resources = { ...pool.resources, risk: { ...pool.resources?.risk, [ClientId ?? '']: stored } };
    return { world: withChangedPool(pool, { resources }, call), output: { RiskConfiguration: describeRisk(pool, ClientId, stored) } };
  },
);

/** A secondary Region changes who sends the mails, nothing else. */
function requireMatch(before: (Risk & Dated) | undefined, wanted: Risk, { world: { switches } }: Call): void {
  const shared = ({ CompromisedCredentialsRiskConfiguration, AccountTakeoverRiskConfiguration, RiskExceptionConfiguration }: Risk) =>
    JSON.stringify([CompromisedCredentialsRiskConfiguration, AccountTakeoverRiskConfiguration?.Actions, RiskExceptionConfiguration]);
  if (shared(before ?? {}) === shared(wanted)) return;
  throw new Refusal(switches.secondaryMismatch, 'Risk configuration must match the existing configuration in a secondary region.');
}

const describeLogs = (pool: UserPool) => ({
  LogDeliveryConfiguration: { UserPoolId: pool.id, LogConfigurations: pool.resources?.logConfigurations ?? [] },
});

const getLogDeliveryConfiguration = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => ({
  output: describeLogs(userPoolHere(UserPoolId, call)),
}));

/** Replaces all of them. */
const setLogDeliveryConfiguration = operation(
  structure({ UserPoolId: userPoolId, LogConfigurations: required(list(logConfigurationShape)) }),
  ({ UserPoolId, LogConfigurations }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const resources = { ...pool.resources, logConfigurations: LogConfigurations };
    return { world: withChangedPool(pool, { resources }, call), output: describeLogs({ ...pool, resources }) };
  },
);

export const riskOperations: Readonly<Record<string, Operation>> = {
  DescribeRiskConfiguration: describeRiskConfiguration,
  GetLogDeliveryConfiguration: getLogDeliveryConfiguration,
  SetLogDeliveryConfiguration: setLogDeliveryConfiguration,
  SetRiskConfiguration: setRiskConfiguration,
};
