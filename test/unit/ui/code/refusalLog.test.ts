import { expect, it } from 'vitest';
import { message } from '../../../../src/domain/message.ts';
import { RefusalLog } from '../../../../src/ui/code/refusalLog.ts';

it('writes why a file is not read once, and again only for another reason', () => {
  const written: string[] = [];
  const refusals = new RefusalLog({ warn: (line) => written.push(line) });
  const long = message('longer than {limit} characters', { limit: '7' });
  refusals.write(new Map([['file:///a.ts', long]]));
  refusals.write(
    new Map([
      ['file:///a.ts', long],
      ['file:///b.ts', long],
    ]),
  );
  refusals.write(new Map());
  refusals.write(new Map([['file:///a.ts', message('nested too deeply')]]));
  refusals.write(new Map([['file:///a.ts', long]]));
  expect(written).toEqual([
    'code not checked, longer than 7 characters: file:///a.ts',
    'code not checked, longer than 7 characters: file:///b.ts',
    'code not checked, nested too deeply: file:///a.ts',
  ]);
});
