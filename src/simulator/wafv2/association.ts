// Which web ACL protects which user pool: GetWebACLForResource, AssociateWebACL, DisassociateWebACL. A replica is protected by a web ACL of its
// own Region, associated with its own ARN (facts: section 3, regional setting 7).
import { answersFor } from '../cognito/replication.ts';
import { requireAccess } from '../faults.ts';
import type { Call, Operation } from '../service.ts';
import { required, structure } from '../shape.ts';
import { entryOf, regionOf } from '../world.ts';
import { describeWebAcl } from './describe.ts';
import { elsewhere, firewallArn, firewallOf, invalidArn, nonexistent, thingHere, withFirewall, withoutAssociation } from './firewall.ts';
import { arn, operation } from './inputs.ts';

const resourceArn = required(arn);

/**
 * The pool or replica of this Region that an ARN names. Other kinds of resources are not simulated.
 * @throws Refusal WAFInvalidParameterException, WAFNonexistentItemException
 */
function requirePool(resource: string, call: Call): void {
  const [, region, account, id] = /^arn:aws:cognito-idp:([a-z0-9-]+):(\d{12}):userpool\/([\w-]+_[0-9a-zA-Z]+)$/.exec(resource) ?? [];
  if (id === undefined) throw invalidArn('RESOURCE_ARN', resource);
  if (region !== call.region) throw elsewhere('RESOURCE_ARN', resource, call);
  const pool = account === call.account ? entryOf(regionOf(call.world, call.account, call.region).userPools, id) : undefined;
  if (!pool || !answersFor(pool, call)) throw nonexistent();
}

/** The service asks the pool's own service too: permissions of the same names on the pool (facts: section 2, "IAM for the caller"). */
function requirePoolAccess(action: string, resource: string, call: Call): void {
  requireAccess({ service: 'cognito-idp', operation: action, region: call.region, resource }, call);
}

const associateWebAcl = operation(structure({ WebACLArn: required(arn), ResourceArn: resourceArn }), ({ WebACLArn, ResourceArn }, call) => {
  const acl = thingHere('webacl', { ARN: WebACLArn }, call);
  requirePool(ResourceArn, call);
  requirePoolAccess('AssociateWebACL', ResourceArn, call);
  // A resource has one web ACL: another takes the place of the first (API reference, AssociateWebACL).
  const world = withFirewall(call, (firewall) => ({
    ...firewall,
    associations: { ...firewall.associations, [ResourceArn]: firewallArn('webacl', acl, call) },
  }));
  return { world, output: {} };
});

/** Also where there is nothing to end. */
const disassociateWebAcl = operation(structure({ ResourceArn: resourceArn }), ({ ResourceArn }, call) => {
  requirePool(ResourceArn, call);
  requirePoolAccess('DisassociateWebACL', ResourceArn, call);
  return { world: withoutAssociation(call, ResourceArn), output: {} };
});

/** Without a web ACL there is no WebACL in the answer; a resource that is not there is an error. */
const getWebAclForResource = operation(structure({ ResourceArn: resourceArn }), ({ ResourceArn }, call) => {
  requirePool(ResourceArn, call);
  requirePoolAccess('GetWebACLForResource', ResourceArn, call);
  const associated = entryOf(firewallOf(call).associations, ResourceArn);
  return { output: associated === undefined ? {} : { WebACL: describeWebAcl(thingHere('webacl', { ARN: associated }, call), call) } };
});

export const associationOperations: Readonly<Record<string, Operation>> = {
  AssociateWebACL: associateWebAcl,
  DisassociateWebACL: disassociateWebAcl,
  GetWebACLForResource: getWebAclForResource,
};
