import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { account, type CodeLanguage, tags, text } from '../../../../src/domain/render/codeValue.ts';
import { type Position, renderMember, renderValue } from '../../../../src/domain/render/renderValue.ts';

const at = (language: CodeLanguage): Position => ({ language, style: { indent: '  ', newLine: '\n', quote: "'" }, indent: '' });
const strings = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('$', '{', '}', '%', '"', "'", '\\', '\n', '\r', '\b', '\f', ' ', ':', '#', '!', '-', '\u0085', '\u2028', 'a', '0'),
    )
    .map((all) => all.join('')),
);

/** HCL as Terraform reads a text between quotes; undefined where something would be put in (HCL native syntax specification, "Template Literals"). */
function hclText(written: string): string | undefined {
  const parts = /^"((?:[^"\\$%\n]|\\[nrt"\\]|\\u[\da-f]{4}|\$\$\{|%%\{|\$(?!\{)|%(?!\{))*)"$/i.exec(written);
  return parts?.[1]?.replaceAll(/\\u([\da-f]{4})|\\(.)|([$%])\3\{/gi, (_all, code?: string, escaped?: string, sign?: string) =>
    code !== undefined
      ? String.fromCharCode(Number.parseInt(code, 16))
      : sign !== undefined
        ? `${sign}{`
        : ({ n: '\n', r: '\r', t: '\t' }[escaped ?? ''] ?? escaped ?? ''),
  );
}

describe('text in code', () => {
  it('is the same text in YAML, as a value and as a name', () => {
    fc.assert(
      fc.property(strings, (value) => {
        const document = parseDocument(renderMember('Tags', tags({ [value]: value }), at('yaml')));
        expect(document.errors).toEqual([]);
        expect(document.toJS()).toEqual({ Tags: { [value]: value } });
      }),
    );
  });

  it('is the same text in JSON, and in Python, which reads the escapes of JSON', () => {
    fc.assert(
      fc.property(strings, (value) => {
        for (const language of ['json', 'python'] as const) expect(JSON.parse(renderValue(value, at(language)))).toBe(value);
      }),
    );
  });

  it('is the same text in Terraform, where nothing is put into it', () => {
    fc.assert(
      fc.property(strings, (value) => {
        expect(hclText(renderValue(value, at('terraform')))).toBe(value);
        const [name, written] = renderMember(value, value, { ...at('terraform'), verbatim: true }).split(' = ');
        if (!value.includes(' = ') && name?.startsWith('"')) expect(hclText(name)).toBe(value);
        expect(written).toBeDefined();
      }),
    );
  });

  it.each<[CodeLanguage, string]>([
    ['yaml', "!Sub 'a ${!b} ${AWS::AccountId}'"],
    ['json', '{ "Fn::Sub": "a ${!b} ${AWS::AccountId}" }'],
    ['terraform', '"a $${b} ${data.aws_caller_identity.current.account_id}"'],
    ['typescript', '`a \\${b} ${cdk.Aws.ACCOUNT_ID}`'],
    ['python', 'f"a ${{b}} {cdk.Aws.ACCOUNT_ID}"'],
  ])('has no places but those that are meant, in %s', (language, written) => {
    expect(renderValue(text('a ${b} ', account), at(language))).toBe(written);
  });

  it.each<[CodeLanguage, string]>([
    ['yaml', "UserPoolTags:\n  for: all\n  cost:center: '1'"],
    ['terraform', 'user_pool_tags = { "for" = "all", "cost:center" = "1" }'],
    ['typescript', "userPoolTags: { 'for': 'all', 'cost:center': '1' }"],
    ['python', 'user_pool_tags={"for": "all", "cost:center": "1"}'],
  ])('is a map of tags in %s, with the names that people gave them', (language, written) => {
    expect(renderMember('UserPoolTags', tags({ for: 'all', 'cost:center': '1' }), at(language))).toBe(written);
  });
});
