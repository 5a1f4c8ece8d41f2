/** A stretch of a file that begins with a block of the top level. */
export interface Segment {
  readonly start: number;
  readonly text: string;
}

/** Strings, comments and heredocs, in which a header is only text; and headers. A string that is not closed ends with its line. */
const token =
  /"(?:[^"\\\r\n]+|\\.)*"?|#.*|\/\/.*|\/\*|<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?$|^\uFEFF?(?:(?:resource|data|ephemeral)(?:[ \t]+"[^"\r\n]*"){2}|(?:variable|output|provider|module|check)[ \t]+"[^"\r\n]*"|locals|terraform|moved|removed|import)[ \t]*\{/gmu;

/** A heredoc without an end costs a search to the end of the file: after that many, more are not looked for. */
const maximumOpenHeredocs = 20;

/**
 * Cuts a file before every block of the top level that begins in the first column, as `terraform fmt` writes them. Each segment is parsed alone: an
 * edit costs one of them, and what an error does ends where the next block begins.
 */
export function segmentsOf(text: string): Segment[] {
  const starts = [0];
  let openHeredocs = 0;
  let openComment = false;
  token.lastIndex = 0;
  for (let match: RegExpExecArray | null = token.exec(text); match; match = token.exec(text)) {
    const [found, heredoc] = match;
    if (found === '/*') {
      // One that is not closed is half typed: what follows is read as if it were not there.
      const end: number = openComment ? -1 : text.indexOf('*/', match.index + 2);
      openComment = end < 0;
      if (!openComment) token.lastIndex = end + 2;
    } else if (heredoc !== undefined) {
      const end = openHeredocs < maximumOpenHeredocs ? endOfHeredoc(text, heredoc, token.lastIndex) : undefined;
      if (end === undefined) openHeredocs += 1;
      else token.lastIndex = end;
    } else if (!/^["#/]/.test(found) && match.index > 0) starts.push(match.index);
  }
  return starts
    .map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }))
    .filter(({ text: part }) => part.trim() !== '');
}

const indentation = /[^\S\n]*/y;

function endOfHeredoc(text: string, identifier: string, from: number): number | undefined {
  // Line by line: a line may be as long as the file, and have the identifier as often.
  for (let lineFeed = text.indexOf('\n', from); lineFeed >= 0; lineFeed = text.indexOf('\n', lineFeed + 1)) {
    indentation.lastIndex = lineFeed + 1;
    const at = indentation.exec(text)?.[0].length ?? 0;
    const end = lineFeed + 1 + at + identifier.length;
    if (text.startsWith(identifier, lineFeed + 1 + at) && /^[\r\n]?$/.test(text.charAt(end))) return end;
  }
  return undefined;
}
