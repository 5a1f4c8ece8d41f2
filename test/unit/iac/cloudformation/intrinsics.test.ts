import { describe, expect, it } from 'vitest';
import type { Pool, Value } from '../../../../src/iac/model.ts';
import { reading } from './reading.ts';

/** What the name of a pool is in every case, when `expression` is written for it. */
function named(expression: string, region?: string): string[] {
  const text = `Parameters:
  Plain: { Type: String }
  Stage: { Type: String, Default: dev }
  One: { Type: String, AllowedValues: [only] }
  Number: { Type: Number, Default: 007 }
  List: { Type: CommaDelimitedList, Default: 'a, b' }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /name }
  Secret: { Type: String, Default: '{{resolve:ssm:name}}' }
Mappings:
  Map: { dev: { Name: mapped, Names: [first, second] }, us-east-1: { Name: east } }
Conditions:
  Yes: !Equals [a, a]
Resources:
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: ${expression}
  Key: { Type: AWS::KMS::Key }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/users } }
  Loop: { Type: AWS::KMS::Alias, Properties: { AliasName: !Sub 'alias/\${Loop}' } }
`;
  return reading(text, { ...(region !== undefined && { region }) }).scenarios.map((resources) => {
    const pool = resources.find(({ id }) => id === 'Pool') as Pool;
    return shown(pool.name);
  });
}

function shown(value: Value<unknown>): string {
  if (value.state !== 'known') return value.state;
  const { kind, text, resource, attribute, name } = value.value as Record<string, string>;
  return kind === 'literal' ? String(text) : kind === 'attribute' ? `${resource}.${attribute}` : `import ${name}`;
}

