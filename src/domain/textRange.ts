/** A place in a text, zero-based; `character` counts UTF-16 code units, as VS Code and the JSON of the command line do. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}
