import { below, type Random, shuffled } from './random.ts';

/** What may stand between any two lines of a file, by its ending. */
const between: readonly { readonly ending: RegExp; readonly lines: readonly string[] }[] = [
  { ending: /\.ya?ml$/, lines: ['', '# a comment: with { brackets', '      # Type: AWS::Cognito::UserPool'] },
  { ending: /\.json$/, lines: ['', '   '] },
  { ending: /\.tf$/, lines: ['', '# a comment', '// resource "aws_kms_key" "k" {', '/* } */'] },
  { ending: /\.ts$/, lines: ['', '// a comment with ` and {', '/* }); */'] },
  { ending: /\.py$/, lines: ['', '# a comment with """ and (', '        # cognito.CfnUserPool(self, "No")'] },
];

/** A text with comments and blank lines between some of its lines. */
export function withMoreLines(path: string, text: string, random: Random): string {
  const choices = /[-.]lock\b/.test(path) ? undefined : between.find(({ ending }) => ending.test(path))?.lines;
  // Nobody writes into a lock file.
  if (!choices) return text;
  return text
    .split('\n')
    .flatMap((line, index, { length }) => {
      const more = index < length - 1 && below(3, random) === 0;
      return more ? [line, choices[below(choices.length, random)] ?? ''] : [line];
    })
    .join('\n');
}

const attribute = /^( *)[\w.]+ *= [^[{(]*$/;

/** A Terraform file with its blocks, and the arguments on neighboring lines, in another order. */
export function reorderedTerraform(text: string, random: Random): string {
  const blocks = text.trimEnd().split(/\n\n(?=\w)/);
  return `${shuffled(blocks, random)
    .map((block) => reorderedArguments(block, random))
    .join('\n\n')}\n`;
}

function reorderedArguments(block: string, random: Random): string {
  const result: string[] = [];
  let run: string[] = [];
  const end = (): void => {
    result.push(...shuffled(run, random));
    run = [];
  };
  for (const line of block.split('\n')) {
    const indent = attribute.exec(line)?.[1];
    const before = attribute.exec(run[0] ?? '')?.[1];
    if (indent === undefined || (run.length > 0 && before !== indent)) end();
    if (indent === undefined) result.push(line);
    else run.push(line);
  }
  end();
  return result.join('\n');
}
