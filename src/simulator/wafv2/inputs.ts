// What the operations of AWS WAF take, with the limits of the service model (SDK client-wafv2 3.1141.0; API reference).
import { operationsWith } from '../service.ts';
import { integer, oneOf, text } from '../shape.ts';

/** Makes an operation whose inputs are refused as AWS WAF refuses them. */
export const operation = operationsWith('ValidationException');

export const arn = text({ min: 20, max: 2048 });
export const entityName = text({ min: 1, max: 128, pattern: '[\\w-]+' });
export const entityId = text({ min: 1, max: 36, pattern: '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}' });
export const scope = oneOf('CLOUDFRONT', 'REGIONAL');
export const marker = text({ min: 1, max: 256 });
export const limit = integer({ min: 1, max: 100 });
