import { describe, expect, it } from 'vitest';
import { type CodeSettings, CodeScope } from '../../../src/iac/codeScope.ts';

const scope = (settings: Partial<CodeSettings>): CodeScope => new CodeScope({ languages: {}, exclude: [], regions: {}, ...settings });

describe('the settings about code', () => {
  it.each<[string, Partial<CodeSettings>, string, boolean]>([
    ['nothing set', {}, 'template.yaml', true],
    ['a language that is off', { languages: { terraform: false } }, 'infra/main.tf', false],
    ['another language', { languages: { terraform: false } }, 'template.yaml', true],
    ['both languages of AWS CDK', { languages: { cdk: false } }, 'stack.py', false],
    ['a document without a name', { languages: { cloudformation: false } }, 'untitled:Untitled-1', true],
    ['a folder', { exclude: ['examples'] }, 'a/examples/b/template.yaml', false],
    ['what is in a folder', { exclude: ['examples/**'] }, 'examples/b/template.yaml', false],
    ['a folder of the same name elsewhere', { exclude: ['examples/**'] }, 'a/examples/template.yaml', true],
    ['an ending', { exclude: ['*.test.ts'] }, 'src/pool.test.ts', false],
    ['a hidden folder', { exclude: ['**/generated/**'] }, '.cache/generated/t.yaml', false],
  ])('leave out files: %s', (_what, settings, path, isRead) => {
    expect(scope(settings).reads(path)).toBe(isRead);
  });

  it('give files their Region, the first glob that matches', () => {
    const { regionOf } = bound(scope({ regions: { 'west/**': 'us-west-2', '**/*.yaml': 'us-east-1' } }));
    expect([regionOf('west/a.yaml'), regionOf('east/a.yaml'), regionOf('east/a.tf')]).toEqual(['us-west-2', 'us-east-1', undefined]);
  });
});

function bound(of: CodeScope) {
  return { regionOf: (path: string) => of.regionOf(path) };
}
