import { Refusal } from '../refusal.ts';
import type { Shape, Shaped } from '../shape.ts';

/**
 * Reads an operation's input through its shape, as AWS does: a value of another JSON type is a SerializationException at once; violated
 * constraints are collected into one sentence ("1 validation error detected: …"). Members that the shape does not know are ignored, and null is absent.
 * @param validationCode the exception for violated constraints (Cognito: InvalidParameterException, KMS: ValidationException)
 */
export function readInput<S extends Shape>(shape: S, input: unknown, validationCode: string): Shaped<S> {
  const problems: string[] = [];
  const value = read(shape, input, '', problems);
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
    throw new Refusal(validationCode, `${count} detected: ${problems.join('; ')}`);
  }
  return value as Shaped<S>;
}

function read(shape: Shape, value: unknown, path: string, problems: string[]): unknown {
  const violates = (rule: string): void => {
    problems.push(`Value '${String(value)}' at '${path}' failed to satisfy constraint: ${rule}`);
  };
  switch (shape.type) {
    case 'text': {
      if (typeof value !== 'string') throw mismatch(value, 'a String');
      if (shape.values && !shape.values.includes(value)) violates(`Member must satisfy enum value set: [${shape.values.join(', ')}]`);
      if (shape.min !== undefined && value.length < shape.min) {
        violates(`Member must have length greater than or equal to ${shape.min}`);
      }
      if (shape.max !== undefined && value.length > shape.max) violates(`Member must have length less than or equal to ${shape.max}`);
      if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) {
        violates(`Member must satisfy regular expression pattern: ${shape.pattern}`);
      }
      return value;
    }
    case 'integer':
    case 'number':
      if (typeof value !== 'number') throw mismatch(value, shape.type === 'integer' ? 'an Integer' : 'a Double');
      if (shape.type === 'integer' && !Number.isInteger(value)) throw mismatch(value, 'an Integer');
      if (shape.min !== undefined && value < shape.min) violates(`Member must have value greater than or equal to ${shape.min}`);
      if (shape.max !== undefined && value > shape.max) violates(`Member must have value less than or equal to ${shape.max}`);
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw mismatch(value, 'a Boolean');
      return value;
    case 'list':
      if (!Array.isArray(value)) throw mismatch(value, 'a List');
      return value.map((item, index) => read(shape.item, item, `${path}.${index + 1}.member`, problems));
    case 'dictionary':
      return Object.fromEntries(
        Object.entries(objectOf(value)).map(([key, item]) => [key, read(shape.value, item, `${path}.${key}.member`, problems)]),
      );
    case 'structure': {
      const given = objectOf(value);
      const result: Record<string, unknown> = {};
      for (const [name, member] of Object.entries(shape.members)) {
        // Messages name members with a small first letter: 'maxResults' for MaxResults.
        const at = `${path && `${path}.`}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
        const item = Object.hasOwn(given, name) ? given[name] : undefined;
        if (item !== undefined && item !== null) result[name] = read(member, item, at, problems);
        else if (member.required) problems.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
      }
      return result;
    }
    case 'either':
    case 'anything':
      return value;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(value, 'a Structure');
  return value as Record<string, unknown>;
}

function mismatch(value: unknown, wanted: string): Refusal {
  if (Array.isArray(value)) return new Refusal('SerializationException', 'Start of list found where not expected');
  if (typeof value === 'object') return new Refusal('SerializationException', 'Start of structure or map found where not expected.');
  return new Refusal('SerializationException', `${(typeof value).toUpperCase()}_VALUE can not be converted to ${wanted}`);
}
