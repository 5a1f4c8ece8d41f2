import type { Finding } from '../domain/finding.ts';
import { type Message, message } from '../domain/message.ts';

/** "2 errors", "1 warning": how many findings a pool has, for its own row. Undefined when it has none. */
export function findingsMessage(findings: readonly Finding[]): Message | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors > 0) return errors === 1 ? message('1 error') : message('{errors} errors', { errors });
  if (warnings > 0) return warnings === 1 ? message('1 warning') : message('{warnings} warnings', { warnings });
  return undefined;
}
