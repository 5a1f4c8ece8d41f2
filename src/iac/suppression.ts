const comment = /cognito-replicas-ignore:[ \t]{0,8}([\w\- ,]{1,200})/g;

/**
 * Where a comment `cognito-replicas-ignore: rule-id` switches rules off: on its own line and on the next. Comments are not parsed, so that one form serves every
 * language; the words stand nowhere else.
 */
export function suppressionsIn(text: string): (rule: string, line: number) => boolean {
  if (!text.includes('cognito-replicas-ignore')) return () => false;
  const rulesByLine = new Map<number, readonly string[]>();
  text.split(/\r\n|\n|\r/).forEach((line, number) => {
    for (const [, rules = ''] of line.matchAll(comment)) rulesByLine.set(number, rules.split(/[ ,]+/));
  });
  const names = (line: number, rule: string): boolean => rulesByLine.get(line)?.includes(rule) ?? false;
  return (rule, line) => names(line, rule) || names(line - 1, rule);
}
