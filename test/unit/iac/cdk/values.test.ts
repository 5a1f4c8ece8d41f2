import { describe, expect, it } from 'vitest';
import { poolValue } from './reading.ts';

const imports = `import * as cdk from 'aws-cdk-lib'; import * as cognito from 'aws-cdk-lib/aws-cognito'; import * as kms from 'aws-cdk-lib/aws-kms'; import * as lambda from 'aws-cdk-lib/aws-lambda';
`;
const pythonImports = `import aws_cdk as cdk; from aws_cdk import aws_cognito as cognito, aws_kms as kms, aws_lambda as lambda_
`;

/** Code in the constructor of a stack. */
function inStack(body: string): { path: string; text: string } {
  return {
    path: 'stack.ts',
    text: `${imports}class S extends cdk.Stack { constructor(scope: any, id: string, props: any) { super(scope, id, props);\n${body}\n} }\n`,
  };
}

/** The same in Python. */
function inPythonStack(body: string): { path: string; text: string } {
  const indented = body.replaceAll(/^(?=.)/gm, '        ');
  return {
    path: 'stack.py',
    text: `${pythonImports}class S(cdk.Stack):\n    def __init__(self, scope, id, props, **kwargs):\n${indented}\n`,
  };
}

const tier = (value: string): string => `new cognito.CfnUserPool(this, 'P', { userPoolTier: ${value} });`;

describe('a text in TypeScript', () => {
  it.each<[string, string, string]>([
    ['literal', tier("'PLUS'"), `"PLUS" at 'PLUS'`],
    ['template', tier('`PLUS`'), '"PLUS" at `PLUS`'],
    ['put together', `const p = 'PL'; ${tier("`${p}U` + 'S'")}`, '"PLUS" at `${p}U` + \'S\''],
    ['enumeration of AWS CDK', tier('cognito.FeaturePlan.PLUS'), '"PLUS" at cognito.FeaturePlan.PLUS'],
    ['its member in brackets', tier("cognito.FeaturePlan['PLUS']"), `"PLUS" at cognito.FeaturePlan['PLUS']`],
    ['constant', `const tier = 'PLUS'; ${tier('tier')}`, '"PLUS" at tier'],
    ['constant of an object', `const tiers = { best: 'PLUS' } as const; ${tier('tiers.best')}`, '"PLUS" at tiers.best'],
    ['destructured', `const { best: tier } = { best: 'PLUS' }; ${tier('tier')}`, '"PLUS" at tier'],
    ['own enumeration', `enum Tier { BEST = 'PLUS' } ${tier('Tier.BEST')}`, '"PLUS" at Tier.BEST'],
    ['shorthand', "const userPoolTier = 'PLUS'; new cognito.CfnUserPool(this, 'P', { userPoolTier });", '"PLUS" at userPoolTier'],
    ['type assertions', tier("('PLUS' as string)!"), `"PLUS" at 'PLUS'`],
    ['arms that agree', tier("props.x ? 'PLUS' : 'PLUS'"), `"PLUS" at props.x ? 'PLUS' : 'PLUS'`],
    ['test that is known', `const best = true; ${tier("best ? 'PLUS' : 'LITE'")}`, `"PLUS" at best ? 'PLUS' : 'LITE'`],
    ['fallback of nothing', tier("undefined ?? 'PLUS'"), `"PLUS" at undefined ?? 'PLUS'`],
    ['spread constant', "const rest = { userPoolTier: 'PLUS' }; new cognito.CfnUserPool(this, 'P', { ...rest });", `"PLUS" at 'PLUS'`],
    ['overridden spread', "new cognito.CfnUserPool(this, 'P', { ...props, userPoolTier: 'PLUS' });", `"PLUS" at 'PLUS'`],
    [
      'spread in both cases',
      "new cognito.CfnUserPool(this, 'P', { ...(props.x ? { userPoolTier: 'PLUS' } : { userPoolTier: 'PLUS' }) });",
      `"PLUS" at 'PLUS'`,
    ],
    ['duplicate key', "new cognito.CfnUserPool(this, 'P', { userPoolTier: 'LITE', userPoolTier: 'PLUS' });", `"PLUS" at 'PLUS'`],
    ['comment', tier("/* was: 'LITE' */ 'PLUS' // now"), `"PLUS" at 'PLUS'`],
    ['not there', "new cognito.CfnUserPool(this, 'P', { });", 'absent at CfnUserPool'],
    ['without properties', "new cognito.CfnUserPool(this, 'P');", 'absent at CfnUserPool'],
    ['undefined', tier('undefined'), 'absent at userPoolTier'],
    ['arms that differ', tier("props.x ? 'PLUS' : 'LITE'"), `unknown at props.x ? 'PLUS' : 'LITE'`],
    ['property of a parameter', tier('props.tier'), 'unknown at props.tier'],
    ['parameter with a fallback', tier("props.tier ?? 'PLUS'"), `unknown at props.tier ?? 'PLUS'`],
    ['environment variable', tier('process.env.TIER'), 'unknown at process.env.TIER'],
    ['function', tier('tierOf(this)'), 'unknown at tierOf(this)'],
    ['variable written twice', `let tier = 'PLUS'; tier = 'LITE'; ${tier('tier')}`, 'unknown at tier'],
    ['variable written in a case', `let tier; if (props.x) { tier = 'PLUS'; } ${tier('tier')}`, 'unknown at tier'],
    ['changed object', `const tiers = { best: 'PLUS' }; tiers.best = 'LITE'; ${tier('tiers.best')}`, 'unknown at tiers.best'],
    ['loop variable', `for (const tier of ['PLUS']) { ${tier('tier')} }`, 'unknown at tier'],
    ['spread parameter', "new cognito.CfnUserPool(this, 'P', { userPoolTier: 'PLUS', ...props });", 'unknown at props'],
    ['computed key', "new cognito.CfnUserPool(this, 'P', { [key]: 'PLUS' });", `unknown at [key]: 'PLUS'`],
    ['properties of a parameter', "new cognito.CfnUserPool(this, 'P', props);", 'unknown at props'],
    ['leading to itself', `const a = b; const b = a; ${tier('a')}`, 'unknown at a'],
    ['shadowed', `const tier = 'PLUS'; ((tier) => { ${tier('tier')} })('LITE');`, 'unknown at tier'],
  ])('%s', (_case, body, expected) => {
    expect(poolValue(inStack(body), 'tier')).toBe(expected);
  });
});

