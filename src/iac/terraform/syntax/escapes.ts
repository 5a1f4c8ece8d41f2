const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The text that stands between quotes, with its escapes resolved. */
export function unquoted(written: string): string {
  if (!/[\\$%]/.test(written)) return written;
  return written.replaceAll(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))|([$%])\4\{/g,
    (whole, short?: string, long?: string, escaped?: string, doubled?: string) => {
      if (doubled !== undefined) return `${doubled}{`;
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (escaped === undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return escapes[escaped] ?? whole;
    },
  );
}
