import type { TextRange } from '../../domain/textRange.ts';
import type { CodeAnalysis } from '../codeAnalysis.ts';
import type { CodeFinding } from '../codeFinding.ts';
import { additionsAt } from './additions.ts';
import type { CodeFix } from './codeFix.ts';
import { fixesOfFinding } from './fixesOfFinding.ts';

/** What can be done in the code about a finding of an analysis. */
export function fixesOf(analysis: CodeAnalysis, found: CodeFinding): readonly CodeFix[] {
  const fixes = analysis.contextsOf(found.path).map((context) => fixesOfFinding(found, context));
  return fixes.find(({ length }) => length > 0) ?? [];
}

/** What replication has beside the resource at a place and the code does not. */
export function additionsIn(analysis: CodeAnalysis, path: string, range: TextRange): readonly CodeFix[] {
  return analysis.contextsOf(path).flatMap((context) => additionsAt(path, range, context));
}
