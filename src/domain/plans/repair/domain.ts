import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import { inOtherRegion } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import { quoted } from '../../render/shellText.ts';
import { updateUserPoolDomainInput } from '../../writes/userPoolDomainUpdate.ts';
import { aws, codeOffers, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import { leftAlone, type NotCopied, type RepairKind } from './repairKind.ts';

const [nameRow, versionRow] = ['domain/name', 'domain/managedLogin'];

/** The address of managed login: clients and identity providers have to know it, so that nobody gets one by the way. Facts: cognito-replication.md section 4 (b). */
export const domain: RepairKind = {
  takes: ({ id }) => id.startsWith('domain/'),
  helps: ({ id, verdict }) => (id === nameRow ? verdict === 'missing' : id === versionRow),
  plan: (rows, context) => ({ notCopied: rows.map((row) => ofDomain(row, context)) }),
};

function ofDomain(row: ParityRow, { poolId, region, sides }: RepairContext): NotCopied {
  const [from, to] = [valueOf(sides.primary.domain), valueOf(sides.secondary.domain)];
  if (!domain.helps(row) || !from) {
    const reason =
      row.id === 'domain/routing'
        ? message('failover routing is set up by a command of its own')
        : message('the domain of {region} is an address that clients may know: it stays', { region });
    return leftAlone(row, reason);
  }
  const version = from.settings['ManagedLoginVersion'];
  const number = typeof version === 'number' ? version : 1;
  if (row.id === versionRow) {
    const reason = message('the version decides what users see in {region}: it is changed with the domain', { region });
    const input = updateUserPoolDomainInput(poolId, to?.name ?? '', to?.settings ?? {}, { ManagedLoginVersion: number });
    return {
      rowId: row.id,
      reason,
      offers: [
        shellOffer(message('AWS CLI: change the version in {region}', { region }), [
          // The update replaces certificate and routing too.
          aws('cognito-idp update-user-pool-domain', region, {}, [`--cli-input-json ${quoted(JSON.stringify(input))}`]),
        ]),
      ],
    };
  }
  // One prefix may be had once in each Region; where it says its Region, it says the other one.
  const prefix = inOtherRegion(from.name, sides.primary, sides.secondary);
  return {
    rowId: row.id,
    reason: message('a prefix domain of {region} is a new address: clients and identity providers have to know it', { region }),
    offers: [
      shellOffer(message('AWS CLI: make the domain in {region}', { region }), [
        aws('cognito-idp create-user-pool-domain', region, { 'user-pool-id': poolId, domain: prefix, 'managed-login-version': number }),
      ]),
      ...codeOffers(
        [
          {
            name: 'ReplicaDomain',
            type: 'AWS::Cognito::UserPoolDomain',
            properties: { UserPoolId: poolId, Domain: prefix, ManagedLoginVersion: number },
          },
        ],
        region,
      ),
    ],
  };
}
