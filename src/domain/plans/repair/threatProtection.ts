import { parseArn } from '../../arn.ts';
import { valueOf } from '../../fact.ts';
import type { JsonObject } from '../../json.ts';
import { message } from '../../message.ts';
import { objectIn, textIn } from '../../parity/normalise.ts';
import { inOtherRegion } from '../../parity/otherRegion.ts';
import { nothing } from '../../parity/shownText.ts';
import { setRiskConfigurationInput } from '../../writes/riskConfigurationUpdate.ts';
import type { DraftStep } from '../plan.ts';
import { identityOffers } from './identityOffers.ts';
import { onReplica, type RepairContext } from './repairContext.ts';
import { leftAlone, type RepairKind } from './repairKind.ts';

const sender = 'senders/threatProtection';
const texts: ReadonlySet<string> = new Set(['BlockEmail', 'MfaEmail', 'NoActionEmail']);
const takeoverName = 'AccountTakeoverRiskConfiguration';

/**
 * The mails of threat protection: the one part of it that each Region has of its own. SetRiskConfiguration replaces all of it, so that everything else goes along as the secondary
 * Region has it. Facts: cognito-replication.md section 3, "Threat-prot. mail".
 */
export const threatProtection: RepairKind = {
  takes: ({ id }) => id === sender || id === `${sender}/messages`,
  helps: ({ id, primary }) => id !== sender || primary !== nothing,
  plan(rows, context) {
    const { primaryRegion, region, sides } = context;
    const [from, to] = [sides.primary, sides.secondary].map((side) => valueOf(side.threatProtection));
    const [mails, own] = [mailsIn(from), mailsIn(to)];
    const left = rows.filter((row) => !threatProtection.helps(row));
    const notCopied = left.map((row) =>
      leftAlone(row, message('{primaryRegion} sends no such mails: there is nothing to copy', { primaryRegion })),
    );
    const copied = rows.filter(threatProtection.helps);
    if (copied.length === 0 || !mails) return { notCopied };
    // Actions are synchronized, and needed: until they have arrived, AWS takes no sender.
    if (objectIn(objectIn(to, takeoverName), 'Actions') === undefined) {
      const reason = message('threat protection itself is not in {region} yet: Cognito brings it from the primary Region', { region });
      const { identity, region: place } = identityOf(textIn(mailsThere(mails, context), 'SourceArn'));
      return { notCopied: [...notCopied, ...copied.map(({ id }) => ({ rowId: id, reason, offers: identityOffers(identity, place) }))] };
    }
    const isAsked = (id: string): boolean => copied.some((row) => row.id === id);
    const isWhole = !own && isAsked(sender);
    const taken = (name: string): boolean => isWhole || isAsked(texts.has(name) ? `${sender}/messages` : sender);
    const mapped = Object.entries(mailsThere(mails, context));
    const after = Object.fromEntries([
      ...Object.entries(own ?? {}).filter(([name]) => !taken(name)),
      ...mapped.filter(([name]) => taken(name)),
    ]);
    const source = textIn(after, 'SourceArn');
    const isNew = source !== undefined && source !== textIn(own, 'SourceArn');
    const identity = identityOf(source);
    return {
      steps: [riskStep(to ?? {}, after, isNew ? identity : undefined, context)],
      notCopied: [
        ...notCopied,
        ...(isNew
          ? [
              {
                rowId: sender,
                reason: message('the identity {identity} is not copied: verify it in {region} where it is not yet', identity),
                offers: identityOffers(identity.identity, identity.region),
              },
            ]
          : []),
      ],
    };
  },
};

function mailsIn(risk: JsonObject | undefined): JsonObject | undefined {
  return objectIn(objectIn(risk, takeoverName), 'NotifyConfiguration');
}

/** With the identity of the same name in the secondary Region; one of a third Region stays, since it does not fail with the primary. */
function mailsThere(mails: JsonObject, { sides }: RepairContext): JsonObject {
  const source = textIn(mails, 'SourceArn');
  return source === undefined ? mails : { ...mails, SourceArn: inOtherRegion(source, sides.primary, sides.secondary) };
}

function identityOf(source = ''): { readonly identity: string; readonly region: string } {
  const arn = parseArn(source);
  return { identity: arn?.resource.replace(/^identity\//, '') ?? '', region: arn?.region ?? '' };
}

function riskStep(
  described: JsonObject,
  mails: JsonObject,
  added: { readonly identity: string; readonly region: string } | undefined,
  context: RepairContext,
): DraftStep {
  const { poolId, region } = context;
  const before = setRiskConfigurationInput(poolId, described, {});
  const input = setRiskConfigurationInput(poolId, described, {
    [takeoverName]: { ...objectIn(described, takeoverName), NotifyConfiguration: mails },
  });
  return {
    id: 'threatProtection',
    title: message('Set who sends the mails of threat protection in {region}', { region }),
    state: 'open',
    calls: [
      {
        region,
        service: 'cognito-idp',
        operation: 'SetRiskConfiguration',
        input,
        permissions: [onReplica('SetRiskConfiguration', context), onReplica('DescribeRiskConfiguration', context)],
        diff: { before, after: input },
      },
    ],
    ...(added && { risk: message('Cognito refuses it unless SES in {region} has verified {identity}.', added) }),
    undo: message('Set the sender of before in {region}.', { region }),
  };
}
