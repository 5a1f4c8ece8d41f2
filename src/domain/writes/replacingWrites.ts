import type { PlannedCall } from '../plans/plan.ts';
import { mfaConfigUpdate } from './mfaConfigUpdate.ts';
import type { ReplacingWrite } from './replacingWrite.ts';
import { riskConfigurationUpdate } from './riskConfigurationUpdate.ts';
import { userPoolDomainUpdate } from './userPoolDomainUpdate.ts';
import { userPoolUpdate } from './userPoolUpdate.ts';

/** The operations that replace something as a whole, and can be proven by reading it back. */
const replacingWrites = {
  UpdateUserPool: userPoolUpdate,
  SetUserPoolMfaConfig: mfaConfigUpdate,
  SetRiskConfiguration: riskConfigurationUpdate,
  UpdateUserPoolDomain: userPoolDomainUpdate,
} as const satisfies Readonly<Record<string, ReplacingWrite>>;

export type ReplacingOperation = keyof typeof replacingWrites;

/** Undefined for a call that adds, takes away or sets one thing by itself. */
export function replacingOperation({ operation, service }: Pick<PlannedCall, 'operation' | 'service'>): ReplacingOperation | undefined {
  return service === 'cognito-idp' && Object.hasOwn(replacingWrites, operation) ? (operation as ReplacingOperation) : undefined;
}

/** What an operation replaces. */
export function replacingWrite(operation: ReplacingOperation): ReplacingWrite {
  return replacingWrites[operation];
}
