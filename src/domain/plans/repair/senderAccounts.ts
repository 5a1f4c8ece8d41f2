import { parseArn } from '../../arn.ts';
import { valueOf } from '../../fact.ts';
import { type Message, message } from '../../message.ts';
import { objectIn, textIn } from '../../parity/normalise.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { RegionSnapshot } from '../../parity/snapshot.ts';
import { identityOffers } from './identityOffers.ts';
import { aws, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import { leftAlone, type NotCopied, type Offer, type RepairKind } from './repairKind.ts';

const [identityRow, accountRow] = ['senders/email/identity', 'senders/email/account'];

/** What SES and SNS of a Region have of the account: identities are verified and sandboxes are left there, by their owner. */
export const senderAccounts: RepairKind = {
  takes: ({ id }) => id.startsWith('senders/'),
  helps: ({ id }) => id === identityRow || id === accountRow,
  plan: (rows, context) => ({ notCopied: rows.map((row) => ofAccount(row, context)) }),
};

function ofAccount(row: ParityRow, context: RepairContext): NotCopied {
  const { region } = context;
  switch (row.id) {
    case identityRow:
      return identityOf(row, context);
    case accountRow:
      return emailAccount(row, context);
    case 'senders/sms/account':
      return leftAlone(row, message('only AWS takes an account out of the sandbox of SNS: ask for it in the console of that Region'));
    default:
      return leftAlone(
        row,
        message('what Cognito says of its last message in {region} is no setting: it goes away when one is sent', { region }),
      );
  }
}

/** The Region whose identity or account is in the way: the secondary's first, as the comparison says it. */
function inTheWay({ sides }: RepairContext, isFine: (side: RegionSnapshot) => boolean): 'primary' | 'secondary' {
  return isFine(sides.secondary) ? 'primary' : 'secondary';
}

function identityOf({ id }: ParityRow, context: RepairContext): NotCopied {
  const side = inTheWay(context, ({ email }) => {
    const identity = valueOf(email.identity);
    return identity?.verified === true && identity.sendingEnabled;
  });
  const source = parseArn(textIn(objectIn(context.settings[side], 'EmailConfiguration'), 'SourceArn') ?? '');
  const [name, region] = [source?.resource.replace(/^identity\//, '') ?? '', source?.region ?? context.region];
  const there = valueOf(context.sides[side].email.identity);
  if (there) {
    const args = { name, region };
    const what = there.verified
      ? message('SES in {region} does not let {name} send', args)
      : message('{name} is not verified in {region}', args);
    return { rowId: id, reason: what, offers: [readIdentityOffer(name, region)] };
  }
  return { rowId: id, reason: message('SES in {region} has no identity {name}', { name, region }), offers: identityOffers(name, region) };
}

/** What is missing: the records of the domain, or what SES holds against the identity. */
function readIdentityOffer(name: string, region: string): Offer {
  return shellOffer(message('AWS CLI: read what is missing'), [
    aws('sesv2 get-email-identity', region, {
      'email-identity': name,
      query: '{verified: VerifiedForSendingStatus, status: VerificationStatus, records: DkimAttributes.Tokens}',
    }),
  ]);
}

function emailAccount({ id }: ParityRow, context: RepairContext): NotCopied {
  const side = inTheWay(context, ({ email }) => {
    const account = valueOf(email.account);
    return account?.sendingEnabled === true && account.productionAccess;
  });
  const account = valueOf(context.sides[side].email.account);
  const region = account?.region ?? context.sides[side].region;
  if (account?.sendingEnabled === false) {
    return {
      rowId: id,
      reason: message('SES does not send in {region}', { region }),
      offers: [
        shellOffer(message('AWS CLI: let SES send in {region}', { region }), [
          aws('sesv2 put-account-sending-attributes', region, { 'sending-enabled': true }),
        ]),
      ],
    };
  }
  const from = textIn(objectIn(context.settings[side], 'EmailConfiguration'), 'From') ?? '';
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'example.com';
  const title: Message = message('AWS CLI: ask for production access in {region}', { region });
  return {
    rowId: id,
    reason: message('only AWS takes an account out of the sandbox of SES in {region}', { region }),
    offers: [
      shellOffer(title, [
        '# AWS reads what is written here: say what you send to whom.',
        aws('sesv2 put-account-details', region, {
          'production-access-enabled': true,
          'mail-type': 'TRANSACTIONAL',
          'website-url': `https://${domain}`,
          'use-case-description': `Sign-in codes and invitations of user pool ${context.poolId}, whose replica is in ${context.region}.`,
        }),
      ]),
    ],
  };
}
