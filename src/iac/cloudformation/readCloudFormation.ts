import { type Message, message } from '../../domain/message.ts';
import type { TextPosition } from '../../domain/textRange.ts';
import type { Reading, Resource, SourceFile } from '../model.ts';
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
import { yamlTemplates } from './yamlTemplates.ts';

/** A file that is not read, with the reason. */
export interface Refusal {
  readonly refusal: Message;
}

export interface ReadingOptions {
  /** Where the text begins in the file of `path`: a template may be nested in a Terraform heredoc. */
  readonly origin?: TextPosition;
  /** For a document that is being edited: what its last reading parsed, so that this one need not. */
  readonly parsed?: ParsedParts;
}

type Scenarios = readonly (readonly Resource[])[];

/**
 * Reads a CloudFormation or SAM template or the resources of a Serverless configuration, in YAML or JSON. What is broken is left out, what else is there is
 * read. Several documents of one file are one unit. A text that has nothing of the model has one empty scenario.
 */
export function readCloudFormation(file: SourceFile, { origin, parsed }: ReadingOptions = {}): Reading | Refusal {
  const nothing: Reading = { scenarios: [[]] };
  if (!concernsPools(file.text)) return nothing;
  const refusal = refusalOf(file.text);
  if (refusal) return { refusal };
  try {
    parsed?.begin();
    return { scenarios: readDocuments(documentsOf(file.text, parsed), file, origin) };
  } catch (error) {
    // A parser ran out of stack all the same, or met a text that its authors did not think of. No text may take the editor down.
    return { refusal: error instanceof RangeError ? message('nested too deep') : message('not readable as YAML or JSON') };
  }
}

/** A byte order mark is a character of the text for places, and none for parsers. */
function documentsOf(text: string, parsed: ParsedParts | undefined): readonly TemplateNode[] {
  const content = text.replace(/^\uFEFF/, ' ');
  if (!isJson(content)) return yamlTemplates(text.replace(/^\uFEFF/, ''), text.startsWith('\uFEFF') ? 1 : 0, parsed);
  const document = jsonDocument(content);
  return document ? [document] : [];
}

function readDocuments(
  documents: readonly TemplateNode[],
  { path, text, region }: SourceFile,
  origin: TextPosition | undefined,
): Scenarios {
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
  return templates.reduce<Scenarios>(
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
}
