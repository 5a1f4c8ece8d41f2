import { describe, expect, it } from 'vitest';
import { type DocumentId, documentPath, parseDocumentPath } from '../../../../src/app/documents/documentPath.ts';

const common = { account: '111122223333', region: 'us-east-1', poolId: 'us-east-1_TPOjPV5VU' };

describe('the path of a document', () => {
  it.each<[Pick<DocumentId, 'kind' | 'name' | 'secondaryRegion'>, string]>([
    [{ kind: 'pool', name: 'customer login, v2' }, '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/customer login, v2.pool.json'],
    [{ kind: 'key', name: 'mrk-1' }, '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/mrk-1.key.json'],
    [{ kind: 'keyPolicy', name: 'mrk-1' }, '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/mrk-1.policy.json'],
    [{ kind: 'domain', name: 'auth.example.com' }, '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/auth.example.com.domain.json'],
    [
      { kind: 'readiness', name: 'back to work', secondaryRegion: 'us-west-2' },
      '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/back to work to us-west-2.readiness.md',
    ],
  ])('%o', (part, path) => {
    const id = { ...common, ...part };
    expect(documentPath(id)).toBe(path);
    expect(parseDocumentPath(path)).toEqual(id);
  });

  it('names the partition of the Region', () => {
    expect(documentPath({ ...common, region: 'cn-north-1', kind: 'pool', name: 'a' })).toMatch(/^\/aws-cn\//);
  });

  it('stays one file, whatever an emulator calls its pools', () => {
    expect(documentPath({ ...common, kind: 'pool', name: '../../etc/passwd' })).toBe(
      '/aws/111122223333/us-east-1/us-east-1_TPOjPV5VU/..-..-etc-passwd.pool.json',
    );
  });

  it.each([
    '/',
    '/.vscode/settings.json',
    '/aws/111122223333/us-east-1/us-east-1_A/a.txt',
    '/aws-cn/111122223333/us-east-1/us-east-1_A/a.pool.json',
    '/aws/111122223333/elsewhere/us-east-1_A/a.pool.json',
    '/aws/111122223333/us-east-1/us-east-1_A/a.readiness.md',
    '/aws/111122223333/us-east-1/us-east-1_A/b/a.pool.json',
  ])('%s is none', (path) => {
    expect(parseDocumentPath(path)).toBeUndefined();
  });
});
