import { english } from '../../src/domain/message.ts';
import type { PlannedCall, PlanStep } from '../../src/domain/plans/plan.ts';
import type { Repair } from '../../src/domain/plans/repair/planRepair.ts';
import { differingMembers } from '../../src/domain/parity/differingMembers.ts';

/** A repair as text: a step a line, below it its calls, what they change, and what it risks; then what is not copied, why, and which texts are offered. */
export function repairText({ notCopied, plan }: Repair): string {
  return [
    ...plan.steps.flatMap(stepLines),
    ...notCopied.flatMap(({ offers, reason, rowId }) => [
      `- ${rowId}: ${english(reason)}`,
      ...(offers.length === 0 ? [] : [`    offers ${offers.map(({ language, title }) => `${language} (${english(title)})`).join(', ')}`]),
    ]),
  ].join('\n');
}

function stepLines({ calls, costs, id, risk, state, title }: PlanStep): string[] {
  return [
    `${state === 'next' ? '→' : '·'} ${id}: ${english(title)}`,
    ...calls.flatMap(callLines),
    ...(risk ? [`    risk: ${english(risk)}`] : []),
    ...(costs ? [`    costs: ${english(costs)}`] : []),
  ];
}

function callLines({ diff, input, operation, permissions, region, service }: PlannedCall): string[] {
  const needs = permissions.map(({ action }) => action).join(', ');
  const changes = diff
    ? differingMembers(diff.before, diff.after).map(
        ({ path, primary, secondary }) => `      ${path}: ${JSON.stringify(primary ?? null)} => ${JSON.stringify(secondary ?? null)}`,
      )
    : [`      ${JSON.stringify(input)}`];
  return [`    ${service} ${operation} in ${region}, needs ${needs}`, ...changes];
}
