import type { Plan } from '../plans/plan.ts';
import type { NotePiece, PlanLanguage } from './planCode.ts';

/**
 * What to take out of the code of a replica that is to be deleted: the last that was deployed comes first, and AWS deletes a replica only while it is INACTIVE (SDK: DeleteUserPoolReplica;
 * facts: cognito-replication.md section 5.1).
 */
export function removalNotes({ primaryRegion, secondaryRegion, steps }: Plan, { typeName }: PlanLanguage): readonly NotePiece[] {
  const attachment = typeName('AWS::Cognito::UserPoolRegionalConfigurationAttachment');
  const others = ['AWS::Cognito::LogDeliveryConfiguration', 'AWS::WAFv2::WebACLAssociation', 'AWS::Lambda::Permission'].map(typeName);
  const isActive = steps.some(({ id, state }) => id === 'deactivate' && state !== 'done');
  const acts = [
    `${primaryRegion}: take the failover to ${secondaryRegion} out of ${typeName('AWS::Cognito::UserPoolDomain')}, where there is one.`,
    ...(isActive ? [`${secondaryRegion}: set the status of ${attachment} to INACTIVE, and keep it for now.`] : []),
    `${secondaryRegion}: when the replica is INACTIVE, remove ${attachment}, and what is there for the replica alone: ${others.join(', ')}.`,
    `${primaryRegion}: remove ${typeName('AWS::Cognito::UserPoolReplica')}, and wait until the replica is gone.`,
    `${secondaryRegion}: remove ${typeName('AWS::KMS::ReplicaKey')}, when nothing else is encrypted with it. The key in ${primaryRegion} stays: the user pool is on it.`,
  ];
  return [
    { kind: 'note', text: 'Nothing is added. Remove in this order, and deploy each before the next:' },
    ...acts.map((act, index): NotePiece => ({ kind: 'note', text: `  ${index + 1}. ${act}` })),
  ];
}
