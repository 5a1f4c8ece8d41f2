import type { Message } from '../domain/message.ts';
import { certainResources, findingsOfUnits, linksOfUnits, type ReadUnit } from './analysis/analyze.ts';
import { codeIssuerPools } from './analysis/issuerPools.ts';
import { Links } from './analysis/links.ts';
import type { CodeFinding } from './codeFinding.ts';
import type { FixContext } from './fixes/fixContext.ts';
import { FolderRegions, namesRegions, type RegionIn } from './folderRegions.ts';
import { IssuersOfCode } from './issuerReferences/issuersOfCode.ts';
import type { Reading, Resource, SourceFile } from './model.ts';
import { isBeside } from './folderOf.ts';
import { suppressionsIn } from './suppression.ts';

/** Reads one language. Files of a unit are read together: a template is one, and so are the files of a Terraform module directory. */
export interface UnitReader {
  /** The unit that a file belongs to; undefined for a file that this reader does not read. */
  unitOf(path: string): string | undefined;
  /** Whether what it reads is deployed to where a samconfig in its folder says. */
  readonly isDeployedBySam?: boolean;
  /** What the files of a unit say; undefined when they are about something else, or cannot be read. */
  read(unit: string, files: readonly SourceFile[]): Reading | undefined;
  /** Lets go of what is kept of a unit whose last file is gone. */
  forget?(unit: string): void;
}

/**
 * The code of a workspace and its findings. Files come and go one by one; what one file says can change the findings of others, because a pool, its replica and its keys
 * may stand in different files.
 */
export class CodeAnalysis {
  /** Each reader, and the files of its units. */
  private readonly readers = new Map<UnitReader, Map<string, Map<string, SourceFile>>>();
  private readonly files = new Map<string, SourceFile>();
  private readonly units = new Map<string, ReadUnit>();
  private readonly regions = new FolderRegions();
  private readonly issuers = new IssuersOfCode();
  private findings: ReadonlyMap<string, readonly CodeFinding[]> | undefined;

  /** Reads the files that are there with one more reader, and those that come. */
  addReader(reader: UnitReader): void {
    this.readers.set(reader, new Map());
    const changed = [...this.files.values()].map((file) => this.place(reader, file));
    for (const unit of new Set(changed)) this.readUnit(reader, unit);
  }

  /** Takes the Region of templates from the samconfig of their folder, where the caller does not say it. */
  addRegions(regionIn: RegionIn): void {
    this.regions.regionIn = regionIn;
    for (const file of this.files.values()) this.readRegion(file);
  }

  /** A file as it is now. */
  set(file: SourceFile): void {
    const before = this.files.get(file.path);
    if (before?.text === file.text && before.region === file.region) return;
    this.files.set(file.path, file);
    this.findings = undefined;
    this.readRegion(file);
    for (const reader of this.readers.keys()) this.readUnit(reader, this.place(reader, file));
  }

  remove(path: string): void {
    if (!this.files.delete(path)) return;
    this.findings = undefined;
    if (this.regions.remove(path)) this.readTemplatesBeside(path);
    for (const [reader, units] of this.readers) {
      const unit = reader.unitOf(path);
      if (unit === undefined) continue;
      units.get(unit)?.delete(path);
      this.readUnit(reader, unit);
    }
  }

  /** The findings of all files, by path; of each file at least an empty list. Those that a comment switches off are left out. */
  get all(): ReadonlyMap<string, readonly CodeFinding[]> {
    this.findings ??= this.judge();
    return this.findings;
  }

  /** The units that a file is in, each with its resources as they are in its first scenario, and how they belong to those of others. */
  contextsOf(path: string): FixContext[] {
    return [...this.readers].flatMap(([reader, units]) => {
      const unit = reader.unitOf(path);
      const name = this.nameOf(reader, unit ?? '');
      const resources = unit === undefined ? undefined : this.units.get(name)?.reading.scenarios[0];
      if (unit === undefined || !resources) return [];
      const others = [...this.units.values()].filter((other) => other.name !== name);
      const links = new Links([
        { name, resources },
        ...others.map((other) => ({ name: other.name, resources: certainResources(other.reading) })),
      ]);
      const files = new Map([...(units.get(unit)?.values() ?? [])].map((file) => [file.path, file.text]));
      return [{ unit: name, resources, links, files }];
    });
  }

  /** The resources that a file declares, as they are in the first scenario of its unit. */
  resourcesOf(path: string): readonly Resource[] {
    return [...this.readers.keys()].flatMap((reader) => {
      const unit = reader.unitOf(path);
      const reading = unit === undefined ? undefined : this.units.get(this.nameOf(reader, unit))?.reading;
      return (reading?.scenarios[0] ?? []).filter((resource) => resource.path === path);
    });
  }

  /** Two readers may look at files of the same path. */
  private nameOf(reader: UnitReader, unit: string): string {
    return `${[...this.readers.keys()].indexOf(reader)} ${unit}`;
  }

  /** The files that are not read, or not all of them, by path, with the reason. */
  get refusals(): ReadonlyMap<string, Message> {
    const refusals = [...this.units.values()].flatMap(({ reading }) => reading.refusals ?? []);
    return new Map(refusals.map(({ path, reason }) => [path, reason]));
  }

  /** What a samconfig says now. */
  private readRegion({ path, text }: SourceFile): void {
    if (namesRegions(path) && this.regions.set(path, text)) this.readTemplatesBeside(path);
  }

  /** Reads the templates in the folder of a file, because the Region that they are deployed to has changed. */
  private readTemplatesBeside(path: string): void {
    const beside = [...this.files.values()].filter((file) => isBeside(file.path, path));
    for (const reader of this.readers.keys()) {
      if (reader.isDeployedBySam !== true) continue;
      for (const file of beside) this.readUnit(reader, this.place(reader, file));
    }
  }

  /** Puts a file where its unit is; undefined for a file that the reader does not read. */
  private place(reader: UnitReader, file: SourceFile): string | undefined {
    const unit = reader.unitOf(file.path);
    const units = this.readers.get(reader);
    if (unit === undefined || !units) return undefined;
    const files = units.get(unit) ?? new Map<string, SourceFile>();
    const region = file.region ?? (reader.isDeployedBySam === true ? this.regions.regionOf(file.path) : undefined);
    units.set(unit, files.set(file.path, { ...file, ...(region !== undefined && { region }) }));
    return unit;
  }

  private readUnit(reader: UnitReader, unit: string | undefined): void {
    if (unit === undefined) return;
    this.findings = undefined;
    const files = [...(this.readers.get(reader)?.get(unit)?.values() ?? [])];
    const reading = files.length === 0 ? undefined : reader.read(unit, files);
    if (files.length === 0) {
      reader.forget?.(unit);
      this.readers.get(reader)?.delete(unit);
    }
    const name = this.nameOf(reader, unit);
    if (reading) this.units.set(name, { name, reading });
    else this.units.delete(name);
  }

  private judge(): ReadonlyMap<string, readonly CodeFinding[]> {
    const units = [...this.units.values()];
    const links = linksOfUnits(units);
    const byPath = new Map<string, CodeFinding[]>([...this.files.keys()].map((path) => [path, []]));
    const issuers = this.issuers.findingsIn(this.files.values(), () => codeIssuerPools(links));
    for (const finding of [...findingsOfUnits(units, links), ...issuers]) byPath.get(finding.path)?.push(finding);
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
