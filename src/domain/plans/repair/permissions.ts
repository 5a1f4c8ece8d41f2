import { formatArn, parseArn } from '../../arn.ts';
import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import { functionNameOf, qualifierOf } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { FunctionSnapshot } from '../../parity/snapshot.ts';
import { mayCall } from '../../parity/triggerPermission.ts';
import { triggerPermission } from '../../render/replicationResources.ts';
import { poolArn } from '../../userPool.ts';
import type { DraftStep, PlannedCall } from '../plan.ts';
import { aws, codeOffers, shellOffer } from './offers.ts';
import { functionThere, type RepairContext } from './repairContext.ts';
import type { NotCopied, Offer, RepairKind } from './repairKind.ts';
import { isTriggerRow, triggerChanges } from './triggers.ts';

const [action, principal] = ['lambda:InvokeFunction', 'cognito-idp.amazonaws.com'];

/** Lets the replica call the functions of its Region: those whose permission is asked for, and those of triggers that are copied. Facts: section 3, "Lambda permission". */
export const permissions: RepairKind = {
  takes: ({ id }) => /^triggers\/[^/]+\/permission$/.test(id),
  helps: () => true,
  plan(rows, context) {
    const asked = rows.map((row) => askedPermission(row, context));
    const copied = triggerChanges(context.asked.filter(isTriggerRow), context).functions;
    const arns = new Set([
      ...asked.flatMap(({ arn }) => arn ?? []),
      // What is known to let the replica call it needs nothing more.
      ...copied.filter((arn) => !isPermitted(functionThere(arn, context), context)),
    ]);
    return {
      steps: arns.size > 0 ? [permissionStep([...arns], context)] : [],
      notCopied: asked.flatMap(({ notCopied }) => notCopied ?? []),
    };
  },
};

function permissionStep(arns: readonly string[], context: RepairContext): DraftStep {
  const { poolId, region } = context;
  const isUnknown = arns.some((arn) => functionThere(arn, context)?.configuration.state !== 'known');
  return {
    id: 'permissions',
    title: message('Let the replica call its functions in {region}', { region }),
    state: 'open',
    calls: arns.map((arn) => permissionCall(arn, context)),
    ...(isUnknown && { risk: message('Lambda refuses it for a function that is not in {region}.', { region }) }),
    undo: message('Remove the statement {id} from the policies of the functions.', { id: statementId(poolId) }),
  };
}

/** One statement for one pool: asked for twice, Lambda refuses the second one rather than adding another. */
function statementId(poolId: string): string {
  return `cognito-replicas-${poolId}`;
}

function permissionCall(arn: string, { poolId, region, replicaArn }: RepairContext): PlannedCall {
  const { qualifier, whole } = partsOf(arn);
  return {
    region,
    service: 'lambda',
    operation: 'AddPermission',
    input: {
      FunctionName: whole,
      // Versions and aliases have policies of their own.
      ...(qualifier !== undefined && { Qualifier: qualifier }),
      StatementId: statementId(poolId),
      Action: action,
      Principal: principal,
      SourceArn: replicaArn,
    },
    permissions: [{ action: 'lambda:AddPermission', region, resource: whole }],
  };
}

function partsOf(arn: string): { readonly whole: string; readonly qualifier?: string } {
  const [parsed, qualifier] = [parseArn(arn), qualifierOf(arn)];
  if (!parsed || qualifier === undefined) return { whole: arn };
  return { whole: formatArn({ ...parsed, resource: `function:${functionNameOf(arn)}` }), qualifier };
}

function isPermitted(one: FunctionSnapshot | undefined, { account, replicaArn }: RepairContext): boolean {
  return one !== undefined && one.policy.state !== 'unknown' && mayCall(valueOf(one.policy) ?? [], replicaArn, account) === true;
}

function askedPermission(row: ParityRow, context: RepairContext): { readonly arn?: string; readonly notCopied?: NotCopied } {
  const { account, poolId, primaryRegion, replicaArn, sides } = context;
  const trigger = row.id.split('/')[1] ?? '';
  const own = sides.secondary.functions.get(trigger);
  const statements = valueOf(own?.policy) ?? [];
  if (own && mayCall(statements, replicaArn, account) === false) {
    const added = {
      effect: 'Allow',
      principals: [principal],
      actions: [action],
      sourceArns: [replicaArn],
      sourceAccounts: [],
      hasOtherConditions: false,
    };
    if (mayCall([...statements, added], replicaArn, account) !== false) return { arn: own.arn };
    const reason = message('a statement of the function’s policy denies it, whatever another one allows');
    return { notCopied: { rowId: row.id, reason, offers: [readPolicyOffer(own.arn, context)] } };
  }
  const from = sides.primary.functions.get(trigger);
  if (!from) return {};
  const reason = message('it is the function in {primaryRegion} that does not let its user pool call it', { primaryRegion });
  return {
    notCopied: {
      rowId: row.id,
      reason,
      offers: permissionOffers(from.arn, poolArn(poolId, primaryRegion, account), primaryRegion, poolId),
    },
  };
}

function permissionOffers(arn: string, source: string, region: string, poolId: string): readonly Offer[] {
  const { qualifier, whole } = partsOf(arn);
  return [
    shellOffer(message('AWS CLI: let the user pool call {name}', { name: functionNameOf(arn) }), [
      aws('lambda add-permission', region, {
        'function-name': whole,
        qualifier,
        'statement-id': statementId(poolId),
        action,
        principal,
        'source-arn': source,
      }),
    ]),
    ...codeOffers([triggerPermission('TriggerPermission', arn, source)], region),
  ];
}

function readPolicyOffer(arn: string, { region }: RepairContext): Offer {
  const { qualifier, whole } = partsOf(arn);
  return shellOffer(message('AWS CLI: read the policy of {name}', { name: functionNameOf(arn) }), [
    aws('lambda get-policy', region, { 'function-name': whole, qualifier, query: 'Policy', output: 'text' }),
  ]);
}
