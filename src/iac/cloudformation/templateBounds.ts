import { type Message, message } from '../../domain/message.ts';

/** CloudFormation takes no template that is larger, from S3 or with a change set: 1 MB. */
const largestTemplate = 1024 * 1024;

/** How deep brackets may nest. Real templates stay under 40; a parser calls itself for each. */
const deepestBrackets = 300;

/** How far a line may begin to the right, which is as deep as blocks may nest. */
const widestIndentation = 1000;

const [lineFeed, backslash, quote, openBracket, closeBracket, openBrace, closeBrace] = [10, 92, 34, 91, 93, 123, 125];

/** Why a text is not read, judged in one pass without parsing. Undefined: it may be parsed. */
export function refusalOf(text: string): Message | undefined {
  if (text.length > largestTemplate)
    return message('larger than the {limit} KB that CloudFormation takes', { limit: largestTemplate / 1024 });
  if (bracketDepth(text) > deepestBrackets) return message('brackets nest more than {limit} deep', { limit: deepestBrackets });
  if (new RegExp(`^[ \\t?:-]{${widestIndentation}}`, 'm').test(text))
    return message('a line is indented by {limit} characters or more', { limit: widestIndentation });
  return undefined;
}

/**
 * The most brackets that are open at one place. Those within a text in double quotes that ends on its line do not count, and none goes below zero, so that
 * code and prose in a template hardly matter.
 */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case lineFeed:
        // A quote that is still open is one of prose, or its text is not typed to the end.
        quoted = false;
        break;
      case backslash:
        if (quoted) index += 1;
        break;
      case quote:
        quoted = !quoted;
        break;
      case openBracket:
      case openBrace:
        if (!quoted) deepest = Math.max(deepest, (depth += 1));
        break;
      case closeBracket:
      case closeBrace:
        if (!quoted) depth = Math.max(0, depth - 1);
        break;
    }
  }
  return deepest;
}
