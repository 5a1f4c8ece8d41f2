import type { Fact } from '../fact.ts';
import type { JsonObject } from '../json.ts';
import { message } from '../message.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, sameRow, shownFacts, unknownRow } from './rows.ts';
import { shown, shownText } from './shownText.ts';
import type { WebAclSnapshot } from './snapshot.ts';
import { valueRow } from './valueRow.ts';
import { referenceRows, ruleRows } from './wafRules.ts';

const parent = 'waf/webAcl';
const below = (id: string, setting: RowSubject['setting']): RowSubject => ({ id: `waf/${id}`, group: 'waf', setting, parent });

/** The web ACL that protects the pool in each Region, and what it does there. Facts: section 3, "WAF": AWS synchronizes nothing of it. */
export function wafRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  const subject: RowSubject = { id: parent, group: 'waf', setting: message('web ACL') };
  const webAcls = mapPair(sides, ({ webAcl }) => webAcl);
  const texts = shownFacts(webAcls, ({ name }) => shownText(name));
  const { read, why } = readBoth(webAcls);
  if (why) return [unknownRow(subject, texts, why)];
  const { primary, secondary } = read;
  const { region } = sides.secondary;
  if (!primary && !secondary) return [sameRow(subject, texts, message('no web ACL in either Region'))];
  if (!secondary) {
    return [
      differentRow(subject, texts, {
        verdict: 'missing',
        severity: 'warning',
        why: message('requests to the replica are not protected: no web ACL is associated in {region}', { region }),
        remedy: message('Make the web ACL in {region} and associate it with the replica.', { region }),
      }),
    ];
  }
  if (!primary) return [differentRow(subject, texts, { severity: 'warning', why: message('only {region} has a web ACL', { region }) })];
  // Names are labels: what the web ACLs do is compared below.
  return [
    sameRow(subject, texts, message('a web ACL in each Region')),
    ...contentRows({ primary, secondary }, comparison),
    ...loggingRow(
      mapPair({ primary, secondary }, ({ logging }) => logging),
      comparison,
    ),
  ];
}

function contentRows(webAcls: Pair<WebAclSnapshot>, comparison: Comparison): readonly ParityRow[] {
  const contents = mapPair(webAcls, ({ content }) => content);
  const { read, why } = readBoth(contents);
  // Absent is not a state of a web ACL that is associated: it was deleted while it was read.
  if (!read?.primary || !read.secondary) {
    const counts = shownFacts(contents, ({ rules }) => String(rules.length));
    return [unknownRow(below('rules', message('rules')), counts, why ?? message('not found'))];
  }
  const pair = { primary: read.primary, secondary: read.secondary };
  return [
    ...valueRow(
      below('defaultAction', message('default action')),
      mapPair(pair, ({ defaultAction }) => defaultAction),
      comparison,
      {
        severity: 'warning',
        why: message('requests that no rule matches are treated differently'),
      },
    ),
    ...ruleRows(pair, comparison, below),
    ...referenceRows(pair, comparison, below),
  ];
}

/** What names the web ACL itself, and who manages it. */
const ofTheWebAcl: ReadonlySet<string> = new Set(['ResourceArn', 'ManagedByFirewallManager', 'LogType', 'LogScope']);

function loggingRow(logging: Pair<Fact<JsonObject>>, comparison: Comparison): readonly ParityRow[] {
  const subject = below('logging', message('logging'));
  const { read, why } = readBoth(logging);
  const texts = shownFacts(logging, destinations);
  if (why) return [unknownRow(subject, texts, why)];
  if (!read.primary && !read.secondary) return [sameRow(subject, texts, message('nothing is logged in either Region'))];
  const { region } = comparison.sides.secondary;
  return valueRow(subject, read, comparison, {
    severity: 'warning',
    ignored: ofTheWebAcl,
    missing: message('{region} does not log its requests', { region }),
    texts,
  });
}

function destinations({ LogDestinationConfigs }: JsonObject): string {
  return shown(LogDestinationConfigs);
}
