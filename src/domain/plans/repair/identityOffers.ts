import { message } from '../../message.ts';
import { aws, codeOffers, shellOffer } from './offers.ts';
import type { Offer } from './repairKind.ts';

/** An identity that SES of a Region is to know. It is verified when its DNS records are there, or the link in a mail was followed. */
export function identityOffers(identity: string, region: string): readonly Offer[] {
  return [
    shellOffer(message('AWS CLI: make the identity in {region}', { region }), [
      aws('sesv2 create-email-identity', region, { 'email-identity': identity }),
      ...(identity.includes('@')
        ? [`# SES sends a mail to ${identity}: follow the link in it.`]
        : [
            '# The DNS records that prove the domain are CNAMEs of these tokens:',
            aws('sesv2 get-email-identity', region, { 'email-identity': identity, query: 'DkimAttributes.Tokens' }),
          ]),
    ]),
    ...codeOffers([{ name: 'SenderIdentity', type: 'AWS::SES::EmailIdentity', properties: { EmailIdentity: identity } }], region),
  ];
}
