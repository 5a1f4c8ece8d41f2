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

/** The findings of all units of a workspace, each beside the others. */
export function findingsOfUnits(units: readonly ReadUnit[]): CodeFinding[] {
  const certain = units.map(({ name, reading }): Unit => ({ name, resources: certainResources(reading) }));
  return units.flatMap((unit) =>
    findingsOfUnit(
      unit,
      certain.filter(({ name }) => name !== unit.name),
    ),
  );
}

/**
 * The findings of one unit, beside all others of the workspace. What holds in every scenario of the unit is as severe as its rule says; what holds in some only is a warning
 * at most (design, section 5). Of other units only what holds in each of their scenarios counts.
 */
function findingsOfUnit(unit: ReadUnit, others: readonly Unit[]): CodeFinding[] {
  const { scenarios } = unit.reading;
  const found = new Map<string, { readonly finding: CodeFinding; times: number }>();
  for (const resources of scenarios) {
    for (const finding of uniqueFindings(findingsIn({ name: unit.name, resources }, others))) {
      const key = keyOf(finding);
      const before = found.get(key);
      if (before) before.times += 1;
      else found.set(key, { finding, times: 1 });
    }
  }
  return [...found.values()].map(({ finding, times }) => (times === scenarios.length ? finding : milder(finding)));
}

function findingsIn(own: Unit, others: readonly Unit[]): readonly CodeFinding[] {
  const links = new Links([own, ...others]);
  return [...readinessFindings(own.name, own.resources, links), ...rules.flatMap(({ check }) => check(own.name, own.resources, links))];
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
function certainResources({ scenarios }: Reading): readonly Resource[] {
  const [first = [], ...rest] = scenarios;
  const others = rest.map((resources) => new Set(resources.map((resource) => JSON.stringify(resource))));
  return first.filter((resource) => others.every((set) => set.has(JSON.stringify(resource))));
}
