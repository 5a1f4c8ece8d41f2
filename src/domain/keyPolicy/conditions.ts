import { message } from '../message.ts';
import { allOf, anyOf, type Decision, type Judgement, not } from './decision.ts';
import { contextValue, type KeyUse } from './keyUse.ts';
import { hasVariable, matchesArn, matchesPattern } from './patterns.ts';
import { isObject, oneLine, textsOf } from './policyDocument.ts';

/** Whether a Condition element holds for a call: every operator and every key of it must. */
export function judgeConditions(conditions: unknown, use: KeyUse): Judgement {
  if (conditions === undefined) return allOf([]);
  if (!isObject(conditions)) return { decision: undefined, part: message('the conditions') };
  return allOf(
    Object.entries(conditions).flatMap(([operator, keys]): Judgement[] => {
      if (!isObject(keys)) return [{ decision: undefined, part: message('the condition {operator}', { operator: oneLine(operator) }) }];
      return Object.entries(keys).map(([key, values]) => ({
        decision: decide(operator, key, values, use),
        part: message('the condition {operator} on {key}', { operator: oneLine(operator), key: oneLine(key) }),
      }));
    }),
  );
}

interface Operator {
  readonly matches: (wanted: string, actual: string) => Decision;
  readonly negated?: true;
}

const equals: Operator['matches'] = (wanted, actual) => wanted === actual;
const equalsIgnoreCase: Operator['matches'] = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { matches: equals }],
  ['StringNotEquals', { matches: equals, negated: true }],
  ['StringEqualsIgnoreCase', { matches: equalsIgnoreCase }],
  ['StringNotEqualsIgnoreCase', { matches: equalsIgnoreCase, negated: true }],
  ['StringLike', { matches: matchesPattern }],
  ['StringNotLike', { matches: matchesPattern, negated: true }],
  // The two pairs of ARN operators behave alike.
  ['ArnEquals', { matches: matchesArn }],
  ['ArnLike', { matches: matchesArn }],
  ['ArnNotEquals', { matches: matchesArn, negated: true }],
  ['ArnNotLike', { matches: matchesArn, negated: true }],
  ['Bool', { matches: equalsIgnoreCase }],
]);

const operatorName = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/;

function decide(name: string, key: string, values: unknown, use: KeyUse): Decision {
  const wanted = textsOf(values);
  const actual = contextValue(key, use);
  if (!wanted || !actual) return undefined;
  if (name === 'Null') return anyOf(wanted, (value) => isNull(value, actual.value));
  const [, set, base = '', ifExists] = operatorName.exec(name) ?? [];
  const operator = operators.get(base);
  if (!operator) return undefined;
  const { value } = actual;
  if (value === undefined) return whenAbsent(set, ifExists !== undefined, operator.negated === true);
  const matched = anyOf(wanted, (text) => (hasVariable(text) ? undefined : operator.matches(text, value)));
  return operator.negated ? not(matched) : matched;
}

/** `Null: true` wants the key to be absent, `Null: false` wants it to be there. */
function isNull(wanted: string, actual: string | undefined): Decision {
  const text = wanted.toLowerCase();
  return text === 'true' || text === 'false' ? (text === 'true') === (actual === undefined) : undefined;
}

/** All keys known here have one value, so that a set operator matters only where there is none: all of no values hold, not any of them. */
function whenAbsent(set: string | undefined, ifExists: boolean, negated: boolean): Decision {
  if (set === 'ForAllValues') return true;
  if (set === 'ForAnyValue') return ifExists || negated ? undefined : false;
  return ifExists || negated;
}
