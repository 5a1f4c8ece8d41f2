import { findingsOfUnit, type ReadUnit } from './analysis/analyze.ts';
import type { CodeFinding } from './codeFinding.ts';
import type { Reading, SourceFile } from './model.ts';
import { suppressionsIn } from './suppression.ts';

/** Reads one language. Files of a unit are read together: a template is one, and so are the files of a Terraform module directory. */
export interface UnitReader {
  /** The unit that a file belongs to; undefined for a file that this reader does not read. */
  unitOf(path: string): string | undefined;
  /** What the files of a unit say; undefined when they are about something else, or cannot be read. */
  read(unit: string, files: readonly SourceFile[]): Reading | undefined;
}

/**
 * The code of a workspace and its findings. Files come and go one by one; what one file says can change the findings of others, because a pool, its replica and its keys
 * may stand in different files.
 */
export class CodeAnalysis {
  private readonly readers: readonly UnitReader[];
  private readonly files = new Map<string, SourceFile>();
  private readonly units = new Map<string, ReadUnit>();
  private findings: ReadonlyMap<string, readonly CodeFinding[]> | undefined;

  constructor(readers: readonly UnitReader[]) {
    this.readers = readers;
  }

  /** Whether any reader would read a file of this path. */
  accepts(path: string): boolean {
    return this.readers.some((reader) => reader.unitOf(path) !== undefined);
  }

  /** A file as it is now. */
  set(file: SourceFile): void {
    if (this.files.get(file.path)?.text === file.text) return;
    this.files.set(file.path, file);
    this.readUnits(file.path);
  }

  remove(path: string): void {
    if (this.files.delete(path)) this.readUnits(path);
  }

  /** The findings of all files, by path; of each file at least an empty list. Those that a comment switches off are left out. */
  get all(): ReadonlyMap<string, readonly CodeFinding[]> {
    this.findings ??= this.judge();
    return this.findings;
  }

  private readUnits(path: string): void {
    this.findings = undefined;
    this.readers.forEach((reader, index) => {
      const unit = reader.unitOf(path);
      if (unit === undefined) return;
      const files = [...this.files.values()].filter((file) => reader.unitOf(file.path) === unit);
      const reading = files.length === 0 ? undefined : reader.read(unit, files);
      // Two readers may look at files of the same path.
      const name = `${index} ${unit}`;
      if (reading) this.units.set(name, { name, reading });
      else this.units.delete(name);
    });
  }

  private judge(): ReadonlyMap<string, readonly CodeFinding[]> {
    const units = [...this.units.values()];
    const byPath = new Map<string, CodeFinding[]>([...this.files.keys()].map((path) => [path, []]));
    for (const finding of units.flatMap((unit) => findingsOfUnit(unit, units))) byPath.get(finding.path)?.push(finding);
    return new Map(
      [...byPath].map(([path, found]) => {
        const isSuppressed = suppressionsIn(this.files.get(path)?.text ?? '');
        const kept = found.filter(({ finding, range }) => !isSuppressed(finding.rule, range.start.line));
        return [path, uniqueInOrder(kept)];
      }),
    );
  }
}

/** In the order of the text, a problem that two units report once. */
function uniqueInOrder(findings: readonly CodeFinding[]): readonly CodeFinding[] {
  const unique = new Map(findings.map((found) => [JSON.stringify([found.finding.rule, found.range]), found]));
  return [...unique.values()].sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}
