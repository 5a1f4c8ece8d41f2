/** The lines that differ between two sets of files, as `- before` and `+ after`, in the order of the text. What is equal at both ends is left out. */
export function changedLines(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].flatMap(([name, text]) => {
    const old = before.get(name);
    if (old === text) return [];
    const [a, b] = [old?.split(/\r?\n/) ?? [], text.split(/\r?\n/)];
    return [`${old === undefined ? 'new file ' : ''}${name}`, ...lineDifferences(a, b)];
  });
}

/** Longest common subsequence: fixtures are short. */
function lineDifferences(a: readonly string[], b: readonly string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j < b.length && (i === a.length || lengths[i]![j + 1]! > lengths[i + 1]![j]!)) lines.push(`+ ${b[j++] ?? ''}`);
    else lines.push(`- ${a[i++] ?? ''}`);
  }
  return lines;
}
