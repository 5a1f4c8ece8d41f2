import type { ReportingDescriptor } from 'sarif';
import type { RuleId } from '../../domain/finding.ts';
import { english } from '../../domain/message.ts';
import { awsPage } from '../../domain/ruleReference.ts';
import { ruleSummaries } from '../../domain/ruleSummaries.ts';
import { levels } from './levels.ts';
import { type Product, rulePage } from './product.ts';

/** All rules as a report lists them, and the whole page of those that are broken. */
export async function reportingRules(broken: ReadonlySet<RuleId>, product: Product): Promise<ReportingDescriptor[]> {
  return Promise.all(
    Object.entries(ruleSummaries).map(async ([name, { severity, summary }]): Promise<ReportingDescriptor> => {
      const id = name as RuleId;
      const page = broken.has(id) ? await rulePage(id) : undefined;
      return {
        id,
        shortDescription: { text: english(summary) },
        defaultConfiguration: { level: levels[severity] },
        helpUri: pageAddress(id, product),
        ...(page !== undefined && { help: { text: page, markdown: page } }),
      };
    }),
  );
}

/** Our own page, where the source has an address on the web; until then the page of AWS. */
export function pageAddress(rule: RuleId, { repository }: Product): string {
  return repository === undefined ? awsPage(rule) : `${repository}/blob/main/docs/rules/${rule}.md`;
}
