/** Regions, partitions and the host names that follow from them. */

export interface Partition {
  readonly id: string;
  readonly dnsSuffix: string;
  readonly consoleHost: string;
  /** Where services are asked that are one for all Regions, such as IAM and Route 53. Source: the endpoint rules of the SDK's clients. */
  readonly globalRegion: string;
}

const commercial: Partition = { id: 'aws', dnsSuffix: 'amazonaws.com', consoleHost: 'console.aws.amazon.com', globalRegion: 'us-east-1' };
const china: Partition = { id: 'aws-cn', dnsSuffix: 'amazonaws.com.cn', consoleHost: 'console.amazonaws.cn', globalRegion: 'cn-north-1' };
const govCloud: Partition = {
  id: 'aws-us-gov',
  dnsSuffix: 'amazonaws.com',
  consoleHost: 'console.amazonaws-us-gov.com',
  globalRegion: 'us-gov-west-1',
};

const europeanSovereign: Partition = {
  id: 'aws-eusc',
  dnsSuffix: 'amazonaws.eu',
  consoleHost: 'console.amazonaws-eusc.eu',
  globalRegion: 'eusc-de-east-1',
};

/** The partition a Region belongs to, from its prefix. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return china;
  if (region.startsWith('us-gov-')) return govCloud;
  if (region.startsWith('eusc-')) return europeanSovereign;
  return commercial;
}

/** The Region where the global services of a partition are asked, by its id; of commercial AWS where the id is none of those known. */
export function globalRegionOf(partitionId: string): string {
  return [china, govCloud, europeanSovereign].find(({ id }) => id === partitionId)?.globalRegion ?? commercial.globalRegion;
}

const regionName = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** Whether the text has the form of a Region. Whether AWS has such a Region is not asked. */
export function isRegionName(text: string): boolean {
  return regionName.test(text);
}

/**
 * The primary Region of a user pool: the part of its id before the underscore. A replica has the id of its primary.
 * Facts: cognito-replication.md section 1. Undefined when the id has another form.
 */
export function primaryRegionOf(poolId: string): string | undefined {
  const separator = poolId.indexOf('_');
  const prefix = poolId.slice(0, Math.max(separator, 0));
  return isRegionName(prefix) ? prefix : undefined;
}

/**
 * Regions in which a user pool can be replicated, as announced on 4 June 2026. A later expansion is unconfirmed, so a Region that is not here is
 * unknown rather than wrong. Facts: cognito-replication.md section 2, "Supported Regions".
 */
export const replicationRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
];

/** Other Regions that have Cognito user pools, for choosing which to list. */
export const otherRegions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-3',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'us-gov-east-1',
  'us-gov-west-1',
];
