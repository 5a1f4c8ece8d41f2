import type { CodeIssuerPool } from '../analysis/issuerPools.ts';
import type { CodeFinding } from '../codeFinding.ts';
import type { SourceFile } from '../model.ts';
import { findCodeIssuerFindings } from './codeIssuerFindings.ts';
import { concernsIssuers } from './concernsIssuers.ts';

/**
 * What files know of the issuers of the pools that are declared beside them. A file is searched again when it or one of those pools has changed, and not with every keystroke in another file.
 */
export class IssuersOfCode {
  private readonly found = new WeakMap<SourceFile, { readonly pools: string; readonly findings: readonly CodeFinding[] }>();

  /** @param poolsOf asked only when a file names an issuer or a verifier */
  findingsIn(files: Iterable<SourceFile>, poolsOf: () => readonly CodeIssuerPool[]): readonly CodeFinding[] {
    const concerned = [...files].filter(({ text }) => concernsIssuers(text));
    if (concerned.length === 0) return [];
    const pools = poolsOf();
    const key = JSON.stringify(pools);
    return concerned.flatMap((file) => {
      const known = this.found.get(file);
      if (known?.pools === key) return known.findings;
      const findings = findCodeIssuerFindings(file.path, file.text, pools);
      this.found.set(file, { pools: key, findings });
      return findings;
    });
  }
}
