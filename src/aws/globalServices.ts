/**
 * IAM and Route 53 are one service for all Regions of a partition, and are asked in this one; what Route 53 measures is there, too. Source: the endpoint rules of the SDK's clients,
 * which sign requests to Route 53 for the Region that it wants.
 */
export function homeOf(partition = ''): string {
  return homes[partition] ?? 'us-east-1';
}

const homes: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};
