import { message } from '../../message.ts';
import type { ParityRow } from '../../parity/row.ts';
import { setOffers, webAclContentOffer, webAclLoggingOffers } from './firewallOffers.ts';
import type { RepairContext } from './repairContext.ts';
import { nameBehind, type NotCopied, type RepairKind } from './repairKind.ts';

const references = 'waf/references/';

/** What a web ACL does: rules, sets, logging. It may protect more than this pool, so that nothing of it is changed from here. */
export const firewall: RepairKind = {
  takes: ({ id }) => id.startsWith('waf/'),
  helps: ({ id }) => !id.startsWith(`${references}rulegroup`),
  plan: (rows, context) => ({ notCopied: rows.map((row) => contentOf(row, context)) }),
};

function contentOf({ id }: ParityRow, context: RepairContext): NotCopied {
  const { region } = context;
  const reason = message('what a web ACL of {region} does is not changed from here: it may protect more than this user pool', { region });
  if (id === 'waf/logging') return { rowId: id, reason, offers: webAclLoggingOffers(context) };
  if (id.startsWith(references)) return { rowId: id, reason, offers: setOffers(nameBehind(references, id), context) };
  return { rowId: id, reason, offers: webAclContentOffer(context) };
}
