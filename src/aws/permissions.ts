import { type EvaluationResult, GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { parseArn } from '../domain/arn.ts';
import type { PermissionDecision, PermissionQuestion } from '../domain/plans/permissionCheck.ts';
import type { PermissionReader } from '../domain/ports.ts';
import { call, nextPage, UnreadableReply } from './call.ts';
import type { Clients } from './clients.ts';
import { homeOf } from './globalServices.ts';

/** Asks IAM what the policies of a user or role allow. */
export function iamReads(clients: Clients): PermissionReader {
  const iamOf = (region: string): IAMClient => clients.of('iam', region, IAMClient);
  return {
    roleArn: (partition, name, signal) => {
      const region = homeOf(partition);
      return call('iam:GetRole', region, signal, async () => {
        const { Role: role } = await iamOf(region).send(new GetRoleCommand({ RoleName: name }), { abortSignal: signal });
        if (role?.Arn === undefined) throw new UnreadableReply();
        return role.Arn;
      });
    },
    simulate: (principalArn, question, signal) => {
      const region = homeOf(parseArn(principalArn)?.partition);
      return call('iam:SimulatePrincipalPolicy', region, signal, () => decisions(iamOf(region), principalArn, question, signal));
    },
  };
}

async function decisions(
  iam: IAMClient,
  principalArn: string,
  { context, permissions, resource }: PermissionQuestion,
  signal: AbortSignal,
): Promise<readonly PermissionDecision[]> {
  const found: PermissionDecision[] = [];
  let page: string | undefined;
  do {
    const { EvaluationResults, IsTruncated, Marker } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: permissions.map(({ action }) => action),
        ResourceArns: [resource],
        ContextEntries: Object.entries(context).map(([name, value]) => ({
          ContextKeyName: name,
          ContextKeyValues: [value],
          ContextKeyType: 'string',
        })),
        ...(page !== undefined && { Marker: page }),
      }),
      { abortSignal: signal },
    );
    if (!EvaluationResults) throw new UnreadableReply();
    found.push(...EvaluationResults.map((result) => decisionOf(result, resource)));
    page = IsTruncated === true ? nextPage(Marker, page) : undefined;
  } while (page !== undefined);
  return found;
}

/** The decision is that of the resource where there is one: the other is of all resources together. */
function decisionOf(result: EvaluationResult, resource: string): PermissionDecision {
  const { EvalActionName: action = '', EvalDecision, OrganizationsDecisionDetail: organization, ResourceSpecificResults = [] } = result;
  const own = ResourceSpecificResults.find(({ EvalResourceName }) => EvalResourceName === resource);
  const boundary = own?.PermissionsBoundaryDecisionDetail ?? result.PermissionsBoundaryDecisionDetail;
  const boundaryAllows = boundary?.AllowedByPermissionsBoundary;
  const organizationAllows = organization?.AllowedByOrganizations;
  return {
    action,
    decision: own?.EvalResourceDecision ?? EvalDecision ?? '',
    missingContext: own?.MissingContextValues ?? result.MissingContextValues ?? [],
    ...(boundaryAllows !== undefined && { boundaryAllows }),
    ...(organizationAllows !== undefined && { organizationAllows }),
  };
}
