/** Whether a text may know the issuer of a pool, or verify its tokens, at all. */
export function concernsIssuers(text: string): boolean {
  return text.includes('cognito-idp') || text.includes('aws-jwt-verify');
}
