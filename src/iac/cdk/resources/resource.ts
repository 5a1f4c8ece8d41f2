import type { Resource, SourceFile, Trigger, Value } from '../../model.ts';
import { type Construct, literalText, type Located, type ObjectMeaning, objectOf, plain } from '../meaning.ts';
import type { Call, Span } from '../program/program.ts';
import type { Place } from '../program/scope.ts';
import { find, type Found } from '../properties.ts';
import { type Attribute, textOf, type Values } from '../values.ts';

/** A construct with the properties of its L1 resource, after everything that changes them. */
export interface Made {
  readonly construct: Construct;
  readonly properties: Located & { readonly meaning: ObjectMeaning };
}

/** What every resource of the model has. */
export type Base = Pick<Resource, 'id' | 'dialect' | 'type' | 'path' | 'typeRange' | 'range' | 'region'>;

/** What a resource is made from, wherever its call stands. */
export interface Origin {
  readonly id: string;
  readonly call: Call;
  readonly typeSpan: Span;
  readonly place: Place;
  readonly region: Located | undefined;
}

export function baseOf({ id, call, typeSpan, place, region }: Origin, { path, text, region: outside }: SourceFile, values: Values): Base {
  const { statement } = place;
  const literal = region && literalText(region.meaning);
  return {
    id,
    dialect: 'cdk',
    type: text.slice(typeSpan.start, typeSpan.end),
    path,
    typeRange: values.range(typeSpan),
    // A call within a larger statement is no declaration of its own, but what it makes is.
    range: values.range(isWhole(call, statement, text) ? statement : call),
    region:
      region && literal !== undefined
        ? values.known(literal, region.span)
        : outside === undefined
          ? values.unknown(typeSpan)
          : values.known(outside, typeSpan),
  };
}

/** Whether a statement only makes something: `new X(...)`, `const x = new X(...)`, `self.x = X(...)`. */
function isWhole(call: Call, statement: Span, text: string): boolean {
  return (
    call.start >= statement.start && /^[\w\s.:<>,'"|[\]#=]*$/.test(text.slice(statement.start, Math.min(call.start, statement.start + 500)))
  );
}

/** Finds among the properties of what was made; what is not there is reported at its type. */
export function property({ construct, properties }: Made, ...path: readonly string[]): Found {
  return find(properties, path.map(plain), construct.typeSpan);
}

/** Names of Lambda triggers in CloudFormation and AWS CDK, as the Cognito API has them. The configured form of a trigger is the same trigger. */
const triggerNames: readonly (readonly [string, string])[] = [
  ['preSignUp', 'PreSignUp'],
  ['customMessage', 'CustomMessage'],
  ['postConfirmation', 'PostConfirmation'],
  ['preAuthentication', 'PreAuthentication'],
  ['postAuthentication', 'PostAuthentication'],
  ['defineAuthChallenge', 'DefineAuthChallenge'],
  ['createAuthChallenge', 'CreateAuthChallenge'],
  ['verifyAuthChallengeResponse', 'VerifyAuthChallengeResponse'],
  ['preTokenGenerationConfig', 'PreTokenGeneration'],
  ['preTokenGeneration', 'PreTokenGeneration'],
  ['userMigration', 'UserMigration'],
  ['customEmailSender', 'CustomEmailSender'],
  ['customSmsSender', 'CustomSMSSender'],
  ['inboundFederation', 'InboundFederation'],
];

/** The triggers that the code sets. A trigger that cannot be told to be there is none of them. */
export function triggersOf(made: Made, values: Values): Trigger[] {
  const triggers = new Map<string, Trigger>();
  for (const [name, apiName] of triggerNames) {
    const found = property(made, 'lambdaConfig', name);
    if (found.state !== 'present' || triggers.has(apiName)) continue;
    const isObject = objectOf(found.value.meaning) !== undefined && textOf(found.value.meaning, 'arn') === undefined;
    const functionArn = values.text(isObject ? property(made, 'lambdaConfig', name, 'lambdaArn') : found, 'arn');
    if (functionArn.state !== 'absent') triggers.set(apiName, { name: apiName, functionArn });
  }
  return [...triggers.values()];
}

/** The values of a list; one that cannot be told where there may be more. */
export function listed(found: Found, attribute: Attribute, values: Values): Value<NonNullable<ReturnType<typeof textOf>>>[] {
  if (found.state !== 'present') return found.state === 'unknown' ? [values.unknown(found.span)] : [];
  const { meaning, span } = found.value;
  if (meaning.kind !== 'list') return [values.unknown(span)];
  return [...meaning.items.map((item) => values.located(item, attribute)), ...(meaning.open ? [values.unknown(span)] : [])];
}
