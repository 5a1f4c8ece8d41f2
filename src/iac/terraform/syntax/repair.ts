const heredocStart = /<<-?([\w-]+)[ \t]*$/;

/** A text as it is parsed, and which of its characters nobody has written. */
export interface SourceText {
  readonly text: string;
  /** Nothing in it is an error, so nobody needs to look for one. */
  readonly isClean: boolean;
  isFilledIn(offset: number): boolean;
}

export function asWritten(text: string): SourceText {
  return { text, isClean: false, isFilledIn: () => false };
}

/**
 * A segment with what is still missing while somebody types, everything else at its place: a string ends with its line, and a line that ends with `=` or a
 * dot gets a value or a name where its newline was, because the grammar does not see newlines and would take the next line for it. A line that is only
 * the beginning of a name is left out.
 */
export function repaired(text: string): SourceText {
  let heredoc: string | undefined;
  let before = '';
  const written = text.split('\n');
  const lastLines = new Map(written.map((line, index) => [line.trim(), index]));
  const lines = written.map((line, index) => {
    const bare = line.trimEnd();
    if (heredoc !== undefined) {
      if (bare.trim() === heredoc) heredoc = undefined;
      return `${line}\n`;
    }
    const code = codeOf(bare);
    const identifier = heredocStart.exec(code)?.[1];
    if (identifier !== undefined && (lastLines.get(identifier) ?? -1) > index) heredoc = identifier;
    // A line keeps its length: what is filled in stands where the newline was, and what stood behind it is made blank.
    const previous = before;
    before = code.trim() === '' ? before : code.trim();
    if (hasOpenString(code)) return `${line}"`;
    // In a list, a name alone is an item.
    if (/^\s*[\w-]+\s*$/.test(code) && !/[[(,:?=]$/.test(previous)) return `${' '.repeat(line.length)}\n`;
    if (code.length === bare.length || code.trimEnd() !== '') {
      const end = code.trimEnd();
      if (/(?:^|[^=!<>])=$/.test(end)) return `${end}${' '.repeat(line.length - end.length)}0`;
      if (/[\w\])]\.$/.test(end)) return `${end}_${' '.repeat(line.length - end.length)}`;
    }
    return `${line}\n`;
  });
  const mended = lines.join('').slice(0, text.length);
  return {
    text: mended,
    isClean: false,
    isFilledIn: (offset) => /\s/.test(text[offset] ?? '') && mended[offset] !== text[offset] && mended[offset] !== ' ',
  };
}

/** Whether there are as many braces that open as braces that close, those in texts and comments aside. */
export function areBracesClosed(text: string): boolean {
  let open = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\r\n]+|\\.)*"?|#.*|\/\/.*|[{}]/g)) {
    if (token === '{') open += 1;
    else if (token === '}') open -= 1;
  }
  return open === 0;
}

/** A line without the comment at its end. */
function codeOf(line: string): string {
  const comment = /^(?:"(?:[^"\\]+|\\.)*"?|[^"#/]|\/(?!\/))*/.exec(line);
  return comment?.[0] ?? line;
}

function hasOpenString(code: string): boolean {
  return [...code.replaceAll(/\\./g, '').matchAll(/"/g)].length % 2 === 1;
}
