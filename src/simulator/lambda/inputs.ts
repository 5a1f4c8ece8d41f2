// What the operations on functions take, with the limits of the service model (SDK client-lambda 3.1164.0).
import { operationsWith } from '../service.ts';
import { required, text } from '../shape.ts';

/** Makes an operation whose inputs are refused as Lambda refuses them. */
export const operation = operationsWith('ValidationException');

export const functionName = required(
  text({
    min: 1,
    max: 170,
    pattern:
      '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9_-]+)(:(\\$LATEST|[a-zA-Z0-9_-]+))?',
  }),
);
export const qualifier = text({ min: 1, max: 128, pattern: '\\$LATEST|[a-zA-Z0-9_-]+' });
