import { failed, type Result, success } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PlannedCall } from '../../domain/plans/plan.ts';
import type { Connection } from '../../domain/ports.ts';
import { replacingOperation } from '../../domain/writes/replacingWrites.ts';

/** What a call replaces, as the Region that it goes to has it now; nothing of what is not there. */
export async function readBack(
  { reader, regionReader }: Pick<Connection, 'reader' | 'regionReader'>,
  poolId: string,
  call: PlannedCall,
  signal: AbortSignal,
): Promise<Result<JsonObject>> {
  const { input, region, service } = call;
  switch (replacingOperation(call)) {
    case 'UpdateUserPool':
      return settingsOf(await reader.describePool(region, poolId, signal));
    case 'SetUserPoolMfaConfig':
      return settingsOf(await reader.mfa(region, poolId, signal));
    case 'SetRiskConfiguration': {
      const risk = await regionReader.threatProtection(region, poolId, signal);
      return risk.ok ? success(risk.value ?? {}) : risk;
    }
    case 'UpdateUserPoolDomain': {
      const { Domain: domain } = input;
      return settingsOf(await reader.describeDomain(region, typeof domain === 'string' ? domain : '', signal));
    }
    case undefined:
      return failed({ reason: 'invalid', operation: `${service}:${call.operation}`, region, detail: 'nothing tells what it replaces' });
  }
}

function settingsOf(read: Result<{ readonly settings: JsonObject } | undefined>): Result<JsonObject> {
  return read.ok ? success(read.value?.settings ?? {}) : read;
}
