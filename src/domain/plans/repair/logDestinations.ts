import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import { deliveriesByKey } from '../../parity/logs.ts';
import { destinationOffers, resourceOf } from './destinationOffers.ts';
import { nameBehind, type RepairKind } from './repairKind.ts';

const [prefix, suffix] = ['logs/', '/exists'];

/** Destinations that are not there. What they keep, and for how long, is not this product's to decide. */
export const logDestinations: RepairKind = {
  takes: ({ id }) => id.startsWith(prefix) && id.endsWith(suffix),
  helps: () => true,
  plan: (rows, { sides }) => ({
    notCopied: rows.flatMap(({ id, verdict }) => {
      const side = sides[verdict === 'missing' ? 'secondary' : 'primary'];
      const { region } = side;
      const destination = deliveriesByKey(valueOf(side.logs)).get(nameBehind(prefix, id.slice(0, -suffix.length)))?.destination;
      if (!destination) return [];
      const reason = message('there is no {name} in {region}', { name: resourceOf(destination.arn), region });
      return [{ rowId: id, reason, offers: destinationOffers(destination, region) }];
    }),
  }),
};
