import type { ArtifactLocation, Location, Log, Notification, Region, Result, Run } from 'sarif';
import { findingText } from '../../app/documents/findingText.ts';
import { english } from '../../domain/message.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { CodeFinding, RelatedPlace } from '../../iac/codeFinding.ts';
import type { Checked } from '../checked.ts';
import type { SkippedFile } from '../codeFiles.ts';
import { levels } from './levels.ts';
import { readProduct } from './product.ts';
import { reportingRules } from './reportingRules.ts';
import { sourceRoot, sourceRootId } from './sourceRoot.ts';

/** The findings as SARIF 2.1.0 (OASIS, with errata 01), which code hosts show on the lines that they are about. */
export async function checkedAsSarif({ findings, skipped }: Checked): Promise<string> {
  const root = await sourceRoot();
  const product = await readProduct();
  const rules = await reportingRules(new Set(findings.map(({ finding }) => finding.rule)), product);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const { version } = product;
  const run: Run = {
    tool: { driver: { name: 'Cognito Replicas', ...(version !== undefined && { version, semanticVersion: version }), rules } },
    // Without its address: that would say whose computer it was, and differ from one to the next.
    originalUriBaseIds: { [sourceRootId]: { description: { text: 'The root of the checkout, or the working directory.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: skipped.map((file) => notificationOf(file, root.locationOf)) }],
    results: findings.map((finding) => resultOf(finding, indexes.get(finding.finding.rule), root.locationOf)),
  };
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return JSON.stringify(log, null, 2);
}

type LocationOf = (path: string) => ArtifactLocation;

function resultOf({ finding, path, range, related }: CodeFinding, ruleIndex: number | undefined, locationOf: LocationOf): Result {
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[finding.severity],
    message: { text: findingText(finding, english) },
    locations: [
      {
        physicalLocation: { artifactLocation: locationOf(path), region: regionOf(range) },
        logicalLocations: [{ name: finding.subject, kind: 'resource' }],
      },
    ],
    ...(related.length > 0 && { relatedLocations: related.map((place, index) => relatedLocation(place, index, locationOf)) }),
  };
}

function relatedLocation({ path, range, message }: RelatedPlace, index: number, locationOf: LocationOf): Location {
  return {
    id: index + 1,
    physicalLocation: { artifactLocation: locationOf(path), region: regionOf(range) },
    message: { text: `${english(message)}.` },
  };
}

/** A file that was not read is not an error of the run: what else was checked counts. */
function notificationOf({ file, reason }: SkippedFile, locationOf: LocationOf): Notification {
  return {
    level: 'warning',
    message: { text: `Skipped: ${reason}.` },
    locations: [{ physicalLocation: { artifactLocation: locationOf(file) } }],
  };
}

/** Lines and columns count from one here, and the end is the column after the last. */
function regionOf({ start, end }: TextRange): Region {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
