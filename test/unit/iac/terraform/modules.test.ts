import { expect, it } from 'vitest';
import { newReader, readingOf } from './reading.ts';

const linesAbout = async (files: string | Readonly<Record<string, string>>, pattern: RegExp, region?: string): Promise<string[]> =>
  (await readingOf(files, region))
    .split('\n')
    .filter((line) => pattern.test(line))
    .map((line) => line.trim());

it('joins the files of a directory', async () => {
  const files = {
    'keys.tf': 'resource "aws_kms_key" "k" {\n  multi_region = local.multi\n}\n',
    'locals.tf': 'locals {\n  multi = true\n}\n',
    'pool.tf': 'resource "awscc_cognito_user_pool" "p" {\n  key_configuration = { kms_key_arn = aws_kms_key.k.arn }\n}\n',
  };
  expect(await linesAbout(files, /multiRegion|keyArn/)).toEqual(['multiRegion true 2:18-29', 'keyArn aws_kms_key.k.arn 2:39-56']);
});

const tier = 'variable "tier" {\n  default = "LITE"\n}\nresource "aws_cognito_user_pool" "p" {\n  user_pool_tier = var.tier\n}\n';

it.each([
  ['the default alone', {}, "'LITE'"],
  ['a file that Terraform loads', { 'terraform.tfvars': 'tier = "PLUS"' }, "'PLUS'"],
  [
    'the last that it loads',
    { 'terraform.tfvars': 'tier = "PLUS"', 'b.auto.tfvars': 'tier = "ESSENTIALS"', 'a.auto.tfvars': 'tier = "LITE"' },
    "'ESSENTIALS'",
  ],
  ['a file that it loads, in JSON', { 'terraform.tfvars.json': '{ "tier": "PLUS" }' }, "'PLUS'"],
  ['a file to choose that says something else', { 'production.tfvars': 'tier = "PLUS"' }, '?'],
  ['a file to choose that says the same', { 'production.tfvars': 'tier = "LITE"' }, "'LITE'"],
  [
    'a file to choose beside one that Terraform loads',
    { 'terraform.tfvars': 'tier = "PLUS"', 'production.tfvars': 'tier = "PLUS"' },
    "'PLUS'",
  ],
])('takes the value of a variable from %s', async (_, files, expected) => {
  expect(await linesAbout({ 'main.tf': tier, ...files }, /tier/)).toEqual([`tier ${expected} 5:20-28`]);
});

it.each([
  ['its own argument', 'region = "eu-west-1"', "'eu-west-1' 2:12-23"],
  ['the provider that it names', 'provider = aws.west', "'us-west-2' 2:14-22"],
  ['the provider that it names in quotes', 'provider = "aws.west"', "'us-west-2' 2:14-24"],
  ['a provider that nobody configures', 'provider = aws.north', '? 2:14-23'],
  ['the default provider', 'name = "p"', "'us-east-1' 1:10-33"],
])('takes the Region from %s', async (_, argument, expected) => {
  const text = `resource "aws_cognito_user_pool" "p" {\n  ${argument}\n}\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}\nprovider "aws" {\n  region = "us-east-1"\n}\n`;
  expect(await linesAbout(text, /region/)).toEqual([`region ${expected}`]);
});

it('takes the Region from outside where the default provider does not say', async () => {
  const text =
    'provider "aws" {}\nresource "aws_cognito_user_pool" "p" {}\nresource "aws_cognito_user_pool" "q" {\n  provider = aws.other\n}\n';
  expect(await linesAbout(text, /region/, 'eu-west-3')).toEqual(["region 'eu-west-3' 2:10-33", 'region ? 4:14-23']);
});

it.each([
  ['count = 0', 0],
  ['count = var.on ? 1 : 0', 0],
  ['for_each = {}', 0],
  ['for_each = toset([])', 0],
  ['count = 1', 1],
  ['count = var.number', 1],
  ['for_each = toset(["a"])', 1],
  ['for_each = var.names', 1],
])('with `%s` there are %i', async (argument, expected) => {
  const text = `variable "on" {\n  default = false\n}\nresource "aws_cognito_user_pool" "p" {\n  ${argument}\n}\n`;
  expect(await linesAbout(text, /^pool/)).toHaveLength(expected);
});

it.each([
  ['ignore_changes = all', 'true 3:22-25'],
  ['ignore_changes = [schema, key_configuration[0].kms_key_arn]', 'true 3:31-63'],
  ['ignore_changes = [schema]', 'false 3:22-30'],
  ['prevent_destroy = true', '- 2:3-12'],
])('with `%s` the key is ignored: %s', async (argument, expected) => {
  expect(await linesAbout(`resource "aws_cognito_user_pool" "p" {\n  lifecycle {\n    ${argument}\n  }\n}\n`, /ignoresKey/)).toEqual([
    `ignoresKey ${expected}`,
  ]);
});

it('says nothing about what a dynamic block or a variable may bring', async () => {
  const text =
    'resource "aws_cognito_user_pool" "p" {\n  dynamic "key_configuration" {\n    for_each = var.keys\n    content {}\n  }\n  lambda_config = var.triggers\n}\n';
  expect(await linesAbout(text, /key|senderKey|triggers/i)).toEqual([
    'keyType ? 2:11-30',
    'keyArn ? 2:11-30',
    'senderKey ? 6:19-31',
    'ignoresKey - 1:10-33',
  ]);
});

