// Members that many operations take, with their limits in the service model (SDK 3.1169.0).
import { dictionary, list, required, structure, text } from '../shape.ts';

export const userPoolId = required(text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' }));
export const clientId = required(text({ min: 1, max: 128, pattern: '[\\w+]+' }));
export const secretHash = text({ min: 1, max: 128, pattern: '[\\w+=/]+' });
export const username = required(text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }));
export const password = text({ max: 256, pattern: '[\\S]+.*[\\S]+' });
export const confirmationCode = required(text({ min: 1, max: 2048, pattern: '[\\S]+' }));
export const accessToken = required(text({ pattern: '[A-Za-z0-9\\-_=.]+' }));
export const session = text({ min: 20, max: 2048 });
export const userAttributes = list(structure({ Name: required(text({ min: 1, max: 32 })), Value: text({ max: 2048 }) }));
export const textsByName = dictionary(text());
