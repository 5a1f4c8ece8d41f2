/** The start of an ARN. What cannot be told of a text stands in it as `${…}`, which may have colons of its own. */
const start = /^arn:(?:[\w-]{1,20}|\$\{[^}]{0,200}\}):([a-z0-9-]{1,40}):([a-z0-9-]{5,32}):/;

/** Services whose resources are compared with nothing but the Region that their ARN names: functions, pools that are let in, and identities that send. */
const comparedByRegion: ReadonlySet<string> = new Set(['lambda', 'cognito-idp', 'ses']);

/** The Region that an ARN names, as far as it is written out. */
export function regionOfArn(arn: string): string | undefined {
  return start.exec(arn)?.[2];
}

/** Whether a text says all that rules ask of it, though other parts of it cannot be told: `arn:aws:lambda:us-east-1:${account}:function:sign-up`. */
export function saysItsRegion(arn: string): boolean {
  const service = start.exec(arn)?.[1];
  return service !== undefined && comparedByRegion.has(service);
}
