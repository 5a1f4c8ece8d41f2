import { areSame, type Evaluated, literal } from './evaluated.ts';

/** The operators that conditions are made of; undefined where the outcome cannot be told. */
export function binary(operator: string, left: Evaluated, right: Evaluated): Evaluated | undefined {
  switch (operator) {
    case '&&':
    case '||': {
      // One side is enough where it decides.
      const decides = operator === '||';
      if (isBoolean(left, decides) || isBoolean(right, decides)) return literal(decides);
      return isBoolean(left, !decides) && isBoolean(right, !decides) ? literal(!decides) : undefined;
    }
    case '==':
    case '!=': {
      const same = areSame(left, right);
      return same === undefined ? undefined : literal(same === (operator === '=='));
    }
    default:
      return compare(operator, left, right);
  }
}

export function unary(operator: string, operand: Evaluated): Evaluated | undefined {
  if (operand.kind !== 'literal') return undefined;
  if (operator === '!' && typeof operand.value === 'boolean') return literal(!operand.value);
  return operator === '-' && typeof operand.value === 'number' ? literal(-operand.value) : undefined;
}

function isBoolean(value: Evaluated, wanted: boolean): boolean {
  return value.kind === 'literal' && value.value === wanted;
}

function compare(operator: string, left: Evaluated, right: Evaluated): Evaluated | undefined {
  if (left.kind !== 'literal' || right.kind !== 'literal' || typeof left.value !== 'number' || typeof right.value !== 'number')
    return undefined;
  const difference = left.value - right.value;
  if (operator === '<') return literal(difference < 0);
  if (operator === '<=') return literal(difference <= 0);
  if (operator === '>') return literal(difference > 0);
  return operator === '>=' ? literal(difference >= 0) : undefined;
}
