import { globalRegionOf } from '../domain/region.ts';

/**
 * IAM and Route 53 are one service for all Regions of a partition, and are asked in this one; what Route 53 measures is there, too. Source: the endpoint rules of the SDK's clients,
 * which sign requests to Route 53 for the Region that it wants.
 */
export function homeOf(partition = ''): string {
  return globalRegionOf(partition);
}
