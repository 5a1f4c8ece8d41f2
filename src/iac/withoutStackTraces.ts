/**
 * Runs a parser that makes an error of everything that it goes on after. Nobody looks where in the parser these came from, and to note that takes most of the time of a text that
 * is broken from end to end.
 */
export function withoutStackTraces<T>(parse: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = before;
  }
}
