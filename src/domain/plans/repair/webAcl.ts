import { failureOf, valueOf } from '../../fact.ts';
import { failureMessage } from '../../failure.ts';
import { message } from '../../message.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { NamedWebAcl } from '../../parity/snapshot.ts';
import type { DraftStep } from '../plan.ts';
import { newWebAclOffers } from './firewallOffers.ts';
import { onReplica, type RepairContext } from './repairContext.ts';
import { leftAlone, type RepairKind } from './repairKind.ts';

/** The web ACL of the replica: the one of the secondary Region that has the name of the primary's. Facts: cognito-replication.md section 3, "WAF". */
export const webAcl: RepairKind = {
  takes: ({ id }) => id === 'waf/webAcl',
  // A web ACL that only the secondary Region has stays: without it the replica would not be protected.
  helps: ({ verdict }) => verdict === 'missing',
  plan(rows, context) {
    const [row] = rows;
    if (!row) return {};
    const { namesakes, primaryRegion } = context;
    if (row.verdict !== 'missing') {
      const reason = message('{primaryRegion} has no web ACL, and the one of the replica protects it', { primaryRegion });
      return { notCopied: [leftAlone(row, reason)] };
    }
    const there = valueOf(namesakes?.webAcl);
    return there ? { steps: [associationStep(there, context)] } : { notCopied: [missingWebAcl(row, context)] };
  },
};

function missingWebAcl(row: ParityRow, context: RepairContext) {
  const { namesakes, region, sides } = context;
  const name = valueOf(sides.primary.webAcl)?.name ?? '';
  const failure = failureOf(namesakes?.webAcl);
  const reason =
    namesakes?.webAcl?.state === 'absent'
      ? message('{region} has no web ACL of the name {name}', { region, name })
      : message('whether {region} has a web ACL {name} is not known: {why}', {
          region,
          name,
          why: failure ? failureMessage(failure) : message('not read yet'),
        });
  return { rowId: row.id, reason, offers: newWebAclOffers(context) };
}

function associationStep({ arn, name }: NamedWebAcl, context: RepairContext): DraftStep {
  const { region, replicaArn } = context;
  return {
    id: 'webAcl',
    title: message('Protect the replica by the web ACL {name} in {region}', { name, region }),
    state: 'open',
    calls: [
      {
        region,
        service: 'wafv2',
        operation: 'AssociateWebACL',
        input: { WebACLArn: arn, ResourceArn: replicaArn },
        // Both services ask for it (facts: section 2, "IAM for the caller").
        permissions: [{ action: 'wafv2:AssociateWebACL', region, resource: arn }, onReplica('AssociateWebACL', context)],
        diff: { before: { WebACLArn: null }, after: { WebACLArn: arn } },
      },
    ],
    risk: message('Its rules in {region} may be others than those of the primary Region: compare them afterwards.', { region }),
    costs: message('AWS WAF bills the requests to the replica'),
    undo: message('Take the web ACL {name} off the replica.', { name }),
  };
}
