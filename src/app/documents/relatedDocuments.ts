import { parseArn } from '../../domain/arn.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Message, message } from '../../domain/message.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { PoolStore } from '../poolStore.ts';
import { documentIdOf } from './documentIds.ts';
import type { DocumentId, DocumentKind } from './documentPath.ts';

export interface RelatedDocument {
  readonly document: DocumentId;
  readonly label: Message;
}

/** The documents of what a finding is about, beside the pool itself: a key, its policy, the domain. */
export function relatedDocuments(store: PoolStore, pool: UserPool, { rule, subject }: Finding): readonly RelatedDocument[] {
  // A key's finding names the key of the Region where something is wrong; one about the pool is about the key of its primary Region.
  const arn = parseArn(subject);
  const region = arn?.service === 'kms' ? arn.region : pool.primaryRegion;
  const documents = (kind: DocumentKind, label: Message, inRegion = region): RelatedDocument[] => {
    const document = documentIdOf(store, pool, kind, inRegion);
    return document ? [{ document, label }] : [];
  };
  switch (rule) {
    case 'key-policy':
      return documents('keyPolicy', message('Key policy in {region}', { region }));
    case 'key-arn':
    case 'key-not-multi-region':
    case 'key-replica-missing':
    case 'key-state':
      return documents('key', message('Key in {region}', { region }));
    case 'certificate-region':
    case 'failover-replica':
    case 'failover-routing':
      return documents('domain', message('Domain'), pool.primaryRegion);
    case 'quota-parity':
    case 'regional-arn':
    case 'trigger-missing':
    case 'trigger-permission': {
      const replica = pool.secondaryRegion;
      return replica === undefined ? [] : documents('pool', message('User pool in {region}', { region: replica }), replica);
    }
    default:
      return [];
  }
}
