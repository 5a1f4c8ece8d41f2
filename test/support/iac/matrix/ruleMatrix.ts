// The matrix of rules and readers: docs/rules/README.md has it as a table, test/fixtures/iac/matrix as fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RuleId } from '../../../../src/domain/finding.ts';
import { applyChanges } from './changes.ts';
import type { Files } from './findingsOfFiles.ts';

export const matrixFolder = path.resolve(import.meta.dirname, '../../../fixtures/iac/matrix');

/** The rules that are about code or the workspace: those of design section 5 that are not about live pools alone. */
export const codeRules = [
  'replica-tier',
  'replica-key',
  'key-not-multi-region',
  'key-arn',
  'key-replica-missing',
  'key-policy',
  'replica-region',
  'replica-duplicate',
  'replica-property',
  'regional-status',
  'regional-arn',
  'failover-routing',
  'certificate-region',
  'issuer-type',
  'issuer-authorizer',
  'issuer-hard-coded',
  'mfa-totp',
  'trigger-permission',
  'deletion-protection',
  'terraform-provider',
  'sender-key',
  'jwt-verify-version',
] as const satisfies readonly RuleId[];
export type CodeRuleId = (typeof codeRules)[number];

/** The ways to write a replicated pool down, by the names of their folders. */
export const readers = {
  'cloudformation-yaml': 'CloudFormation YAML',
  'cloudformation-json': 'CloudFormation JSON',
  sam: 'SAM',
  'terraform-awscc': 'Terraform awscc',
  'terraform-aws': 'Terraform aws',
  'cdk-l1': 'CDK L1',
  'cdk-l2': 'CDK L2 with escape hatch',
  'cdk-mixins': 'CDK property mixins',
  'cdk-python': 'CDK Python',
} as const;
export type ReaderId = keyof typeof readers;
export const readerIds = Object.keys(readers) as ReaderId[];

/** positive: the rule speaks; negative: nothing is wrong; unknown: it cannot be told; suppressed: a comment switches the rule off. */
export const caseNames = ['positive', 'negative', 'unknown', 'suppressed'] as const;
export type CaseName = (typeof caseNames)[number];

/** Why there are no fixtures: of a cell, and of one case in all cells of a reader. */
interface Reasons {
  readonly cells: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
export const reasons = JSON.parse(readFileSync(path.join(matrixFolder, 'reasons.json'), 'utf8')) as Reasons;

export interface MatrixCase {
  readonly name: string;
  readonly files: Files;
}

export interface Cell {
  readonly rule: CodeRuleId;
  readonly reader: ReaderId;
  /** Empty where the cell has no fixtures. */
  readonly cases: readonly MatrixCase[];
  readonly reason: string | undefined;
}

/** The files of a folder of fixtures; their names end in `.txt`, so that editors and formatters leave their mistakes alone. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  return new Map(
    names
      .sort()
      .map((name) => [name.replace(/\.txt$/, '').replaceAll(path.sep, '/'), readFileSync(path.join(folder, name), 'utf8')] as const),
  );
}

/** The set-up in which everything is right: what all cases of a reader are changes of. */
export function correctFiles(reader: ReaderId): Files {
  return filesIn(path.join(matrixFolder, 'readers', reader));
}

/** All cells, row by row. */
export function readMatrix(): readonly Cell[] {
  const correct = new Map(readerIds.map((reader) => [reader, correctFiles(reader)]));
  const texts = filesIn(path.join(matrixFolder, 'rules'));
  return codeRules.flatMap((rule) =>
    readerIds.map((reader) => ({
      rule,
      reader,
      cases: casesIn(texts.get(`${rule}/${reader}`) ?? '', correct.get(reader) ?? new Map()),
      reason: reasons.cells[rule]?.[reader],
    })),
  );
}

/** A cell is one file: `# positive`, and what is changed for it; `# negative: what is special about it`, and so on. */
function casesIn(text: string, correct: Files): MatrixCase[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [heading = ''] = part.split('\n', 1);
      return { name: heading.split(':')[0] ?? '', files: applyChanges(correct, part.slice(heading.length + 1)) };
    });
}

/** What a reader's cells have no fixture of, and why. */
export function exemption(reader: ReaderId, name: CaseName): string | undefined {
  return reasons.cases[reader]?.[name];
}