describe('what a name is', () => {
  it.each<[string, string]>([
    ['users', 'users'],
    ['"users"', 'users'],
    ["'it''s'", "it's"],
    ['2012-10-17', '2012-10-17'],
    ['0123', '0123'],
    ['OFF', 'OFF'],
    ['!!str users', 'users'],
    ['', 'unknown'],
    ['null', 'unknown'],
    ['~', 'unknown'],
    ['[a, b]', 'unknown'],
    ['{ a: b }', 'unknown'],
    ['"{{resolve:ssm:name}}"', 'unknown'],
    ['"{{ jinja }}"', 'unknown'],
    ['{{ jinja }}', 'unknown'],
    ['"${self:service}"', 'unknown'],
    // Ref
    ['!Ref Stage', 'dev'],
    ['{ Ref: Stage }', 'dev'],
    ['{ "Ref": "Stage" }', 'dev'],
    ['!Ref Number', '007'],
    ['!Ref One', 'only'],
    ['!Ref Plain', 'unknown'],
    ['!Ref Stored', 'unknown'],
    ['!Ref Secret', 'unknown'],
    ['!Ref List', 'unknown'],
    ['!Ref Nowhere', 'unknown'],
    ['!Ref Key', 'Key.id'],
    ['!Ref Alias', 'alias/users'],
    ['!Ref Loop', 'unknown'],
    ['!Ref AWS::NoValue', 'absent'],
    ['!Ref AWS::StackName', 'unknown'],
    ['!Ref AWS::Region', 'unknown'],
    ['!Ref', 'unknown'],
    ['!Ref [a]', 'unknown'],
    // Fn::GetAtt
    ['!GetAtt Key.Arn', 'Key.arn'],
    ['!GetAtt Key.KeyId', 'Key.id'],
    ['!GetAtt Pool.UserPoolId', 'Pool.id'],
    ['!GetAtt Pool.ProviderURL', 'Pool.ProviderURL'],
    ['!GetAtt [Key, Arn]', 'Key.arn'],
    ['{ Fn::GetAtt: [Key, Arn] }', 'Key.arn'],
    ['{ Fn::GetAtt: Key.Arn }', 'Key.arn'],
    ['!GetAtt Nested.Outputs.PoolId', 'Nested.Outputs.PoolId'],
    ['!GetAtt [Key, !Ref Plain]', 'unknown'],
    ['!GetAtt Key', 'unknown'],
    // Fn::Sub
    ['!Sub plain', 'plain'],
    ['!Sub "${Stage}-users"', 'dev-users'],
    ['!Sub "${ Stage }-users"', 'dev-users'],
    ['!Sub "${Key}"', 'Key.id'],
    ['!Sub "${Key.Arn}"', 'Key.arn'],
    ['!Sub "${Plain}-users"', 'unknown'],
    ['!Sub "${!Stage}"', 'unknown'],
    ['!Sub ["${A}-${Stage}", { A: !Ref One }]', 'only-dev'],
    ['!Sub ["${Stage}", { Stage: !GetAtt Key.Arn }]', 'Key.arn'],
    ['{ Fn::Sub: ["${A}", { A: b }] }', 'b'],
    ['!Sub "{{resolve:ssm:${Stage}}}"', 'unknown'],
    ['!Sub arn:aws:cognito-idp:us-east-1:${AWS::AccountId}:userpool/x', 'arn:aws:cognito-idp:us-east-1:${AWS::AccountId}:userpool/x'],
    ['!Sub arn:aws:lambda:us-west-2:${AWS::AccountId}:function:${Plain}', 'arn:aws:lambda:us-west-2:${AWS::AccountId}:function:${Plain}'],
    ['!Sub arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f', 'unknown'],
    ['!Sub arn:aws:kms:us-west-2:${AWS::AccountId}:key/${Plain}', 'unknown'],
    ['!Sub arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Pool}', 'Pool.arn'],
    // Fn::Join, Fn::Select, Fn::Split
    ['!Join ["-", [a, !Ref Stage, !Ref AWS::NoValue, b]]', 'a-dev-b'],
    ['!Join ["", [!GetAtt Key.Arn]]', 'Key.arn'],
    ['!Join ["-", !Ref List]', 'a-b'],
    ['!Join ["-", [a, !Ref Plain]]', 'unknown'],
    ['!Join ["-"]', 'unknown'],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select ["0", !Ref List]', 'a'],
    ['!Select [0, !Split ["/", "a/b"]]', 'a'],
    ['!Select [5, [a]]', 'unknown'],
    ['!Select [!Ref Plain, [a]]', 'unknown'],
    ['!Select [0, !GetAZs ""]', 'unknown'],
    ['!Select [5, !Split [":", !GetAtt Key.Arn]]', 'unknown'],
    // Fn::FindInMap
    ['!FindInMap [Map, !Ref Stage, Name]', 'mapped'],
    ['{ Fn::FindInMap: [Map, dev, Name] }', 'mapped'],
    ['!Select [1, !FindInMap [Map, dev, Names]]', 'second'],
    ['!FindInMap [Map, nowhere, Name]', 'unknown'],
    ['!FindInMap [Map, nowhere, Name, { DefaultValue: fallback }]', 'fallback'],
    ['!FindInMap [Map, !Ref Plain, Name, { DefaultValue: fallback }]', 'unknown'],
    ['!FindInMap [Map, !Ref AWS::Region, Name]', 'unknown'],
    // Fn::If
    ['!If [Yes, a, b]', 'a'],
    ['{ Fn::If: [Yes, !Ref Stage, b] }', 'dev'],
    ['!If [Nowhere, a, b]', 'unknown'],
    ['!If [Yes]', 'unknown'],
    // Fn::ImportValue
    ['!ImportValue shared-pool', 'import shared-pool'],
    ['{ Fn::ImportValue: !Sub "${Stage}-pool" }', 'import dev-pool'],
    ['!ImportValue { "Fn::Sub": "${Plain}-pool" }', 'unknown'],
    // What is not evaluated
    ['!Base64 users', 'unknown'],
    ['!Cidr [a, 1, 1]', 'unknown'],
    ['!Transform { Name: Macro }', 'unknown'],
    ['{ Fn::Length: [a] }', 'unknown'],
    ['{ Fn::ToJsonString: [a] }', 'unknown'],
    ['!Condition Yes', 'unknown'],
    ['!vault secret', 'unknown'],
    ['*nowhere', 'unknown'],
  ])('%s is %s', (expression, expected) => {
    expect(named(expression)).toEqual([expected]);
  });

  it.each<[string, string, string]>([
    ['!Ref AWS::Region', 'us-east-1', 'us-east-1'],
    ['!Ref AWS::Partition', 'cn-north-1', 'aws-cn'],
    ['!Sub "cognito-idp.${AWS::URLSuffix}"', 'us-east-1', 'cognito-idp.amazonaws.com'],
    ['!FindInMap [Map, !Ref AWS::Region, Name]', 'us-east-1', 'east'],
    [
      '!Sub arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f',
      'us-east-1',
      'arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f',
    ],
    ['!Sub arn:aws:cognito-idp:us-east-1:${AWS::AccountId}:userpool/${Pool}', 'us-east-1', 'Pool.arn'],
  ])('%s in %s is %s', (expression, region, expected) => {
    expect(named(expression, region)).toEqual([expected]);
  });
});
