import type { Severity } from '../../domain/finding.ts';

/** What SARIF calls a severity. */
export const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };
