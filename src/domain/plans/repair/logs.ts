import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import { deliveriesByKey } from '../../parity/logs.ts';
import { inOtherRegion } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { LogDelivery } from '../../parity/snapshot.ts';
import type { DraftStep } from '../plan.ts';
import { bucketOffers, destinationOffers, resourceOf } from './destinationOffers.ts';
import { logConfigurations } from './logConfigurations.ts';
import { onReplica, type RepairContext } from './repairContext.ts';
import { nameBehind, type NotCopied, type RepairKind } from './repairKind.ts';

const prefix = 'logs/';

/** Log delivery of the replica: the primary's, to destinations of the secondary Region. SetLogDeliveryConfiguration replaces the whole list. Facts: cognito-replication.md section 3, "Logs". */
export const logs: RepairKind = {
  takes: ({ id }) => id.startsWith(prefix) && !id.endsWith('/exists'),
  helps: () => true,
  plan(rows, context) {
    const { region, sides } = context;
    const before = valueOf(sides.secondary.logs) ?? [];
    let after = new Map(deliveriesByKey(before));
    const from = deliveriesByKey(valueOf(sides.primary.logs) ?? []);
    const notCopied: NotCopied[] = [];
    const added: LogDelivery[] = [];
    for (const row of rows) {
      const [name = '', part] = row.id.slice(prefix.length).split('/');
      const key = nameBehind('', name);
      const [theirs, own] = [from.get(key), after.get(key)];
      if (!theirs) {
        after = new Map([...after].filter(([other]) => other !== key));
        continue;
      }
      if (part === 'level' && own) {
        after.set(key, { ...own, level: theirs.level });
        continue;
      }
      const destination = destinationThere(theirs, context);
      if (!destination) {
        const offers = bucketOffers(
          theirs,
          [...after.values()].filter((one) => one !== own),
          context,
        );
        notCopied.push({ rowId: row.id, reason: message('a bucket is in one Region: name one of {region}', { region }), offers });
        continue;
      }
      const copied = { ...(own ?? theirs), destination };
      after.set(key, copied);
      added.push(copied);
    }
    const isChanged = JSON.stringify(logConfigurations([...after.values()])) !== JSON.stringify(logConfigurations(before));
    const missing = rows.flatMap((row) => offeredDestination(row, added, context));
    return { steps: isChanged ? [deliveryStep(before, [...after.values()], added, context)] : [], notCopied: [...notCopied, ...missing] };
  },
};

/** The destination of the same name in the secondary Region. Undefined for a bucket whose name does not say its Region: there is one bucket of a name. */
function destinationThere({ destination }: LogDelivery, { sides }: RepairContext): LogDelivery['destination'] | undefined {
  const arn = inOtherRegion(destination.arn, sides.primary, sides.secondary);
  if (destination.kind === 's3' && arn === destination.arn) return undefined;
  const exists = { state: 'unknown', failure: { reason: 'notAsked', operation: '', detail: '' } } as const;
  return { kind: destination.kind, arn, exists };
}

/** What else is needed for a delivery that is copied. */
function offeredDestination({ id }: ParityRow, added: readonly LogDelivery[], { region }: RepairContext): readonly NotCopied[] {
  const key = nameBehind('', id.slice(prefix.length).split('/')[0] ?? '');
  return added
    .filter(({ source, destination }) => key === source || key === `${source} ${destination.kind}`)
    .map(({ destination }) => ({
      rowId: id,
      reason: message('the destination {name} is not copied: make it in {region} where it is not there yet', {
        name: resourceOf(destination.arn),
        region,
      }),
      offers: destinationOffers(destination, region),
    }));
}

function deliveryStep(
  before: readonly LogDelivery[],
  after: readonly LogDelivery[],
  added: readonly LogDelivery[],
  context: RepairContext,
): DraftStep {
  const { poolId, region } = context;
  const names = [...new Set(added.map(({ destination }) => resourceOf(destination.arn)))].join(', ');
  return {
    id: 'logs',
    title: message('Set the log delivery of the replica in {region}', { region }),
    state: 'open',
    calls: [
      {
        region,
        service: 'cognito-idp',
        operation: 'SetLogDeliveryConfiguration',
        input: { UserPoolId: poolId, LogConfigurations: logConfigurations(after) },
        permissions: [onReplica('SetLogDeliveryConfiguration', context)],
        diff: { before: { LogConfigurations: logConfigurations(before) }, after: { LogConfigurations: logConfigurations(after) } },
      },
    ],
    ...(names !== '' && {
      risk: message('Whether {names} is in {region} is not known. Where it is not, the change is refused, or the logs are lost.', {
        names,
        region,
      }),
    }),
    costs: message('what is exported is billed by its destination'),
    undo: message('Set the log delivery of before in {region}.', { region }),
  };
}
