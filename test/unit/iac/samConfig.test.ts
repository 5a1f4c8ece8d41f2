import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../../src/iac/codeAnalysis.ts';
import { CodeReaders } from '../../../src/iac/codeReaders.ts';
import { samConfigRegion } from '../../../src/iac/samConfig.ts';

const deploys = (environment: string, region: string) => `[${environment}.deploy.parameters]\nstack_name = "a"\nregion = "${region}"\n`;

describe('the Region of a samconfig', () => {
  it.each<[string, string, string | undefined]>([
    ['one environment', `version = 0.1\n${deploys('default', 'eu-west-1')}`, 'eu-west-1'],
    ['environments that agree', deploys('default', 'eu-west-1') + deploys('prod', 'eu-west-1'), 'eu-west-1'],
    ['environments that do not', deploys('default', 'eu-west-1') + deploys('dr', 'eu-central-1'), undefined],
    ['an environment without one', `${deploys('default', 'eu-west-1')}[dr.deploy.parameters]\nstack_name = "b"\n`, undefined],
    ['an environment that only builds', `${deploys('default', 'eu-west-1')}[ci.build.parameters]\ncached = true\n`, 'eu-west-1'],
    ['what is set for all commands', '[default.global.parameters]\nregion = "eu-west-1"\n', 'eu-west-1'],
    [
      'the command before all commands',
      `[default.global.parameters]\nregion = "eu-west-2"\n${deploys('default', 'eu-west-1')}`,
      'eu-west-1',
    ],
    ['no Region by its form', deploys('default', '${REGION}'), undefined],
    ['a number', '[default.deploy.parameters]\nregion = 1\n', undefined],
    ['nothing', '', undefined],
    ['half a line', '[default.deploy.parameters]\nregion = "eu-we', undefined],
    ['names that every object has', '[default.deploy.parameters.__proto__]\nregion = "eu-west-1"\n[constructor]\na = 1\n', undefined],
    ['arrays within arrays', `a = ${'['.repeat(50_000)}`, undefined],
    ['a text that nobody wrote', `#${'x'.repeat(200_000)}\n${deploys('default', 'eu-west-1')}`, undefined],
  ])('%s', (_case, text, region) => {
    expect(samConfigRegion('samconfig.toml', text)).toBe(region);
  });

  it.each<[string, string, string | undefined]>([
    ['YAML', 'version: 0.1\ndefault:\n  deploy:\n    parameters: { region: eu-west-1 }\n', 'eu-west-1'],
    ['half-typed YAML', 'default: { deploy: { parameters: { region: "eu-', undefined],
    [
      'aliases that double',
      `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
      undefined,
    ],
    ['YAML within YAML', `a: ${'['.repeat(50_000)}`, undefined],
  ])('%s', (_case, text, region) => {
    expect(samConfigRegion('samconfig.yaml', text)).toBe(region);
  });
});

describe('templates beside a samconfig', () => {
  const template = `Resources:
  Pool: { Type: AWS::Cognito::UserPool }
  Replica:
    Type: AWS::Cognito::UserPoolReplica
    Properties: { UserPoolId: !Ref Pool, RegionName: eu-west-1 }
`;
  const terraform = `resource "awscc_cognito_user_pool" "p" {
}
resource "awscc_cognito_user_pool_replica" "r" {
  user_pool_id = awscc_cognito_user_pool.p.user_pool_id
  region_name  = "eu-west-1"
}
`;

  async function analysisOf(files: Readonly<Record<string, string>>): Promise<{ analysis: CodeAnalysis; inPrimary: () => string[] }> {
    const analysis = new CodeAnalysis();
    const readers = new CodeReaders(analysis, loadWasm);
    for (const [path, text] of Object.entries(files)) {
      analysis.set({ path, text });
      await readers.need(path);
    }
    /** The files that are said to have their replica in the primary Region. */
    const inPrimary = () =>
      [...analysis.all].filter(([, found]) => found.some(({ finding }) => finding.rule === 'replica-region')).map(([path]) => path);
    return { analysis, inPrimary };
  }

  it('have its Region, whichever is read first, and follow its changes', async () => {
    const { analysis, inPrimary } = await analysisOf({ 'a/t.yaml': template, 'a/samconfig.toml': deploys('default', 'eu-west-1') });
    expect(inPrimary()).toEqual(['a/t.yaml']);
    analysis.set({ path: 'a/samconfig.toml', text: deploys('default', 'eu-west-2') });
    expect(inPrimary()).toEqual([]);
    analysis.set({ path: 'a/samconfig.toml', text: deploys('default', 'eu-west-1') });
    analysis.set({ path: 'a/other.yaml', text: template });
    expect(inPrimary()).toEqual(['a/t.yaml', 'a/other.yaml']);
    analysis.remove('a/samconfig.toml');
    expect(inPrimary()).toEqual([]);
  });

  it('are those of its folder alone, and no code in other languages', async () => {
    const { inPrimary } = await analysisOf({
      'a/samconfig.toml': deploys('default', 'eu-west-1'),
      't.yaml': template,
      'a/b/t.yaml': template,
      'a/main.tf': terraform,
      'file:///c%3A/a/samconfig.yaml': 'default: { deploy: { parameters: { region: eu-west-1 } } }',
      'file:///c%3A/a/t.yaml': template,
    });
    expect(inPrimary()).toEqual(['file:///c%3A/a/t.yaml']);
  });

  it('keep the Region that the caller gives them, and take it when only it changes', async () => {
    const { analysis, inPrimary } = await analysisOf({ 't.yaml': template, 'samconfig.toml': deploys('default', 'eu-west-1') });
    analysis.set({ path: 't.yaml', text: template, region: 'us-east-1' });
    expect(inPrimary()).toEqual([]);
    analysis.set({ path: 'samconfig.toml', text: `${deploys('default', 'eu-west-1')}# again` });
    expect(inPrimary()).toEqual([]);
    analysis.set({ path: 't.yaml', text: template });
    expect(inPrimary()).toEqual(['t.yaml']);
  });

  it('have the Region of the file that the SAM CLI takes of several', async () => {
    const { inPrimary } = await analysisOf({
      't.yaml': template,
      'samconfig.yaml': 'default: { deploy: { parameters: { region: eu-west-1 } } }',
      'samconfig.toml': deploys('default', 'us-east-1'),
    });
    expect(inPrimary()).toEqual([]);
  });
});
