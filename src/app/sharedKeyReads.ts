import type { Result } from '../domain/failure.ts';
import type { PoolReader } from '../domain/ports.ts';

/** The same reader, asking for each key and key policy once, however many pools are encrypted with it. For one load: nothing is ever read anew. */
export function sharedKeyReads(reader: PoolReader): PoolReader {
  return { ...reader, describeKey: shared(reader.describeKey.bind(reader)), keyPolicy: shared(reader.keyPolicy.bind(reader)) };
}

type KeyRead<T> = (region: string, keyArn: string, signal: AbortSignal) => Promise<Result<T>>;

function shared<T>(read: KeyRead<T>): KeyRead<T> {
  const answers = new Map<string, Promise<Result<T>>>();
  return (region, keyArn, signal) => {
    const key = `${region} ${keyArn}`;
    const answer = answers.get(key) ?? read(region, keyArn, signal);
    answers.set(key, answer);
    return answer;
  };
}