describe('a text in Python', () => {
  const pool = (value: string): string => `cognito.CfnUserPool(self, "P", user_pool_tier=${value})`;
  it.each<[string, string, string]>([
    ['literal', pool('"PLUS"'), '"PLUS" at "PLUS"'],
    ['single quotes, raw', pool("r'PLUS'"), `"PLUS" at r'PLUS'`],
    ['in several pieces', pool('"PL" "US"'), '"PLUS" at "PL" "US"'],
    ['escapes', pool(String.raw`"\x50\u004c\125S"`), '"PLUS" at "\\x50\\u004c\\125S"'],
    ['f-string', `p = "PL"\n${pool('f"{p}US"')}`, '"PLUS" at f"{p}US"'],
    ['enumeration of AWS CDK', pool('cognito.FeaturePlan.PLUS'), '"PLUS" at cognito.FeaturePlan.PLUS'],
    ['constant', `tier = "PLUS"\n${pool('tier')}`, '"PLUS" at tier'],
    ['dictionary', `tiers = {"best": "PLUS"}\n${pool('tiers["best"]')}`, '"PLUS" at tiers["best"]'],
    ['member', `self.tier = "PLUS"\n${pool('self.tier')}`, '"PLUS" at self.tier'],
    ['class of constants', `class Tier:\n    BEST = "PLUS"\n${pool('Tier.BEST')}`, '"PLUS" at Tier.BEST'],
    ['arms that agree', pool('"PLUS" if props.x else "PLUS"'), '"PLUS" at "PLUS" if props.x else "PLUS"'],
    ['or', pool('None or "PLUS"'), '"PLUS" at None or "PLUS"'],
    ['beside other arguments', pool('"PLUS", **kwargs'), '"PLUS" at "PLUS"'],
    ['spread dictionary', 'rest = {"user_pool_tier": "PLUS"}\ncognito.CfnUserPool(self, "P", **rest)', '"PLUS" at "PLUS"'],
    ['not there', 'cognito.CfnUserPool(self, "P")', 'absent at CfnUserPool'],
    ['None', pool('None'), 'absent at user_pool_tier'],
    ['format of a value', pool('f"{tier:>4}"'), 'unknown at f"{tier:>4}"'],
    ['bytes', pool('b"PLUS"'), 'unknown at b"PLUS"'],
    ['parameter', pool('props["tier"]'), 'unknown at props["tier"]'],
    ['arguments of the caller', 'cognito.CfnUserPool(self, "P", **kwargs)', 'unknown at kwargs'],
    ['written in a loop', `for tier in ["PLUS"]:\n    ${pool('tier')}`, 'unknown at tier'],
    ['written twice', `tier = "PLUS"\ntier = "LITE"\n${pool('tier')}`, 'unknown at tier'],
    ['unpacked', `tier, other = "PLUS", 1\n${pool('tier')}`, 'unknown at tier'],
  ])('%s', (_case, body, expected) => {
    expect(poolValue(inPythonStack(body), 'tier')).toBe(expected);
  });
});

