import picomatch from 'picomatch';
import type { CodeLanguageName } from './codeReaders.ts';
import { languageNameOf } from './codeReaders.ts';

/** What somebody set about infrastructure code. Globs are those of VS Code's settings: relative to the folder, or of the whole path. */
export interface CodeSettings {
  readonly languages: Readonly<Partial<Record<CodeLanguageName, boolean>>>;
  readonly exclude: readonly string[];
  /** By glob: the Region that the templates are deployed to. The first glob that matches decides. */
  readonly regions: Readonly<Record<string, string>>;
}

export const everything: CodeSettings = { languages: {}, exclude: [], regions: {} };

/** Which files are looked at, and which Region is set for them. */
export class CodeScope {
  private readonly languages: CodeSettings['languages'];
  private readonly isExcluded: (path: string) => boolean;
  private readonly regions: readonly { readonly matches: (path: string) => boolean; readonly region: string }[];

  constructor({ exclude, languages, regions }: CodeSettings) {
    this.languages = languages;
    this.isExcluded = matcher(exclude);
    this.regions = Object.entries(regions).map(([glob, region]) => ({ matches: matcher([glob]), region }));
  }

  /** @param path relative to the folder that is open, with slashes */
  reads(path: string): boolean {
    const language = languageNameOf(path);
    return (language === undefined || this.languages[language] !== false) && !this.isExcluded(path);
  }

  regionOf(path: string): string | undefined {
    return this.regions.find(({ matches }) => matches(path))?.region;
  }
}

/** A glob without a slash is one of names, and a folder's name means what is in it. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map((glob) => {
    const wanted = glob.includes('/') ? glob : `**/${glob}`;
    return picomatch([wanted, `${wanted.replace(/\/$/, '')}/**`], { dot: true });
  });
  return (path) => matchers.some((matches) => matches(path));
}
