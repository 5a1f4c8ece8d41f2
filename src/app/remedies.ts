import { parseArn } from '../domain/arn.ts';
import type { Finding } from '../domain/finding.ts';
import { type Message, message } from '../domain/message.ts';
import { awsPage } from '../domain/ruleReference.ts';
import { poolConsoleUrl } from '../domain/userPool.ts';
import type { Assessment } from './assessment.ts';
import type { DocumentId } from './documents/documentPath.ts';
import { relatedDocuments } from './documents/relatedDocuments.ts';
import type { PoolStore } from './poolStore.ts';

/** One thing that a person can do about a finding. */
export type Remedy = { readonly label: Message } & (
  | { readonly kind: 'explain'; readonly finding: Finding }
  | { readonly kind: 'document'; readonly document: DocumentId }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'issuerReferences' | 'compareRegions'; readonly poolId: string }
);

/** What can be done about a finding, most helpful first. The console is offered only for pools that are in AWS. */
export function remediesOf(store: PoolStore, { pool }: Assessment, finding: Finding, isInAws: boolean): readonly Remedy[] {
  const region = parseArn(finding.subject)?.region ?? '';
  return [
    { kind: 'explain', label: message('Why, and how to fix it'), finding },
    ...(finding.rule === 'issuer-type'
      ? [{ kind: 'issuerReferences', label: message('Find what the switch would break in this workspace'), poolId: pool.id } as const]
      : []),
    ...(isOfComparison(finding)
      ? [{ kind: 'compareRegions', label: message('Show both Regions side by side'), poolId: pool.id } as const]
      : []),
    ...relatedDocuments(store, pool, finding).map(({ document, label }) => ({ kind: 'document', label, document }) as const),
    ...(isInAws
      ? [
          {
            kind: 'link',
            label: message('Open in the AWS console'),
            url: poolConsoleUrl(pool.id, region === pool.secondaryRegion ? region : pool.primaryRegion),
          } as const,
        ]
      : []),
    { kind: 'link', label: message('AWS documentation'), url: awsPage(finding.rule) },
  ];
}

function isOfComparison(finding: Finding): boolean {
  return 'row' in finding;
}
