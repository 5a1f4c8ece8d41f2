import { type Json, type JsonObject, withoutMembers } from '../json.ts';
import { type Message, message } from '../message.ts';
import { canonical, objectIn, withoutRegion } from './normalise.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  differentRow,
  idPart,
  mapPair,
  named,
  namesOf,
  type Pair,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';
import { nothing, shown, shownText } from './shownText.ts';
import type { WebAclContent, WebAclRule } from './snapshot.ts';
import { valueRow } from './valueRow.ts';

type Below = (id: string, setting: Message) => RowSubject;

/** The rules of two web ACLs by name, each with its priority, action and statement. */
export function ruleRows(contents: Pair<WebAclContent>, comparison: Comparison, below: Below): readonly ParityRow[] {
  const { region } = comparison.sides.secondary;
  const rules = mapPair(contents, (content) => new Map(content.rules.map((rule) => [rule.name, rule])));
  return namesOf(rules).flatMap((name) => {
    const subject = below(`rules/${idPart(name)}`, message('rule {name}', { name: shownText(name) }));
    const { primary, secondary } = mapPair(rules, (side) => side.get(name));
    const texts = mapPair({ primary, secondary }, (rule) => (rule ? shown(rule.action) : nothing));
    if (!secondary) {
      return [
        differentRow(subject, texts, {
          verdict: 'missing',
          severity: 'warning',
          why: message('{region} does not have this rule', { region }),
        }),
      ];
    }
    if (!primary) return [differentRow(subject, texts, { severity: 'warning', why: message('only {region} has this rule', { region }) })];
    return [sameRow(subject, texts, message('in both Regions')), ...partsOfRule(subject.id, { primary, secondary }, comparison)];
  });
}

function partsOfRule(parent: string, rules: Pair<WebAclRule>, comparison: Comparison): readonly ParityRow[] {
  const part = (id: string, setting: Message, of: (rule: WebAclRule) => Json | undefined, why?: Message): readonly ParityRow[] =>
    valueRow({ id: `${parent}/${id}`, group: 'waf', setting, parent }, mapPair(rules, of), comparison, {
      severity: 'warning',
      ...(why && { why }),
    });
  return [
    ...orderRow(parent, rules),
    ...part('action', message('action'), ({ action }) => action, message('the rule does something else with a request')),
    ...part('version', message('version of the managed group'), managedVersion),
    ...part('limit', message('rate limit'), rateLimit),
    ...part('statement', message('statement'), restOfStatement),
  ];
}

function orderRow(parent: string, rules: Pair<WebAclRule>): readonly ParityRow[] {
  const { primary, secondary } = mapPair(rules, ({ priority }) => priority);
  const subject: RowSubject = { id: `${parent}/priority`, group: 'waf', setting: message('priority'), parent };
  const texts = mapPair({ primary, secondary }, String);
  return [
    primary === secondary
      ? sameRow(subject, texts)
      : differentRow(subject, texts, { severity: 'warning', why: message('another place among the rules') }),
  ];
}

/** A managed group without a version follows the default one. */
function managedVersion({ statement }: WebAclRule): Json | undefined {
  const managed = objectIn(statement, 'ManagedRuleGroupStatement');
  return managed && (managed['Version'] ?? 'default');
}

function rateLimit({ statement }: WebAclRule): Json | undefined {
  return objectIn(statement, 'RateBasedStatement')?.['Limit'];
}

/** The statement without what has a row of its own. */
function restOfStatement({ statement }: WebAclRule): Json {
  const without = (name: string, member: string): JsonObject => {
    const inner = objectIn(statement, name);
    return inner ? { [name]: withoutMembers(inner, member) } : {};
  };
  return { ...statement, ...without('ManagedRuleGroupStatement', 'Version'), ...without('RateBasedStatement', 'Limit') };
}

/** What a Region has made up, or counts, and what only labels: everything of a set or a group that does not decide about a request. */
const notContent: ReadonlySet<string> = new Set([
  'Id',
  'ARN',
  'Name',
  'LockToken',
  'LabelNamespace',
  'Description',
  'AvailableLabels',
  'ConsumedLabels',
  'Capacity',
]);

/** Rule groups, IP sets and pattern sets that the rules name, by what is in them. Each is one row, by the name that both Regions have for it. */
export function referenceRows(contents: Pair<WebAclContent>, comparison: Comparison, below: Below): readonly ParityRow[] {
  const { sides } = comparison;
  const references = {
    primary: byName(contents.primary.references, sides.primary),
    secondary: byName(contents.secondary.references, sides.secondary),
  };
  return namesOf(references).flatMap((name) => {
    const { primary, secondary } = mapPair(references, (side) => side.get(name));
    // A set that only one of them names is in the statement of a rule already.
    if (!primary || !secondary) return [];
    const subject = below(`references/${idPart(name)}`, named(name));
    const { read, why } = readBoth({ primary, secondary });
    const texts = shownFacts({ primary, secondary }, (content) => shown(canonical(content, sides.primary, notContent)));
    if (!read?.primary || !read.secondary) return [unknownRow(subject, texts, why ?? message('not found'))];
    return valueRow(subject, read, comparison, { severity: 'warning', ignored: notContent, texts });
  });
}

/** `ipset/offices` of `arn:aws:wafv2:us-east-1:111122223333:regional/ipset/offices/0a1b`. */
function byName<T>(references: ReadonlyMap<string, T>, place: { readonly region: string }): ReadonlyMap<string, T> {
  return new Map(
    [...references].map(([arn, content]) => [
      withoutRegion(arn, place)
        .split(':')
        .at(-1)
        ?.replace(/^(regional|global)\//, '') ?? arn,
      content,
    ]),
  );
}
