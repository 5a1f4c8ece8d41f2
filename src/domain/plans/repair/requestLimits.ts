import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import type { PlannedCall } from '../plan.ts';
import type { RepairContext } from './repairContext.ts';
import { leftAlone, nameBehind, type RepairKind } from './repairKind.ts';

const prefix = 'requestLimits/';

/** Request limits that are lower in the secondary Region are raised to the primary's. Facts: cognito-replication.md section 2, "Quotas". */
export const requestLimits: RepairKind = {
  takes: ({ id }) => id.startsWith(prefix),
  // Only a lower limit breaks the rule; a higher one does no harm, and a category that the Region does not take has no limit to set.
  helps: ({ rule }) => rule === 'quota-parity',
  plan(rows, context) {
    const { region } = context;
    const calls = rows.filter(requestLimits.helps).flatMap(({ id }) => raised(nameBehind(prefix, id), context));
    return {
      steps:
        calls.length === 0
          ? []
          : [
              {
                id: 'requestLimits',
                title: message('Raise the request limits of the account in {region}', { region }),
                state: 'open',
                calls,
                risk: message(
                  'They are limits of the whole account in {region}. The maximum in Service Quotas may have to be raised first, and user pools with managed login cannot have theirs raised so.',
                  { region },
                ),
                costs: message('what is above the free limit is billed every month, used or not'),
                undo: message('Set the limits of before in {region}.', { region }),
              },
            ],
      notCopied: rows
        .filter((row) => !requestLimits.helps(row))
        .map((row) => leftAlone(row, message('{region} has no lower limit: there is nothing to raise', { region }))),
    };
  },
};

function raised(category: string, context: RepairContext): readonly PlannedCall[] {
  const { region, sides } = context;
  const [from, to] = [sides.primary, sides.secondary].map(({ requestLimits: limits }) => valueOf(limits.get(category)));
  if (from === undefined || to === undefined) return [];
  return [
    {
      region,
      service: 'cognito-idp',
      operation: 'UpdateProvisionedLimit',
      input: { LimitDefinition: { LimitClass: 'API_CATEGORY', Attributes: { Category: category } }, RequestedLimitValue: from },
      permissions: [{ action: 'cognito-idp:UpdateProvisionedLimit', region, resource: '*' }],
      diff: { before: { RequestedLimitValue: to }, after: { RequestedLimitValue: from } },
    },
  ];
}
