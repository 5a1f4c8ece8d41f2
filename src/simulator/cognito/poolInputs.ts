// What most operations of Cognito take, and how they refuse it.
import { Refusal } from '../refusal.ts';
import { operationsWith } from '../service.ts';
import { dictionary, required, text } from '../shape.ts';

/** Makes an operation whose inputs are refused as Cognito refuses them. */
export const operation = operationsWith('InvalidParameterException');

export const userPoolId = required(text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' }));
export const regionName = required(text({ min: 5, max: 32 }));
export const nextToken = text({ min: 1, max: 131_072 });
export const tags = dictionary(text({ max: 256 }));

export const invalid = (message: string): Refusal => new Refusal('InvalidParameterException', message);
export const badToken = (): Error => invalid('Invalid pagination token.');
