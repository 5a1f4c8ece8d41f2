import type { Severity } from '../../domain/finding.ts';
import { english } from '../../domain/message.ts';
import type { CodeFinding } from '../codeFinding.ts';
import type { Reading, Resource } from '../model.ts';
import { regionalArn, regionalStatus } from '../rules/attachmentRules.ts';
import { keyPolicy } from '../rules/keyPolicy.ts';
import { issuerAuthorizer, senderKey, terraformProvider, triggerPermission } from '../rules/poolRules.ts';
import { readinessFindings } from '../rules/readiness.ts';
import { replicaDuplicate, replicaProperty } from '../rules/replicaRules.ts';
import { Links, type Unit } from './links.ts';

const rules = [
  replicaDuplicate,
  replicaProperty,
  regionalStatus,
  regionalArn,
  keyPolicy,
  issuerAuthorizer,
  triggerPermission,
  terraformProvider,
  senderKey,
];

/** A unit of code, such as a template or a module directory, and what it says. */
export interface ReadUnit {
  readonly name: string;
  readonly reading: Reading;
}

/** What is certain of a reading does not change: units are judged with every keystroke in any of them. */
const certainOf = new WeakMap<Reading, readonly Resource[]>();

/**
 * The findings of all units of a workspace, each beside the others. What holds in every scenario of a unit is as severe as its rule says; what holds in some only is a
 * warning at most (design, section 5). Of other units only what holds in each of their scenarios counts.
 * @param links those of the same units
 */
export function findingsOfUnits(units: readonly ReadUnit[], links: Links): CodeFinding[] {
  const certain = certainUnits(units);
  return units.flatMap(({ name, reading: { scenarios } }) => {
    const [only, ...others] = scenarios;
    // A unit with one scenario is certain as a whole, so that all such units share their links.
    if (only && others.length === 0) return uniqueFindings(findingsIn(name, only, links));
    const besides = certain.filter((unit) => unit.name !== name);
    return acrossScenarios(
      scenarios.map((resources) => uniqueFindings(findingsIn(name, resources, new Links([{ name, resources }, ...besides])))),
    );
  });
}

/** What is certain of all units, with what belongs together. */
export function linksOfUnits(units: readonly ReadUnit[]): Links {
  return new Links(certainUnits(units));
}

function certainUnits(units: readonly ReadUnit[]): Unit[] {
  return units.map(({ name, reading }) => ({ name, resources: certainResources(reading) }));
}

function acrossScenarios(findings: readonly (readonly CodeFinding[])[]): CodeFinding[] {
  const found = new Map<string, { readonly finding: CodeFinding; times: number }>();
  for (const finding of findings.flat()) {
    const key = keyOf(finding);
    const before = found.get(key);
    if (before) before.times += 1;
    else found.set(key, { finding, times: 1 });
  }
  return [...found.values()].map(({ finding, times }) => (times === findings.length ? finding : milder(finding)));
}

function findingsIn(unit: string, resources: readonly Resource[], links: Links): readonly CodeFinding[] {
  return [...readinessFindings(unit, resources, links), ...rules.flatMap(({ check }) => check(unit, resources, links))];
}

/** One problem once, though several pools may lead to it. */
function uniqueFindings(findings: readonly CodeFinding[]): CodeFinding[] {
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function keyOf({ finding, path, range }: CodeFinding): string {
  return JSON.stringify([finding.rule, path, range, english(finding.message)]);
}

function milder(found: CodeFinding): CodeFinding {
  const severity: Severity = found.finding.severity === 'error' ? 'warning' : found.finding.severity;
  return { ...found, finding: { ...found.finding, severity } };
}

/** The resources that a unit has in every one of its scenarios, with the same values. */
export function certainResources(reading: Reading): readonly Resource[] {
  const known = certainOf.get(reading);
  if (known) return known;
  const [first = [], ...rest] = reading.scenarios;
  const others = rest.map((resources) => new Set(resources.map((resource) => JSON.stringify(resource))));
  const certain = others.length === 0 ? first : first.filter((resource) => others.every((set) => set.has(JSON.stringify(resource))));
  certainOf.set(reading, certain);
  return certain;
}
