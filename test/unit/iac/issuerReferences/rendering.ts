import { findIssuerReferences } from '../../../../src/iac/issuerReferences/findIssuerReferences.ts';
import { findIssuerFindings } from '../../../../src/iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../../../src/iac/issuerReferences/issuerPool.ts';
import type { TextRange } from '../../../../src/domain/textRange.ts';

/** A replicated pool that still has the issuer type that every pool had. */
export const shop: IssuerPool = { id: 'us-east-1_Shop1', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2', issuerType: 'ORIGINAL' };
export const switched: IssuerPool = { ...shop, issuerType: 'UPDATED' };

/** References of a text, one a line, as an editor counts: `2:7 breaks issuerUrl https://...`. */
export function referencesIn(path: string, text: string, pool: IssuerPool = shop): string[] {
  return findIssuerReferences(path, text, pool).map(
    ({ range, effect, kind }) => `${place(range)} ${effect} ${kind} ${textAt(text, range)}`,
  );
}

/** Findings of a text, one a line: `2:7 issuer-hard-coded https://...`. */
export function findingsIn(path: string, text: string, pool: IssuerPool): string[] {
  return findIssuerFindings(path, text, pool).map(({ range, finding }) => `${place(range)} ${finding.rule} ${textAt(text, range)}`);
}

function place({ start }: TextRange): string {
  return `${start.line + 1}:${start.character + 1}`;
}

function textAt(text: string, { start, end }: TextRange): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.pop() ?? '';
  const whole = [...lines, last.slice(0, end.character)];
  return whole.map((line, index) => (index === 0 ? line.slice(start.character) : line.trim())).join('⏎');
}
