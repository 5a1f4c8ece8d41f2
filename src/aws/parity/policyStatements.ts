import { isJsonObject, type Json, jsonListOf, type JsonObject } from '../../domain/json.ts';
import type { PolicyStatement } from '../../domain/parity/snapshot.ts';
import { UnreadableReply } from '../call.ts';

/** The statements of a function's resource policy. A text that is none is an unreadable reply. */
export function policyStatements(policy: string): readonly PolicyStatement[] {
  const document = JSON.parse(policy) as Json;
  if (!isJsonObject(document)) throw new UnreadableReply();
  return jsonListOf(document['Statement']).flatMap((statement) => (isJsonObject(statement) ? [toStatement(statement)] : []));
}

function toStatement(statement: JsonObject): PolicyStatement {
  const sourceArns: string[] = [];
  const sourceAccounts: string[] = [];
  let isOther = ['NotPrincipal', 'NotAction', 'NotResource'].some((name) => name in statement);
  for (const [operator, keys] of Object.entries(isJsonObject(statement['Condition']) ? statement['Condition'] : {})) {
    for (const [key, values] of Object.entries(isJsonObject(keys) ? keys : {})) {
      // Names of condition keys and operators do not depend on case (IAM User Guide, "Condition").
      const isEquality = /^(Arn|String)(Equals|Like)$/i.test(operator);
      if (isEquality && key.toLowerCase() === 'aws:sourcearn') sourceArns.push(...texts(values));
      else if (isEquality && key.toLowerCase() === 'aws:sourceaccount') sourceAccounts.push(...texts(values));
      else isOther = true;
    }
  }
  return {
    effect: texts(statement['Effect'])[0] ?? '',
    principals: principalsOf(statement['Principal']),
    actions: texts(statement['Action']),
    sourceArns,
    sourceAccounts,
    hasOtherConditions: isOther,
  };
}

/** `"*"`, or texts and lists of texts by kind (`Service`, `AWS`). */
function principalsOf(principal: Json | undefined): string[] {
  return isJsonObject(principal) ? Object.values(principal).flatMap(texts) : texts(principal);
}

function texts(value: Json | undefined): string[] {
  return jsonListOf(value).filter((item) => typeof item === 'string');
}
