import type { Pool, Value } from '../../model.ts';
import {
  emptyObject,
  literal,
  literalText,
  type Located,
  type Meaning,
  type ObjectMeaning,
  objectOf,
  type Property,
  unknown,
} from '../meaning.ts';
import type { Span } from '../program/program.ts';
import { find, type Found, withEntry, withProperty } from '../properties.ts';
import type { Values } from '../values.ts';
import { type Base, type Made, property, triggersOf } from './resource.ts';

/** Properties of `UserPool` and what the L1 resource has for them (aws-cognito/lib/user-pool.js). */
const renamed: ReadonlyMap<string, string> = new Map([
  ['userpoolname', 'userPoolName'],
  ['featureplan', 'userPoolTier'],
  ['deletionprotection', 'deletionProtection'],
  ['mfa', 'mfaConfiguration'],
  ['lambdatriggers', 'lambdaConfig'],
]);

/** The L1 properties that `UserPool` makes of its own. */
export function userPoolProperties(props: Located): ObjectMeaning {
  const given = objectOf(props.meaning);
  if (!given) return { ...emptyObject, hides: props.span };
  let result: ObjectMeaning = { ...emptyObject, ...(given.hides && { hides: given.hides }) };
  for (const [name, own] of given.properties) {
    const written = renamed.get(name);
    if (written !== undefined) result = withEntry(result, { ...own, name: written });
  }
  const senderKey = given.properties.get('customsenderkmskey');
  if (senderKey)
    result = withProperty(
      result,
      [
        { name: 'lambdaConfig', span: senderKey.nameSpan },
        { name: 'kmsKeyId', span: senderKey.nameSpan },
      ],
      senderKey.value,
    );
  const factors = enabledMfas(props);
  return factors ? withEntry(result, factors) : result;
}

const factorNames: readonly (readonly [string, string])[] = [
  ['sms', 'SMS_MFA'],
  ['otp', 'SOFTWARE_TOKEN_MFA'],
  ['email', 'EMAIL_OTP'],
];

/** Factors stand in the template only when MFA is on or optional; SMS alone where none are chosen. */
function enabledMfas(props: Located): Property | undefined {
  const name = 'enabledMfas';
  const mfa = find(props, ['mfa'], props.span);
  if (mfa.state === 'absent') return undefined;
  const setting = mfa.state === 'present' ? literalText(mfa.value.meaning) : undefined;
  if (mfa.state === 'unknown' || setting === undefined) {
    const span = mfa.state === 'present' ? mfa.value.span : mfa.span;
    return { name, nameSpan: span, value: { meaning: unknown, span } };
  }
  if (setting === 'OFF') return undefined;
  const {
    nameSpan,
    value: { span },
  } = mfa;
  const factors = find(props, ['mfasecondfactor'], props.span);
  if (factors.state === 'absent')
    return { name, nameSpan, value: { meaning: { kind: 'list', items: [{ meaning: literal('SMS_MFA'), span }], open: false }, span } };
  if (factors.state === 'unknown') return { name, nameSpan: factors.span, value: { meaning: unknown, span: factors.span } };
  return { name, nameSpan: factors.nameSpan, value: { meaning: chosenFactors(factors.value), span: factors.nameSpan } };
}

function chosenFactors(value: Located): Meaning {
  const items: Located[] = [];
  let open = false;
  for (const [name, factor] of factorNames) {
    const found = find(value, [name], value.span);
    if (found.state === 'unknown') open = true;
    if (found.state !== 'present') continue;
    const { meaning, span } = found.value;
    if (meaning.kind !== 'boolean') open = true;
    else if (meaning.value) items.push({ meaning: literal(factor), span });
  }
  return { kind: 'list', items, open };
}

/** A user pool, from the properties of the L1 resource. */
export function poolOf(made: Made, base: Base, values: Values): Pool {
  const factors = property(made, 'enabledMfas');
  return {
    ...base,
    kind: 'pool',
    name: values.text(property(made, 'userPoolName'), 'id'),
    tier: values.literal(property(made, 'userPoolTier')),
    keyType: values.literal(property(made, 'keyConfiguration', 'keyType')),
    keyArn: values.text(property(made, 'keyConfiguration', 'kmsKeyArn'), 'arn'),
    issuerType: values.literal(property(made, 'issuerConfiguration', 'type')),
    deletionProtection: values.of(property(made, 'deletionProtection'), isProtected),
    mfa: values.literal(property(made, 'mfaConfiguration')),
    totp: hasFactor(factors, 'SOFTWARE_TOKEN_MFA', values),
    smsFactor: hasFactor(factors, 'SMS_MFA', values),
    emailFactor: hasFactor(factors, 'EMAIL_OTP', values),
    triggers: triggersOf(made, values),
    senderKey: values.text(property(made, 'lambdaConfig', 'kmsKeyId'), 'arn'),
    ignoresKey: { state: 'absent', range: base.typeRange },
  };
}

function isProtected(meaning: Meaning): boolean | undefined {
  if (meaning.kind === 'boolean') return meaning.value;
  const text = literalText(meaning);
  return text === 'ACTIVE' ? true : text === 'INACTIVE' ? false : undefined;
}

function hasFactor(found: Found, factor: string, values: Values): Value<boolean> {
  if (found.state !== 'present') return values.boolean(found);
  const { meaning, span } = found.value;
  if (meaning.kind !== 'list') return values.unknown(span);
  const item = meaning.items.find((one) => literalText(one.meaning) === factor);
  if (item) return values.known(true, item.span);
  return isComplete(meaning) ? values.known(false, span) : values.unknown(span);
}

function isComplete({ items, open }: { items: readonly { meaning: Meaning; span: Span }[]; open: boolean }): boolean {
  return !open && items.every(({ meaning }) => literalText(meaning) !== undefined);
}
