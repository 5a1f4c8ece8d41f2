import type { Decision } from './decision.ts';

/**
 * Whether a text matches a pattern of IAM: `*` stands for any characters, `?` for one. Only the latest star is ever tried again, so that a pattern
 * of many stars takes no longer than its length times that of the text.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let [afterStar, resumeAt] = [-1, 0];
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      inPattern += 1;
      [afterStar, resumeAt] = [inPattern, inText];
    } else if (wanted === '?' || (wanted !== undefined && wanted === text[inText])) {
      inPattern += 1;
      inText += 1;
    } else if (afterStar >= 0) {
      resumeAt += 1;
      [inPattern, inText] = [afterStar, resumeAt];
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}

/** ArnEquals and ArnLike: part by part, so that a wildcard does not reach over a colon. What has not the form of an ARN is left open. */
export function matchesArn(pattern: string, arn: string): Decision {
  const [wanted, actual] = [arnParts(pattern), arnParts(arn)];
  if (wanted.length < arnLength || actual.length < arnLength) return undefined;
  return wanted.every((part, index) => matchesPattern(part, actual[index] ?? ''));
}

const arnLength = 6;

/** The last of the six parts has the rest, colons and all. */
function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length < arnLength ? parts : [...parts.slice(0, arnLength - 1), parts.slice(arnLength - 1).join(':')];
}

/** Policy variables such as `${aws:PrincipalAccount}` are replaced at the call; what they become is not known here. */
export function hasVariable(text: string): boolean {
  return text.includes('${');
}