describe('what another resource has', () => {
  const keyArn = (before: string, value: string): string =>
    `${before}\nnew cognito.CfnUserPool(this, 'P', { keyConfiguration: { kmsKeyArn: ${value} } });`;
  it.each<[string, string, string]>([
    ['variable', keyArn("const k = new kms.Key(this, 'Key');", 'k.keyArn'), 'k.arn at k.keyArn'],
    ['member', keyArn("this.k = new kms.Key(this, 'Key');", 'this.k.keyArn'), 'k.arn at this.k.keyArn'],
    ['attribute of the L1 resource', keyArn("const k = new kms.CfnKey(this, 'Key');", 'k.attrArn'), 'k.arn at k.attrArn'],
    ['id instead of the ARN', keyArn("const k = new kms.CfnKey(this, 'Key');", 'k.ref'), 'k.id at k.ref'],
    ['reference', keyArn("const k = new kms.Key(this, 'Key');", 'k.keyRef.keyArn'), 'k.arn at k.keyRef.keyArn'],
    ['the construct itself', keyArn("const k = new kms.Key(this, 'Key');", 'k'), 'k.arn at k'],
    [
      'key that exists',
      keyArn("const k = kms.Key.fromKeyArn(this, 'Key', 'arn:aws:kms:eu-west-1:1:key/mrk-1');", 'k.keyArn'),
      '"arn:aws:kms:eu-west-1:1:key/mrk-1" at k.keyArn',
    ],
    ['another attribute', keyArn("const f = new lambda.Function(this, 'F', {});", 'f.functionName'), 'f.functionName at f.functionName'],
    ['import', keyArn('', "cdk.Fn.importValue('key')"), `import key at cdk.Fn.importValue('key')`],
    [
      'a stack of this file',
      keyArn("class K extends cdk.Stack { k = new kms.Key(this, 'Key'); } const stack = new K(scope, 'K');", 'stack.k.keyArn'),
      'k.arn at stack.k.keyArn',
    ],
    [
      'one of two',
      keyArn("let k; if (props.x) { k = new kms.Key(this, 'A'); } else { k = new kms.Key(this, 'B'); }", 'k.keyArn'),
      'unknown at k.keyArn',
    ],
  ])('%s', (_case, body, expected) => {
    expect(poolValue(inStack(body), 'keyArn')).toBe(expected);
  });
});

describe('the Region of a resource', () => {
  const pool = "new cognito.UserPool(this, 'P');";
  const stack = (call: string): string =>
    `class S extends cdk.Stack { constructor(scope: any, id: string, props: any) { ${call} ${pool} } }\n`;
  it.each<[string, string, string]>([
    ['call of the base', stack("super(scope, id, { env: { region: 'eu-west-1' } });"), `"eu-west-1" at 'eu-west-1'`],
    ['beside what the caller gives', stack("super(scope, id, { ...props, env: { region: 'eu-west-1' } });"), `"eu-west-1" at 'eu-west-1'`],
    [
      'only instance',
      `${stack('super(scope, id, props);')}new S(app, 'S', { env: { region: 'eu-west-1' } });`,
      `"eu-west-1" at 'eu-west-1'`,
    ],
    [
      'constant environment',
      `const env = { region: 'eu-west-1' };\n${stack('super(scope, id, props);')}new S(app, 'S', { env });`,
      `"eu-west-1" at 'eu-west-1'`,
    ],
    [
      'variable',
      "const stack = new cdk.Stack(app, 'S', { env: { region: 'eu-west-1' } });\nnew cognito.UserPool(stack, 'P');",
      `"eu-west-1" at 'eu-west-1'`,
    ],
    [
      'construct in a stack',
      `class C extends Construct { constructor(s, i) { super(s, i); ${pool} } }\nnew C(new cdk.Stack(app, 'S', { env: { region: 'eu-west-1' } }), 'C');`,
      `"eu-west-1" at 'eu-west-1'`,
    ],
    [
      'stage',
      `${stack('super(scope, id);')}new S(new cdk.Stage(app, 'Prod', { env: { region: 'eu-west-1' } }), 'S');`,
      `"eu-west-1" at 'eu-west-1'`,
    ],
    [
      'two instances',
      `${stack('super(scope, id, props);')}new S(app, 'A', { env: { region: 'eu-west-1' } }); new S(app, 'B', {});`,
      'unknown at UserPool',
    ],
    ['no instance', stack('super(scope, id, props);'), 'unknown at UserPool'],
    [
      'environment variable',
      `${stack('super(scope, id, props);')}new S(app, 'S', { env: { region: process.env.R } });`,
      'unknown at UserPool',
    ],
  ])('%s', (_case, text, expected) => {
    expect(poolValue({ path: 'stack.ts', text: `${imports}${text}` }, 'region')).toBe(expected);
  });

  it('is what the caller knows where the code does not say', () => {
    const file = { path: 'stack.ts', text: `${imports}${stack('super(scope, id, props);')}`, region: 'eu-west-1' };
    expect(poolValue(file, 'region')).toBe('"eu-west-1" at UserPool');
  });
});
