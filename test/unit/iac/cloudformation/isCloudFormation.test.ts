import { describe, expect, it } from 'vitest';
import { isCloudFormation } from '../../../../src/iac/cloudformation/isCloudFormation.ts';
import { concernsPools } from '../../../../src/iac/concernsPools.ts';

const resources = 'Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\n';

describe('what is a template', () => {
  it.each<[string, string, string, boolean]>([
    ['resources with types', 'a.yaml', resources, true],
    ['an ending of its own', 'a.template', resources, true],
    ['no ending', 'untitled:Untitled-1', resources, true],
    ['Windows paths', 'C:\\code.d\\template.yml', resources, true],
    ['quoted names', 'a.yml', '"Resources":\n  "Pool": { "Type": "AWS::Cognito::UserPool" }', true],
    ['JSON', 'a.json', '{ "Resources": { "Pool": { "Type": "AWS::Cognito::UserPool" } } }', true],
    ['JSON on one line', 'a.json', '{"Resources":{"Pool":{"Type":"AWS::Cognito::UserPool"}}}', true],
    ['Serverless', 'serverless.yml', `service: a\nresources:\n  ${resources.replaceAll('\n', '\n  ')}`, true],
    ['SAM', 'a.yaml', 'Transform: AWS::Serverless-2016-10-31', true],
    ['several transforms', 'a.yaml', 'Transform:\n  - AWS::LanguageExtensions', true],
    ['a template that begins', 'a.yaml', "AWSTemplateFormatVersion: '2010-09-09'", true],
    ['resources of something else', 'a.yaml', 'Resources:\n  Type: Deployment', false],
    ['an ordinary file', 'package.json', '{ "name": "a" }', false],
    ['prose', 'README.md', `\`\`\`yaml\n${resources}\`\`\``, false],
    ['code with a template in it', 'a.ts', `const template = \`${resources}\`;`, false],
    ['nothing', 'a.yaml', '', false],
  ])('%s', (_case, path, text, expected) => {
    expect(isCloudFormation(path, text)).toBe(expected);
  });

  it('looks for what it reads before it reads', () => {
    expect(concernsPools(resources)).toBe(true);
    expect(concernsPools('Type: AWS::KMS::Key')).toBe(true);
    expect(concernsPools('Type: AWS::S3::Bucket')).toBe(false);
  });
});
