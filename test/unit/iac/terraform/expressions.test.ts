import { expect, it } from 'vitest';
import { readingOf } from './reading.ts';

const around = `
provider "aws" { region = "us-east-1" }
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
data "aws_partition" "here" {}
data "aws_kms_key" "other" { key_id = "alias/other" }
variable "given" { default = "given" }
variable "null" { default = null }
variable "required" {}
variable "options" { default = { tier = "PLUS", names = ["a", "b"] } }
locals {
  name     = "\${var.given}-\${local.suffix}"
  suffix   = "x"
  circle   = local.square
  square   = local.circle
  list     = ["one"]
  nothing  = []
}
resource "aws_kms_key" "one" {}
resource "aws_kms_key" "many" { count = var.required }
resource "aws_kms_key" "none" { count = 0 }
resource "aws_kms_key" "each" { for_each = var.required }
resource "aws_kms_alias" "named" {
  name          = "alias/users"
  target_key_id = aws_kms_key.one.id
}
`;

/** What an expression is as the name of a pool, without its place. */
async function valueOf(expression: string): Promise<string> {
  const reading = await readingOf(`${around}\nresource "aws_cognito_user_pool" "p" {\n  name = ${expression}\n}\n`);
  return /^ {2}name (.*) \S+$/m.exec(reading.slice(reading.indexOf('pool aws_cognito')))?.[1] ?? reading;
}

it.each([
  // Literals and texts
  ['"text"', '"text"'],
  ['null', '-'],
  ['"a\\n\\"b\\" $${c} \\u00e9"', '?'],
  ['"a\\t\\"b\\" \\u00e9"', '"a\\t\\"b\\" é"'],
  ['<<EOT\nline\n  two\nEOT', '"line\\n  two\\n"'],
  ['<<-EOT\n    line ${var.given}\n      two\n    EOT', '"line given\\n  two\\n"'],
  ['"%{ if true }a%{ endif }"', '?'],
  ['"${~ var.given ~}"', '?'],
  // Names
  ['var.given', '"given"'],
  ['var.null', '?'],
  ['var.required', '?'],
  ['var.missing', '?'],
  ['var.options.tier', '"PLUS"'],
  ['var.options["names"][1]', '"b"'],
  ['local.name', '"given-x"'],
  ['local.circle', '?'],
  ['"${local.name}!"', '"given-x!"'],
  ['"${var.required}!"', '?'],
  ['each.key', '?'],
  ['module.keys.arn', '?'],
  ['path.module', '?'],
  // Resources and data sources
  ['aws_kms_key.one.arn', 'aws_kms_key.one.arn'],
  ['aws_kms_key.one.key_id', 'aws_kms_key.one.id'],
  ['"${aws_kms_key.one.arn}"', 'aws_kms_key.one.arn'],
  ['"${aws_kms_key.one.arn}/x"', '?'],
  ['aws_kms_key.one', '?'],
  ['aws_kms_key.missing.arn', '?'],
  ['aws_kms_key.many[0].arn', 'aws_kms_key.many.arn'],
  ['aws_kms_key.many[1].arn', '?'],
  ['aws_kms_key.many[*].arn', '?'],
  ['one(aws_kms_key.many[*].arn)', 'aws_kms_key.many.arn'],
  ['one(aws_kms_key.none[*].arn)', '-'],
  ['aws_kms_key.none[0].arn', '?'],
  ['aws_kms_key.each[each.key].arn', 'aws_kms_key.each.arn'],
  ['aws_kms_key.each["a"].arn', '?'],
  ['aws_kms_alias.named.arn', '"alias/users"'],
  ['aws_kms_alias.named.target_key_arn', 'aws_kms_key.one.arn'],
  ['data.aws_region.here.name', '"us-east-1"'],
  ['data.aws_region.here.region', '"us-east-1"'],
  [
    '"arn:${data.aws_partition.here.partition}:x:${data.aws_caller_identity.me.account_id}"',
    '"arn:aws:x:${data.aws_caller_identity.me.account_id}"',
  ],
  ['data.aws_caller_identity.me.arn', '?'],
  ['data.aws_kms_key.other.arn', '?'],
  ['data.aws_kms_key.other.key_id', '"alias/other"'],
  // Conditions and operators
  ['var.given == "given" ? "yes" : "no"', '"yes"'],
  ['var.given != "given" ? "yes" : "no"', '"no"'],
  ['var.required ? "yes" : "no"', '?'],
  ['var.required ? "same" : "same"', '"same"'],
  ['var.required || true ? "yes" : "no"', '"yes"'],
  ['!(var.required && false) ? "yes" : "no"', '"yes"'],
  ['var.null == null ? "yes" : "no"', '?'],
  ['length(local.list) > 0 ? "yes" : "no"', '"yes"'],
  ['1 + 1 == 2 ? "yes" : "no"', '?'],
  ['local.nothing == [] ? "yes" : "no"', '"yes"'],
  // Functions
  ['format("%s-%d", var.given, 2)', '"given-2"'],
  ['format("%05.1f", 2)', '?'],
  ['join("-", ["a", local.suffix])', '"a-x"'],
  ['join("-", var.required)', '?'],
  ['lower("ABC")', '"abc"'],
  ['upper("${var.required}")', '?'],
  ['coalesce("", null, "third")', '"third"'],
  ['coalesce(var.required, "second")', '?'],
  ['try("first", "second")', '"first"'],
  ['try(var.required, "second")', '?'],
  ['try(aws_kms_key.many[0].arn, "")', 'aws_kms_key.many.arn'],
  ['one(["only"])', '"only"'],
  ['tolist(local.list)[0]', '"one"'],
  ['concat(local.list, ["two"])[1]', '"two"'],
  ['jsonencode({ a = [1, true, null], "b" : var.given })', '"{\\"a\\":[1,true,null],\\"b\\":\\"given\\"}"'],
  ['file("name.txt")', '?'],
  ['constructor("a")', '?'],
  ['[for name in local.list : name][0]', '?'],
  ['("in brackets")', '"in brackets"'],
])('%s is %s', async (expression, expected) => {
  expect(await valueOf(expression)).toBe(expected);
});
