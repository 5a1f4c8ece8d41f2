import { createHmac, randomBytes } from 'node:crypto';
import type { EnvironmentValue } from '../../domain/parity/snapshot.ts';

/** Digests that tell whether two values are equal and nothing else: the salt is made here and never leaves this process, so that nobody can try guesses against them. */
export class Digests {
  private readonly salt = randomBytes(32);

  of(value: string | Uint8Array): string {
    return createHmac('sha256', this.salt).update(value).digest('hex').slice(0, 32);
  }

  /** What is kept of an environment variable. A name of one of the pool's Regions counts as the same as that of the other. */
  ofEnvironmentValue(value: string, poolRegions: readonly string[]): EnvironmentValue {
    return {
      digest: this.of(value),
      regionlessDigest: this.of(value.replaceAll(regionNames, (name) => (poolRegions.includes(name) ? '{region}' : name))),
      regions: [...new Set(value.match(regionNames))],
    };
  }
}

/**
 * Names of Regions inside other text, such as `table-us-east-1-prod`: by their form and not by a list, which would not know the next Region. Areas and directions are those
 * of the SDK's partitions.
 */
const regionNames =
  /(?<![a-z])(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov|us-iso[a-z]?|eu-isoe|eusc-de)-(?:(?:north|south)(?:east|west)?|east|west|central)-\d{1,2}(?!\d)/g;
