import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation } from 'sarif';

/** What addresses of files are relative to; the name that code hosts use, too. */
export const sourceRootId = 'SRCROOT';

export interface SourceRoot {
  /** The address of a file: relative to the root, where it is in there. */
  readonly locationOf: (file: string) => ArtifactLocation;
}

/** The root of the checkout that the working directory is in, so that addresses are the same wherever in it the check is run; else the working directory. */
export async function sourceRoot(workingDirectory = process.cwd()): Promise<SourceRoot> {
  const root = (await checkoutAround(workingDirectory)) ?? workingDirectory;
  return {
    locationOf: (file) => {
      const absolute = path.resolve(workingDirectory, file);
      const relative = path.relative(root, absolute);
      const isInside = relative !== '' && !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
      if (!isInside) return { uri: pathToFileURL(absolute).href };
      return { uri: relative.split(path.sep).map(escaped).join('/'), uriBaseId: sourceRootId };
    },
  };
}

async function checkoutAround(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = path.dirname(current)) {
    if (await isThere(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}

/** A segment of a relative address. A colon in it would be taken for the end of a scheme. */
function escaped(segment: string): string {
  // Half a pair of code units, which a file name can have, has no address.
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
