import { anyOf, type Decision } from '../keyPolicy/decision.ts';
import { matchesArn, matchesPattern } from '../keyPolicy/patterns.ts';
import { message } from '../message.ts';
import { poolArn } from '../userPool.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, sameRow, shownFacts, unknownRow } from './rows.ts';
import { nothing, shownText } from './shownText.ts';
import type { FunctionSnapshot, PolicyStatement } from './snapshot.ts';

const caller = 'cognito-idp.amazonaws.com';
const call = 'lambda:InvokeFunction';

/**
 * Whether the pool of each Region may call the function that it names there: the replica has an ARN of its own, and a permission that was copied names
 * the primary's. Facts: section 3, "Lambda permission in the secondary".
 */
export function permissionRow(subject: RowSubject, functions: Pair<FunctionSnapshot>, { account, poolId, sides }: Comparison): ParityRow {
  const policies = mapPair(functions, ({ policy }) => policy);
  const shown = shownFacts(policies, shownPolicy);
  const { read, why } = readBoth(policies);
  if (why) return unknownRow(subject, shown, why);
  const statements = mapPair(read, (policy) => policy ?? []);
  const arns = mapPair(sides, ({ region }) => poolArn(poolId, region, account));
  const decisions = {
    primary: mayCall(statements.primary, arns.primary, account),
    secondary: mayCall(statements.secondary, arns.secondary, account),
  };
  const refused = (['secondary', 'primary'] as const).find((side) => decisions[side] === false);
  if (refused) {
    const { region } = sides[refused];
    const hasNone = statements[refused].length === 0;
    const arn = arns[refused];
    return differentRow(subject, shown, {
      verdict: refused === 'secondary' && hasNone ? 'missing' : 'different',
      severity: 'error',
      rule: 'trigger-permission',
      why: hasNone
        ? message('nobody may call the function in {region}', { region })
        : message('the function in {region} does not let {arn} call it', { region, arn }),
      remedy: message('Add a permission for {principal} with the source ARN {arn}.', { principal: caller, arn }),
    });
  }
  if (decisions.primary === undefined || decisions.secondary === undefined) {
    return unknownRow(subject, shown, message('the policy has conditions that are not read'));
  }
  return sameRow(subject, shown, message('the user pool of each Region may call its function'));
}

/** Whether a resource policy lets Cognito call for a pool: a denial that applies decides, then a permission. Undefined: that hangs on what is not read. */
export function mayCall(statements: readonly PolicyStatement[], arn: string, account: string): Decision {
  const applies = (effect: string): Decision =>
    anyOf(
      statements.filter((statement) => statement.effect === effect),
      (statement) => isAbout(statement, arn, account),
    );
  const [denied, allowed] = [applies('Deny'), applies('Allow')];
  if (denied === true || allowed === false) return false;
  return denied === false ? allowed : undefined;
}

function isAbout(
  { actions, hasOtherConditions, principals, sourceAccounts, sourceArns }: PolicyStatement,
  arn: string,
  account: string,
): Decision {
  if (!principals.some((principal) => principal === '*' || principal === caller)) return false;
  if (!actions.some((action) => matchesPattern(action.toLowerCase(), call.toLowerCase()))) return false;
  if (sourceAccounts.length > 0 && !sourceAccounts.includes(account)) return false;
  const source = sourceArns.length === 0 ? true : anyOf(sourceArns, (pattern) => matchesArn(pattern, arn));
  return source === true && hasOtherConditions ? undefined : source;
}

/** Whose calls it is about: the pools, and whatever else. */
function shownPolicy(statements: readonly PolicyStatement[]): string {
  const sources = statements.flatMap(({ principals, sourceArns }) => (sourceArns.length > 0 ? sourceArns : principals));
  return shownText([...new Set(sources)].join(', ')) || nothing;
}
