// What most operations of KMS take.
import { operationsWith } from '../service.ts';
import { list, required, structure, text } from '../shape.ts';

/** Makes an operation whose inputs are refused as KMS refuses them. */
export const operation = operationsWith('ValidationException');

export const keyId = required(text({ min: 1, max: 2048 }));
export const policy = text({ min: 1, max: 131_072 });
export const description = text({ max: 8192 });
export const tagList = list(structure({ TagKey: required(text({ min: 1, max: 128 })), TagValue: required(text({ max: 256 })) }));

export const tagsOf = (tags: readonly { TagKey: string; TagValue: string }[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
