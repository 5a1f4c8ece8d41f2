import type { TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';
import type { IssuerPool } from './issuerPool.ts';

/** Every repetition is bounded, so that no text takes more than a fixed number of steps per character. */
const poolIdPattern = /(?<![\w-])[a-z]{2,4}(?:-[a-z]{1,12}){1,3}-\d{1,2}_[A-Za-z0-9]{1,55}(?!\w)/g;
const longestPreview = 160;
/** What is set beside a word for a secret: a line of configuration may hold one next to an issuer. */
const secretValue =
  /((?:secret|password|token|private_?key)\w{0,20}["']?\s{0,4}[:=]\s{0,4})(?:"[^"]{0,200}"?|'[^']{0,200}'?|[^\s,;}]{1,200})/gi;
/** How far from a place the id of its pool is looked for: inside its block, and among statements that no indentation holds together. */
const longestBlock = 10;
const closeBy = 3;

export type PoolEvidence = 'this' | 'other' | 'none';

/** A text with its lines, and with which pools are named where. */
export class SourceText {
  readonly text: string;
  private readonly lines: TextLines;
  private readonly evidence: ReadonlyMap<number, PoolEvidence>;
  /** Whether the whole text names this pool, only others, or none. */
  readonly pools: PoolEvidence;

  constructor(text: string, pool: IssuerPool) {
    this.text = text;
    this.lines = new TextLines(text);
    this.evidence = this.evidenceByLine(pool);
    const seen = new Set(this.evidence.values());
    this.pools = seen.has('this') ? 'this' : seen.has('other') ? 'other' : 'none';
  }

  lineAt(offset: number): number {
    return this.lines.lineAt(offset);
  }

  range(start: number, end: number): TextRange {
    return this.lines.range(start, end);
  }

  line(line: number): string {
    return this.text.slice(this.lines.startOf(line) ?? 0, this.lines.startOf(line + 1) ?? this.text.length);
  }

  /** The line around a place; of a very long line, the part that begins shortly before it. */
  preview(offset: number): string {
    const { line, character } = this.lines.position(offset);
    const start = (this.lines.startOf(line) ?? 0) + (character > longestPreview ? character - 20 : 0);
    return this.text
      .slice(start, Math.min(this.lines.startOf(line + 1) ?? this.text.length, start + longestPreview))
      .trim()
      .replaceAll(secretValue, '$1…');
  }

  /**
   * Which pool a line is about: the pool id that is nearest in its block, following lines first. Lines above count only for this pool: what stands
   * there may belong to the statement before.
   */
  poolNear(line: number): PoolEvidence {
    const last = this.lastOfBlock(line) ?? this.lastBeside(line);
    for (let after = line; after <= last; after += 1) {
      const found = this.evidence.get(after);
      if (found) return found;
    }
    for (let before = line - 1; before >= this.firstBeside(line); before -= 1) if (this.evidence.get(before) === 'this') return 'this';
    return 'none';
  }

  /** The last line of the block that a line opens, by indentation, as far as blocks are looked at; undefined when it opens none. */
  lastOfBlock(line: number): number | undefined {
    const own = this.indentation(line);
    let last = line;
    while (last - line < longestBlock && last + 1 < this.lines.count && this.indentation(last + 1) > own) last += 1;
    return last > line ? last : undefined;
  }

  /** The last line that stands beside a line in the same block. */
  private lastBeside(line: number): number {
    let last = line;
    while (last + 1 < this.lines.count && this.standsBeside(line, last + 1)) last += 1;
    return last;
  }

  private firstBeside(line: number): number {
    let first = line;
    while (first > 0 && this.standsBeside(line, first - 1)) first -= 1;
    return first;
  }

  /** Whether a line belongs with another one, when all lines between them do. Statements that are not indented have no block to hold them together. */
  private standsBeside(line: number, other: number): boolean {
    const own = this.indentation(line);
    const distance = Math.abs(other - line);
    return own > 0 ? distance <= longestBlock && this.indentation(other) >= own : distance <= closeBy && this.indentation(other) === own;
  }

  /** How far a line is indented. An empty line ends every block. */
  private indentation(line: number): number {
    const start = this.lines.startOf(line) ?? 0;
    const end = this.lines.startOf(line + 1) ?? this.text.length;
    for (let offset = start; offset < end && offset - start < 400; offset += 1) {
      const character = this.text.charAt(offset);
      if (character === '\n' || character === '\r') return -1;
      if (character !== ' ' && character !== '\t') return offset - start;
    }
    return -1;
  }

  private evidenceByLine({ id, clientIds = [] }: IssuerPool): Map<number, PoolEvidence> {
    const found = new Map<number, PoolEvidence>();
    for (const match of this.text.matchAll(poolIdPattern)) {
      const line = this.lineAt(match.index);
      if (match[0] === id || !found.has(line)) found.set(line, match[0] === id ? 'this' : 'other');
    }
    for (const clientId of clientIds) for (const offset of offsetsOf(this.text, clientId)) found.set(this.lineAt(offset), 'this');
    return found;
  }
}

/** Where a text occurs in another one, from left to right. */
export function offsetsOf(text: string, searched: string): number[] {
  const offsets: number[] = [];
  if (searched === '') return offsets;
  for (let offset = text.indexOf(searched); offset !== -1; offset = text.indexOf(searched, offset + searched.length)) offsets.push(offset);
  return offsets;
}
