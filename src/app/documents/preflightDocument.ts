import type { PreflightCheck } from '../../domain/failover/preflight.ts';
import { refusedOnReplica } from '../../domain/replicaOperations.ts';
import { joined, type Message, message } from '../../domain/message.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { preflightOf } from '../preflight.ts';
import type { PoolStore } from '../poolStore.ts';
import { aboutPool } from './aboutPool.ts';
import { accountOf } from './documentIds.ts';
import type { DocumentId } from './documentPath.ts';
import { markdownText } from './markdownText.ts';

export interface PreflightDocumentParts {
  readonly checks: readonly PreflightCheck[];
  readonly pool: UserPool & { readonly secondaryRegion: string };
  readonly account: string;
  /** When the facts were read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly render: (message: Message) => string;
}

/** Whether a pool can fail over now, to read and to send: the verdict first, then what is wrong, what is not known, what the replica refuses, and what is fine. Markdown. */
export function preflightDocument({ account, checks, pool, readAt, render }: PreflightDocumentParts): string {
  const { id, name, primaryRegion, secondaryRegion } = pool;
  const said = (text: Message): string => markdownText(render(text));
  const section = (title: Message, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `## ${said(title)}`, '', ...lines];
  const withState = (state: PreflightCheck['state']): string[] =>
    checks
      .filter((check) => check.state === state)
      .flatMap((check) => [
        `- **${markdownText(check.id)}**: ${said(check.message)}`,
        ...(check.remedy ? [`  - ${said(message('Remedy: {remedy}', { remedy: check.remedy }))}`] : []),
      ]);
  return [
    `# ${said(message('Preflight: {name} to {secondaryRegion}', { name, secondaryRegion }))}`,
    '',
    `**${said(preflightVerdict(checks))}**`,
    '',
    said(aboutPool({ id, primaryRegion, secondaryRegion, account, readAt })),
    ...section(message('Errors'), withState('fail')),
    ...section(message('Warnings'), withState('warn')),
    ...section(message('Unknown'), withState('unknown')),
    ...section(
      message('What does not work on the replica'),
      refusedOnReplica.map(({ operations, what }) => `- ${said(what)}: ${operations.map(markdownText).join(', ')}`),
    ),
    ...section(message('Pass'), withState('pass')),
    '',
  ].join('\n');
}

/** "Not ready to fail over · 2 errors · 1 unknown". */
export function preflightVerdict(checks: readonly PreflightCheck[]): Message {
  const of = (state: PreflightCheck['state']): number => checks.filter((check) => check.state === state).length;
  const [errors, warnings, unknown] = [of('fail'), of('warn'), of('unknown')];
  return joined([
    errors > 0
      ? message('Not ready to fail over')
      : unknown > 0
        ? message('Nothing that was read speaks against failing over')
        : message('Ready to fail over'),
    ...(errors > 0 ? [errors === 1 ? message('1 error') : message('{errors} errors', { errors })] : []),
    ...(warnings > 0 ? [warnings === 1 ? message('1 warning') : message('{warnings} warnings', { warnings })] : []),
    ...(unknown > 0 ? [message('{unknown} unknown', { unknown })] : []),
  ]);
}

/** The page of a pool, by what the store has. Undefined while that is being read. */
export function preflightContent(
  store: PoolStore,
  pool: UserPool,
  { secondaryRegion }: DocumentId,
  render: (message: Message) => string,
): string | Message | undefined {
  if (pool.secondaryRegion !== secondaryRegion || secondaryRegion === undefined) {
    return message('User pool {poolId} has no replica in {region}.', { poolId: pool.id, region: secondaryRegion ?? '' });
  }
  const checks = preflightOf(store, pool);
  return (
    checks &&
    preflightDocument({
      checks,
      pool: { ...pool, secondaryRegion },
      account: accountOf(store, pool.id) ?? '',
      readAt: store.snapshot.readAt.get(pool.id) ?? 0,
      render,
    })
  );
}
