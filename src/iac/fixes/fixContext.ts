import type { TextRange } from '../../domain/textRange.ts';
import type { Links } from '../analysis/links.ts';
import type { Attachment, Pool, Replica, Resource } from '../model.ts';
import { EditedFile } from './editedFile.ts';

/** What a fix may look at: the unit of code that a finding is in, and how it belongs to all others. */
export interface FixContext {
  readonly unit: string;
  readonly resources: readonly Resource[];
  readonly links: Links;
  /** The files of the unit by path. */
  readonly files: ReadonlyMap<string, string>;
}

export function fileOf({ files }: FixContext, path: string): EditedFile | undefined {
  const text = files.get(path);
  return text === undefined ? undefined : EditedFile.of(path, text);
}

export function textsOf({ files }: FixContext): readonly string[] {
  return [...files.values()];
}

/** The resource whose declaration a place is in: the innermost. */
export function resourceAt({ resources }: FixContext, path: string, { start }: TextRange): Resource | undefined {
  return resources
    .filter((resource) => resource.path === path && resource.kind !== 'export' && covers(resource.range, start))
    .sort((a, b) => size(a.range) - size(b.range))[0];
}

function covers({ end, start }: TextRange, { character, line }: TextRange['start']): boolean {
  const isAfterStart = line > start.line || (line === start.line && character >= start.character);
  return isAfterStart && (line < end.line || (line === end.line && character <= end.character));
}

function size({ end, start }: TextRange): number {
  return (end.line - start.line) * 10_000 + end.character - start.character;
}

/** Where a pool is replicated to, as far as code says it. */
export function secondaryRegionOf({ links, unit }: FixContext, pool: Pool): string | undefined {
  const region = links.replicaOf(unit, pool)?.secondaryRegion;
  return region?.state === 'known' ? region.value : undefined;
}

/** The Regions of a pool: primary, then secondary, as far as they are known. */
export function regionsOf(context: FixContext, pool: Pool | undefined): string[] {
  if (!pool) return [];
  const primary = pool.region.state === 'known' ? pool.region.value : undefined;
  const secondary = secondaryRegionOf(context, pool);
  // One Region alone would shut the other one out.
  return primary !== undefined && secondary !== undefined && primary !== secondary ? [primary, secondary] : [];
}

/** The pool that a replica, domain or attachment of the unit names. */
export function poolOf(
  { links, unit }: FixContext,
  resource: Replica | Attachment | Extract<Resource, { kind: 'domain' }>,
): Pool | undefined {
  return links.poolOf(unit, resource.pool)?.pool;
}
