import type { CodeFinding } from '../iac/codeFinding.ts';
import type { CodeFile, SkippedFile } from './codeFiles.ts';

/** What a check of files and folders found, before it is printed. */
export interface Checked {
  /** In the order of the paths, and of the text within a file. */
  readonly findings: readonly CodeFinding[];
  /** The files that findings may be in, with their texts. */
  readonly files: readonly CodeFile[];
  /** How many files were read. */
  readonly count: number;
  /** Files that were not read, or not all of them. */
  readonly skipped: readonly SkippedFile[];
}
