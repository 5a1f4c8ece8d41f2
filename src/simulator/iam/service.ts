// AWS Identity and Access Management (iam): whose the caller's policies are, and what they allow. There are no policies in this simulator; the same data answers by which requests
// are refused, faults and permissions. Shapes: SDK client-iam 3.1169.0.
import { iamArn } from '../arns.ts';
import { mayDo } from '../faults.ts';
import { roleId } from '../ids.ts';
import { pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, textMember, type Call, type Operation, type Service } from '../service.ts';
import { list, required, structure, text } from '../shape.ts';
import { awsQuery } from '../wire/awsQuery.ts';
import { identityOf } from '../world.ts';

const operation = operationsWith('ValidationError');

/** Roles are there from the beginning. */
const createdAt = '2024-01-01T00:00:00Z';

const notFound = (message: string): Refusal => new Refusal('NoSuchEntity', message, 404);

/** The one user or role of an account that a simulation of policies can be asked about; none where root or a federated user calls. */
function principalOf({ account, world }: Call): string | undefined {
  const identity = identityOf(world, account);
  return /^(user|role)\//.test(identity) ? iamArn(account, identity) : undefined;
}

const getRole = operation(structure({ RoleName: required(text({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' })) }), ({ RoleName }, call) => {
  const arn = principalOf(call);
  const [, path, name] = /:role(\/(?:.+\/)?)([^/]+)$/.exec(arn ?? '') ?? [];
  if (name !== RoleName) throw notFound(`The role with name ${RoleName} cannot be found.`);
  return { output: { Role: { Path: path, RoleName: name, RoleId: roleId(name), Arn: arn, CreateDate: createdAt } } };
});

const texts = (max: number) => list(text({ min: 1, max }));
const simulation = structure({
  PolicySourceArn: required(text({ min: 20, max: 2048 })),
  ActionNames: required(list(text({ min: 3, max: 128 }))),
  ResourceArns: texts(2048),
  ContextEntries: list(structure({ ContextKeyName: text({ min: 5, max: 256 }), ContextKeyValues: list(text()), ContextKeyType: text() })),
  MaxItems: text({ pattern: '\\d{1,4}' }),
  Marker: text({ min: 1, max: 320 }),
});

const simulatePrincipalPolicy = operation(simulation, (input, call) => {
  const { ActionNames, ContextEntries = [], Marker, MaxItems = '100', PolicySourceArn, ResourceArns = ['*'] } = input;
  if (PolicySourceArn !== principalOf(call)) throw notFound(`The entity ${PolicySourceArn} cannot be found.`);
  const region = ContextEntries.find(({ ContextKeyName }) => ContextKeyName?.toLowerCase() === 'aws:requestedregion')
    ?.ContextKeyValues?.[0];
  const asked = ActionNames.map((action, index) => ({ action, key: String(index).padStart(6, '0') }));
  const onBadToken = (): Error => new Refusal('InvalidInput', 'Invalid Marker.');
  const { page, next } = pageOf(asked, ({ key }) => key, { size: Number(MaxItems), token: Marker, onBadToken });
  const EvaluationResults = page.map(({ action }) => evaluation(action, ResourceArns, region, call));
  return { output: { EvaluationResults, IsTruncated: next !== undefined, ...(next !== undefined && { Marker: next }) } };
});

/** One result for each action, with one of its own for each resource: permissions of this simulator are about Regions, not about resources. */
function evaluation(action: string, resources: readonly string[], region: string | undefined, call: Call) {
  const [service = '', name = ''] = action.split(':');
  // Without the Region of the call, what depends on it holds for none.
  const decision = mayDo({ service, operation: name, region: region ?? '' }, call) ? 'allowed' : 'implicitDeny';
  const missing = region === undefined && dependsOnRegion(call) ? { MissingContextValues: ['aws:RequestedRegion'] } : {};
  const named = resources.filter((resource) => resource !== '*');
  return {
    EvalActionName: action,
    EvalResourceName: '*',
    EvalDecision: decision,
    ...missing,
    ...(named.length > 0 && {
      ResourceSpecificResults: named.map((resource) => ({ EvalResourceName: resource, EvalResourceDecision: decision, ...missing })),
    }),
  };
}

const dependsOnRegion = ({ world }: Call): boolean =>
  (world.permissions ?? []).some(({ region }) => region !== undefined) ||
  world.faults.some(({ kind, off, region }) => kind === 'accessDenied' && off !== true && region !== undefined);

export const iam: Service = {
  protocol: awsQuery('2010-05-08', 'https://iam.amazonaws.com/doc/2010-05-08/'),
  operations: { GetRole: getRole, SimulatePrincipalPolicy: simulatePrincipalPolicy } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'Throttling', message: 'Rate exceeded' },
  failed: { code: 'ServiceFailure', message: 'The request processing has failed because of an unknown error.' },
  resourceOf: (input, { account }) => {
    const role = textMember(input, 'RoleName');
    return textMember(input, 'PolicySourceArn') ?? (role === undefined ? '*' : iamArn(account, `role/${role}`));
  },
};
