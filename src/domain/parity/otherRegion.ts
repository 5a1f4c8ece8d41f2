import { inRegion, parseArn } from '../arn.ts';
import { isJsonList, isJsonObject, type Json } from '../json.ts';
import { nameOfRegion, type Place, withoutGeneratedEnd } from './normalise.ts';

/** A text of one Region as the other one has it: with its own name in every place where the text has that of the first. */
export function inOtherRegion(text: string, from: Place, to: Place): string {
  return text.replaceAll(nameOfRegion(from.region), to.region);
}

/** The same for every text of a value. */
export function valueInOtherRegion(value: Json, from: Place, to: Place): Json {
  if (typeof value === 'string') return inOtherRegion(value, from, to);
  if (isJsonList(value)) return value.map((item) => valueInOtherRegion(item, from, to));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, valueInOtherRegion(member, from, to)]));
}

/**
 * The function of the other Region that stands for one of this Region: the same name, version and alias. Undefined where CloudFormation made the name, which nobody can
 * tell for the other Region. A trigger calls functions of its own Region only (facts: cognito-replication.md section 3, "Lambda").
 */
export function counterpartOf(functionArn: string, from: Place, to: Place): string | undefined {
  const name = functionNameOf(functionArn);
  return withoutGeneratedEnd(name) === name ? inRegion(inOtherRegion(functionArn, from, to), to.region) : undefined;
}

/** `claims` of `arn:aws:lambda:us-east-1:111122223333:function:claims:live`. */
export function functionNameOf(functionArn: string): string {
  return parseArn(functionArn)?.resource.split(':')[1] ?? functionArn;
}

/** `live` of the same. Undefined for a function that is named without a version or an alias. */
export function qualifierOf(functionArn: string): string | undefined {
  return parseArn(functionArn)?.resource.split(':')[2];
}
