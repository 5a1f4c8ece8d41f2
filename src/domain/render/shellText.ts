/** A text as one word of the shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same, without quotes where the shell reads the text as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}

/** Text that stays on its line, as a comment has to. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

/** The command that the AWS CLI has for an operation: `CreateUserPoolReplica` -> `create-user-pool-replica`, `AssociateWebACL` -> `associate-web-acl` (botocore, xform_name). */
export function cliCommand(operation: string): string {
  return operation
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
