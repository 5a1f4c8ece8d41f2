/**
 * Whether a text says anything about user pools, or about the keys that one in another file may be encrypted with: all that code about something else costs,
 * in the editor, on the command line and in every reader.
 */
export function concernsPools(text: string): boolean {
  return /cognito|kms/i.test(text);
}