it('leaves out what an override file changes', async () => {
  const files = { 'main.tf': tier, 'override.tf': 'resource "aws_cognito_user_pool" "p" {\n  user_pool_tier = "PLUS"\n}\n' };
  expect(await readingOf(files)).toBe('');
});

const key = 'resource "aws_kms_key" "k" {}\n';

it.each([
  ['one for the key', 'resource "aws_kms_key_policy" "p" {\n  key_id = aws_kms_key.k.id\n  policy = "{}"\n}\n', "'{}' 1:10-23"],
  [
    'one for another key',
    'resource "aws_kms_key" "o" {\n  policy = "{}"\n}\nresource "aws_kms_key_policy" "p" {\n  key_id = aws_kms_key.o.id\n  policy = "[]"\n}\n',
    '- 1:10-23',
  ],
  ['one for a key that cannot be told', 'resource "aws_kms_key_policy" "p" {\n  key_id = var.key\n  policy = "{}"\n}\n', '? 1:10-23'],
])('takes the policy of a key without one from key policies: %s', async (_, other, expected) => {
  const [policy] = await linesAbout({ 'a.tf': key, 'b.tf': other }, /policy/);
  expect(policy).toBe(`policy ${expected}`);
});

it.each([
  [
    'a text with something unknown',
    'jsonencode({ Statement = [{ Principal = var.who, Action = "kms:*" }] })',
    `'{"Statement":[{"Principal":"\${var.who}","Action":"kms:*"}]}'`,
  ],
  ['statements that are unknown', 'jsonencode({ Statement = var.statements })', '?'],
  ['a statement that is unknown', 'jsonencode({ Statement = [{ Action = "kms:*" }, var.statement] })', '?'],
  ['a heredoc', '<<-EOT\n    {"Statement": [{"Principal": "${var.who}"}]}\n  EOT', `'{"Statement": [{"Principal": "\${var.who}"}]}\\n'`],
  ['a heredoc with something unknown for JSON', '<<EOT\n{"Statement": [${var.statement}]}\nEOT', '?'],
  [
    'a document',
    'data.aws_iam_policy_document.plain.json',
    `'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["kms:*"]}]}'`,
  ],
  ['a document with others in it', 'data.aws_iam_policy_document.merged.json', '?'],
  ['a document with dynamic statements', 'data.aws_iam_policy_document.dynamic.json', '?'],
  [
    'a document with dynamic principals',
    'data.aws_iam_policy_document.principals.json',
    `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"\${dynamic.principals}"}]}'`,
  ],
])('gives a policy as JSON text: %s', async (_, expression, expected) => {
  const documents = `
data "aws_iam_policy_document" "plain" {
  statement {
    effect  = "Deny"
    actions = ["kms:*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.plain.json]
}
data "aws_iam_policy_document" "dynamic" {
  dynamic "statement" {
    for_each = var.statements
    content {}
  }
}
data "aws_iam_policy_document" "principals" {
  statement {
    dynamic "principals" {
      for_each = var.principals
      content {}
    }
  }
}
`;
  const [policy] = await linesAbout(`resource "aws_kms_key" "k" {\n  policy = ${expression}\n}\n${documents}`, /^ {2}policy/);
  expect(policy?.replace(/ \S+$/, '')).toBe(`policy ${expected}`);
});

it('hands out the templates of CloudFormation stacks, with their places', async () => {
  const text = `provider "aws" {
  region = "us-east-1"
}
resource "aws_cloudformation_stack" "heredoc" {
  template_body = <<-EOT
    Resources:
      Pool:
        Type: AWS::Cognito::UserPool
  EOT
}
resource "aws_cloudformation_stack" "encoded" {
  template_body = jsonencode({ Resources = { Pool = { Type = "AWS::Cognito::UserPool" } } })
}
resource "aws_cloudformation_stack" "substituted" {
  template_body = "Arn: !Sub $\${Pool.Arn}"
}
resource "aws_cloudformation_stack" "untold" {
  template_body = "Tier: \${var.tier}"
}
`;
  const reader = await newReader();
  reader.update({ path: 'infra/main.tf', text });
  const templates = reader.templates('infra');
  expect(templates.map(({ stack, text: template, verbatim, region }) => ({ stack, template, verbatim, region }))).toEqual([
    {
      stack: 'aws_cloudformation_stack.heredoc',
      template: '    Resources:\n      Pool:\n        Type: AWS::Cognito::UserPool\n',
      verbatim: true,
      region: 'us-east-1',
    },
    {
      stack: 'aws_cloudformation_stack.encoded',
      template: '{"Resources":{"Pool":{"Type":"AWS::Cognito::UserPool"}}}',
      verbatim: false,
      region: 'us-east-1',
    },
    { stack: 'aws_cloudformation_stack.substituted', template: 'Arn: !Sub ${Pool.Arn}', verbatim: false, region: 'us-east-1' },
  ]);
  for (const { verbatim, range, text: template } of templates) if (verbatim) expect(text.slice(range.start, range.end)).toBe(template);
  reader.dispose();
});
