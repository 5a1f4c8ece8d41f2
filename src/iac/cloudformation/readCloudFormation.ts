import { message } from '../../domain/message.ts';
import type { TextPosition } from '../../domain/textRange.ts';
import type { Reading, Resource, SourceFile } from '../model.ts';
import { refused, tooDeep } from '../refusal.ts';
import { TextLines } from '../textLines.ts';
import { mostCases } from './cases.ts';
import { concernsPools } from '../concernsPools.ts';
import { isJson, jsonDocument } from './jsonNodes.ts';
import type { ParsedParts } from './parsedParts.ts';
import { resourcesOf } from './resources.ts';
import { mostSteps, readCases } from './scenarios.ts';
import { templateOf } from './template.ts';
import { refusalOf } from './templateBounds.ts';
import type { TemplateNode } from './templateNode.ts';
import { mostMergedEntries } from './yamlNodes.ts';
import { yamlTemplates } from './yamlTemplates.ts';

export interface ReadingOptions {
  /** Where the text begins in the file of `path`: a template may be nested in a Terraform heredoc. */
  readonly origin?: TextPosition;
  /** For a document that is being edited: what its last reading parsed, so that this one need not. */
  readonly parsed?: ParsedParts;
}

/** Aliases that double each time, or what comes out alike: what is left is unknown. */
const tooManySteps = message('more than {limit} steps to evaluate', { limit: mostSteps.toLocaleString('en') });
const tooManyMerges = message('more than {limit} entries come from merge keys', { limit: mostMergedEntries.toLocaleString('en') });

type Scenarios = readonly (readonly Resource[])[];

/**
 * Reads a CloudFormation or SAM template or the resources of a Serverless configuration, in YAML or JSON. What is broken is left out, what else is there is
 * read. Several documents of one file are one unit. A text that has nothing of the model has one empty scenario.
 */
export function readCloudFormation(file: SourceFile, { origin, parsed }: ReadingOptions = {}): Reading {
  const nothing: Reading = { scenarios: [[]] };
  if (!concernsPools(file.text)) return nothing;
  const refusal = refusalOf(file.text);
  if (refusal) return refused(file.path, refusal);
  try {
    parsed?.begin();
    return readDocuments(parsedText(file.text, parsed), file, origin);
  } catch (error) {
    // A parser ran out of stack all the same, or met a text that its authors did not think of. No text may take the editor down.
    return refused(file.path, error instanceof RangeError ? tooDeep() : message('not readable as YAML or JSON'));
  }
}

interface Parsed {
  readonly documents: readonly TemplateNode[];
  /** Merge keys bring in more than is followed. */
  readonly mergesTooMuch: boolean;
}

/** A byte order mark is a character of the text for places, and none for parsers. */
function parsedText(text: string, parts: ParsedParts | undefined): Parsed {
  const content = text.replace(/^\uFEFF/, ' ');
  if (!isJson(content)) return yamlTemplates(text.replace(/^\uFEFF/, ''), text.startsWith('\uFEFF') ? 1 : 0, parts);
  const document = jsonDocument(content);
  return { documents: document ? [document] : [], mergesTooMuch: false };
}

function readDocuments(
  { documents, mergesTooMuch }: Parsed,
  { path, text, region }: SourceFile,
  origin: TextPosition | undefined,
): Reading {
  const lines = new TextLines(text);
  const move = ({ line, character }: TextPosition): TextPosition =>
    origin ? { line: line + origin.line, character: line === 0 ? character + origin.character : character } : { line, character };
  const range = (start: number, end: number): { start: TextPosition; end: TextPosition } => ({
    start: move(lines.position(start)),
    end: move(lines.position(end)),
  });
  const setting = { path, places: { range } };
  const budget = { steps: mostSteps };
  const templates = documents.map(templateOf).filter((template) => template !== undefined);
  const scenarios = templates.reduce<Scenarios>(
    (before, template, index) => {
      // The same logical id may be in two documents.
      const prefix = index === 0 ? '' : `${index + 1}:`;
      const read = (ignoresConditions: boolean): Scenarios =>
        readCases(template, { region, prefix, budget, ignoresConditions }, (scope) => resourcesOf(scope, setting));
      const all = read(false);
      const cases = before.length * all.length > mostCases ? read(true) : all;
      return before.flatMap((first) => cases.map((second) => [...first, ...second]));
    },
    [[]],
  );
  const reason = budget.steps < 0 ? tooManySteps : mergesTooMuch ? tooManyMerges : undefined;
  return { scenarios, ...(reason && { refusals: [{ path, reason }] }) };
}
