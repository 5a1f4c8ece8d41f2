/** Placeholder until the parts exist. */
export function activate(): void {
  return;
}
