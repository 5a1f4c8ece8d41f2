import type { JsonObject } from '../../json.ts';
import { joined, type Message, message } from '../../message.ts';
import { objectIn } from '../../parity/normalise.ts';
import { type PoolChanges, updateUserPoolInput } from '../../writes/userPoolUpdate.ts';
import type { DraftStep } from '../plan.ts';
import { updatePoolPermissions } from '../requiredPermissions.ts';
import type { RepairContext } from './repairContext.ts';
import type { RepairKind } from './repairKind.ts';
import { emailChange, helpsSender, isEmailRow, isSmsRow, smsChange } from './senders.ts';
import { helpsTrigger, isTriggerRow, triggerChanges } from './triggers.ts';

/**
 * Triggers and senders: all of them are members of the user pool, so that all changes are one UpdateUserPool of the secondary Region. It carries the whole pool as that Region has
 * it: what is left out is reset, and synchronized settings have to be as they are (facts: cognito-replication.md section 3, "rule + trap").
 */
export const regionalSettings: RepairKind = {
  takes: (row) => isTriggerRow(row) || isEmailRow(row) || isSmsRow(row),
  helps: (row) => (isTriggerRow(row) ? helpsTrigger(row) : helpsSender(row)),
  plan(rows, context) {
    const triggers = triggerChanges(rows.filter(isTriggerRow), context);
    const email = emailChange(rows.filter(isEmailRow), context);
    const sms = smsChange(rows.filter(isSmsRow), context);
    const before = objectIn(context.settings.secondary, 'LambdaConfig') ?? {};
    const isTriggered = Object.keys(triggers.members).length > 0;
    const changes: PoolChanges = {
      ...(isTriggered && { LambdaConfig: merged(before, triggers.members) }),
      ...(email.configuration && { EmailConfiguration: email.configuration }),
      ...(sms.configuration && { SmsConfiguration: sms.configuration }),
    };
    const settings = [
      ...(isTriggered ? [message('Lambda triggers')] : []),
      ...(email.configuration ? [message('email')] : []),
      ...(sms.configuration ? [message('SMS')] : []),
    ];
    const risks = [...triggers.risks, ...email.risks, ...sms.risks];
    return {
      steps: settings.length > 0 ? [poolStep(changes, settings, risks, context)] : [],
      notCopied: [...triggers.notCopied, ...email.notCopied, ...sms.notCopied],
    };
  },
};

function merged(before: JsonObject, members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  const after = { ...before, ...members };
  return Object.fromEntries(Object.entries(after).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function poolStep(changes: PoolChanges, settings: readonly Message[], risks: readonly Message[], context: RepairContext): DraftStep {
  const { poolId, region, replicaArn } = context;
  const described = context.settings.secondary;
  const before = updateUserPoolInput(poolId, described, {});
  const input = updateUserPoolInput(poolId, described, changes);
  const what = joined(settings);
  return {
    id: 'regionalSettings',
    title: message('Set {settings} of the replica in {region}', { settings: what, region }),
    state: 'open',
    calls: [
      {
        region,
        service: 'cognito-idp',
        operation: 'UpdateUserPool',
        input,
        permissions: updatePoolPermissions(replicaArn, region, input),
        diff: { before, after: input },
      },
    ],
    ...(risks.length > 0 && { risk: joined(risks) }),
    undo: message('Set {settings} in {region} back to what they were.', { settings: what, region }),
  };
}
