import { failureMessage } from '../domain/failure.ts';
import { type Message, message } from '../domain/message.ts';
import { countRows, differencesOf } from '../domain/parity/row.ts';
import type { PoolParity } from './poolParity.ts';

/** "2 differences": what the row of a replica says once its Regions were compared. Undefined before. */
export function differencesMessage(parity: PoolParity | undefined): Message | undefined {
  if (!parity) return undefined;
  const { failure, rows } = parity;
  if (!rows) return failure && message('not compared: {failure}', { failure: failureMessage(failure) });
  const differences = differencesOf(rows).length;
  if (differences > 0) return differences === 1 ? message('1 difference') : message('{differences} differences', { differences });
  const { unknown } = countRows(rows);
  return unknown > 0 ? message('{unknown} unknown', { unknown }) : message('no differences');
}
