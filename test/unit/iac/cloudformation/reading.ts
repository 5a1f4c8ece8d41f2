import { english } from '../../../../src/domain/message.ts';
import { readCloudFormation, type ReadingOptions } from '../../../../src/iac/cloudformation/readCloudFormation.ts';
import type { Reading, SourceFile } from '../../../../src/iac/model.ts';

/** What a text says; a refusal fails the test. */
export function reading(text: string, { path = 'template.yaml', region, ...options }: Partial<SourceFile> & ReadingOptions = {}): Reading {
  const result = readCloudFormation({ path, text, ...(region !== undefined && { region }) }, options);
  for (const { reason } of result.refusals ?? []) throw new Error(english(reason));
  return result;
}
