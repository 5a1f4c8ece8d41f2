import type { ImportedName } from './program/program.ts';

/**
 * Something that AWS CDK exports, by one name in both languages and all ways to import it: `aws-cognito.UserPool`, `aws-cognito.FeaturePlan.PLUS`,
 * `Stack` (of the core), `mixins.aws-cognito.CfnUserPoolPropsMixin`. A module is `aws-cognito`, the core the empty text.
 */
export type CdkSymbol = string;

/** The module or export that an import binds, where it is one of AWS CDK. */
export function symbolOf({ module, exported }: ImportedName): CdkSymbol | undefined {
  const of = moduleSymbol(module);
  if (of === undefined || exported === undefined) return of;
  return within(of, exported);
}

/** What a symbol has under a name. */
export function within(symbol: CdkSymbol, name: string): CdkSymbol {
  // Modules of the core are written `aws_cognito` in both languages when they are taken from it.
  const written = /^(?:aws|alexa)_[a-z0-9_]+$/.test(name) ? name.replaceAll('_', '-') : name;
  // `cdk.cfn_property_mixins.aws_cognito`, `import aws_cdk.cfn_property_mixins.aws_cognito`
  const part = written === 'cfn_property_mixins' ? 'mixins' : written === 'core' && symbol === '' ? '' : written;
  return symbol === '' || part === '' ? symbol + part : `${symbol}.${part}`;
}

/**
 * Packages: aws-cdk-lib and its modules, @aws-cdk/aws-* of version 1, @aws-cdk/cfn-property-mixins; aws_cdk in Python, with the mixins as
 * aws_cdk.cfn_property_mixins (its .jsiirc.json says so). `import aws_cdk.aws_cognito` binds the name of the core.
 */
function moduleSymbol(module: string): CdkSymbol | undefined {
  const parts = module.replaceAll('\\', '/').split(/[/.]/);
  const [first, ...rest] = parts;
  if (first === 'aws-cdk-lib' || first === 'aws_cdk') return rest.filter((part) => part !== 'lib').reduce(within, '');
  if (first !== '@aws-cdk') return undefined;
  const [package_, ...submodules] = rest;
  if (package_ === 'core') return '';
  if (package_ === 'cfn-property-mixins') return ['mixins', ...submodules].join('.');
  return package_?.startsWith('aws-') ? package_ : undefined;
}

/** The last name of a symbol: `UserPool`. */
export function lastName(symbol: CdkSymbol): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1);
}

/** Members of the enumerations that matter here, and what CloudFormation has for them. */
const enumerations: ReadonlyMap<CdkSymbol, string> = new Map([
  ['aws-cognito.FeaturePlan.LITE', 'LITE'],
  ['aws-cognito.FeaturePlan.ESSENTIALS', 'ESSENTIALS'],
  ['aws-cognito.FeaturePlan.PLUS', 'PLUS'],
  ['aws-cognito.Mfa.OFF', 'OFF'],
  ['aws-cognito.Mfa.OPTIONAL', 'OPTIONAL'],
  ['aws-cognito.Mfa.REQUIRED', 'ON'],
  ['aws-iam.Effect.ALLOW', 'Allow'],
  ['aws-iam.Effect.DENY', 'Deny'],
]);

/** The text that a member of an enumeration stands for. */
export function enumeratedText(symbol: CdkSymbol): string | undefined {
  return enumerations.get(symbol);
}
