import { message } from '../message.ts';
import { type DraftStep, ordered, type Plan } from './plan.ts';
import { type DescribedPool, progress, unknownFact, updateCall } from './steps.ts';
import { valueOf } from '../fact.ts';
import type { Message } from '../message.ts';

export type IssuerType = 'ORIGINAL' | 'UPDATED';

/**
 * What the switch means for those who hold tokens (facts: sections 2 and 4, "Issuer"). It cannot be tried: validators that are set to the old issuer refuse every new token.
 */
export const issuerRisk = message(
  'Breaking for token validators that expect the old iss, for load balancers and for Cognito authorizers of API Gateway.',
);

/** The step to an issuer type, in any plan. */
export function issuerStep(parts: DescribedPool, to: IssuerType): DraftStep {
  const { issuerType } = parts.facts;
  const why = unknownFact(issuerType);
  const now = valueOf(issuerType);
  return {
    id: 'issuer',
    title: message('Switch the issuer to {type}', { type: to }),
    ...(why
      ? { state: 'unknown', reason: why }
      : now === to
        ? { state: 'done', reason: message('the issuer is {type}', { type: to }) }
        : progress(undefined)),
    calls: [updateCall(parts, { IssuerConfiguration: { Type: to } })],
    risk: issuerRisk,
    undo: message('Switch the issuer back to {type}.', { type: to === 'UPDATED' ? 'ORIGINAL' : 'UPDATED' }),
  };
}

/** Switches the issuer, either way. */
export function planIssuerSwitch(parts: DescribedPool, to: IssuerType, impact?: Message): Plan {
  const { account, facts, poolName } = parts;
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const step = issuerStep(parts, to);
  return {
    kind: 'switchIssuer',
    title: message('Switch the issuer of {pool} to {type}', { pool: poolName, type: to }),
    account,
    poolId,
    poolName,
    primaryRegion,
    secondaryRegion,
    steps: ordered([step]),
    dangers: step.state === 'done' ? [] : [issuerRisk, ...(impact ? [impact] : [])],
    blockers: [],
  };
}
