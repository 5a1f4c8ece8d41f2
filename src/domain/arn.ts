/** Amazon Resource Names: `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN, or undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined || resource.length === 0)
    return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return ['arn', partition, service, region, account, resource].join(':');
}

/** The same resource in another Region: how the ARN of a key replica or of a user pool replica follows from that of its primary. */
export function inRegion(arn: string, region: string): string | undefined {
  const parsed = parseArn(arn);
  return parsed && formatArn({ ...parsed, region });
}

/** The key id at the end of a KMS key ARN, or the text itself when it is no ARN. */
export function keyIdOf(keyArn: string): string {
  return parseArn(keyArn)?.resource.replace(/^key\//, '') ?? keyArn;
}
