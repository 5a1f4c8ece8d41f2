import { parseArn } from '../../domain/arn.ts';
import { absent, type Fact, factOf, known } from '../../domain/fact.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { WebAclSnapshot } from '../../domain/parity/snapshot.ts';
import { type Asking, following } from './asking.ts';

/** Reads the web ACL of a pool's ARN, then its logging and what its rules refer to, all at a time. A rule group that refers to sets is read before them. */
export async function readWebAcl(poolArn: string, asking: Asking): Promise<Fact<WebAclSnapshot>> {
  const { ask, reader, region } = asking;
  const associated = factOf(await ask((signal) => reader.webAcl(region, poolArn, signal)));
  return following(associated, async ({ arn, defaultAction, name, rules }) => {
    const references = new Map<string, Fact<JsonObject>>();
    const [logging] = await Promise.all([
      ask((signal) => reader.webAclLogging(region, arn, signal)),
      readReferences(
        rules.map(({ statement }) => statement),
        references,
        asking,
      ),
    ]);
    return known({ arn, name, content: known({ defaultAction, rules, references }), logging: factOf(logging) });
  });
}

async function readReferences(content: Json, references: Map<string, Fact<JsonObject>>, asking: Asking): Promise<void> {
  const { once, reader, region } = asking;
  await Promise.all(
    referencesIn(content).map(async (arn) => {
      if (references.has(arn)) return;
      // Kept at once, so that a set that two rules name is one entry; the read itself is shared.
      references.set(arn, absent);
      const place = parseArn(arn)?.region ?? region;
      const answer = factOf(await once(`reference ${arn}`, (signal) => reader.webAclReference(place, arn, signal)));
      references.set(arn, answer);
      if (answer.state === 'known') await readReferences(answer.value['Rules'] ?? null, references, asking);
    }),
  );
}

const referring = ['RuleGroupReferenceStatement', 'IPSetReferenceStatement', 'RegexPatternSetReferenceStatement'];

/** The ARNs of what statements refer to, however deep they are nested. */
function referencesIn(content: Json): readonly string[] {
  if (isJsonList(content)) return [...new Set(content.flatMap(referencesIn))];
  if (!isJsonObject(content)) return [];
  const found = Object.entries(content).flatMap(([name, value]) => {
    const arn = referring.includes(name) && isJsonObject(value) ? value['ARN'] : undefined;
    return typeof arn === 'string' ? [arn] : referencesIn(value);
  });
  return [...new Set(found)];
}
