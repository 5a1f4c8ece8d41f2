import { message } from '../message.ts';
import { judgeConditions } from './conditions.ts';
import { allOf, anyOf, type Decision, type Judgement, not } from './decision.ts';
import type { KeyUse } from './keyUse.ts';
import { hasVariable, matchesPattern } from './patterns.ts';
import { isObject, type Json, oneLine, type Statement, textsOf } from './policyDocument.ts';

export interface StatementJudgement extends Judgement {
  readonly statement: Statement;
  /** The statement is about this principal and this action, whatever else it asks for. */
  readonly isAbout: boolean;
}

const elementNames = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);

/** Whether a statement applies to a call. */
export function judgeStatement(statement: Statement, use: KeyUse): StatementJudgement {
  const { elements } = statement;
  const principal = decidePrincipal(statement, use.principal);
  const action = decideElement(elements, 'Action', (pattern) => matchesAction(pattern, use.action));
  const resource = decideElement(elements, 'Resource', (pattern) => matchesKey(pattern, use.keyArn));
  const strange = Object.keys(elements).find((name) => !elementNames.has(name));
  const judgement = allOf([
    { decision: principal, part: message('the principal') },
    { decision: action, part: message('the action') },
    { decision: resource, part: message('the resource') },
    judgeConditions(elements['Condition'], use),
    ...(strange === undefined ? [] : [{ decision: undefined, part: message('the element {element}', { element: oneLine(strange) }) }]),
  ]);
  return { ...judgement, statement, isAbout: principal === true && action === true };
}

/** `Action` and `NotAction`, `Resource` and `NotResource`: one of the two, not both. */
function decideElement(elements: Json, name: 'Action' | 'Resource', matches: (pattern: string) => Decision): Decision {
  const [only, except] = [elements[name], elements[`Not${name}`]];
  if ((only === undefined) === (except === undefined)) return undefined;
  const patterns = textsOf(only ?? except);
  if (!patterns) return undefined;
  const decision = anyOf(patterns, matches);
  return only === undefined ? not(decision) : decision;
}

function matchesAction(pattern: string, action: string): Decision {
  return matchesPattern(pattern.toLowerCase(), `kms:${action}`.toLowerCase());
}

function matchesKey(pattern: string, keyArn: string | undefined): Decision {
  if (/^\*+$/.test(pattern)) return true;
  return keyArn === undefined || hasVariable(pattern) ? undefined : matchesPattern(pattern, keyArn);
}

/** An Allow for everybody but some is left open: AWS advises against it and does not say whether it reaches services. */
function decidePrincipal({ effect, elements }: Statement, principal: string): Decision {
  const { Condition: condition, Principal: only, NotPrincipal: except } = elements;
  if ((only === undefined) === (except === undefined)) return undefined;
  // A Deny for "*" reaches services. Whether an Allow for "*" grants to one, or only to identities of accounts, is unconfirmed; and so it is for
  // "AWS": "*" without a condition, which AWS calls the same for anonymous callers. With one, as AWS documents it (kms:ViaService), it is for callers.
  if (only === '*' && effect === 'Allow') return undefined;
  if (only !== undefined) return names(only, principal, effect === 'Allow' && condition !== undefined ? false : undefined);
  const decision = not(names(except, principal, undefined));
  return effect === 'Allow' && decision === true ? undefined : decision;
}

/**
 * Whether a principal element names a service. Identities of accounts are no services.
 * @param everyIdentity what `"AWS": "*"` says of a service: it grants nothing to one; whether a Deny reaches it is not known
 */
function names(element: unknown, principal: string, everyIdentity: Decision): Decision {
  if (element === '*') return true;
  if (!isObject(element)) return undefined;
  return anyOf(Object.entries(element), ([type, value]) => {
    const listed = textsOf(value);
    if (!listed) return undefined;
    switch (type) {
      case 'Service':
        // A wildcard for services is not documented.
        return anyOf(listed, (service) => service === principal || (/[*?]/.test(service) || hasVariable(service) ? undefined : false));
      case 'AWS':
        return listed.includes('*') ? everyIdentity : false;
      case 'Federated':
      case 'CanonicalUser':
        return false;
      default:
        return undefined;
    }
  });
}
