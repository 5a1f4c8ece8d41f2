import { type Message, message } from './message.ts';

/** What made a user pool, as far as its tags tell. */
export type PoolOrigin =
  | { readonly kind: 'cloudformation'; readonly stackName: string; readonly logicalId: string }
  /** `file` and `resource` from the tags of yor: a path in its repository, and the name of the block. */
  | { readonly kind: 'terraform'; readonly file?: string; readonly resource?: string }
  | { readonly kind: 'pulumi'; readonly project?: string; readonly stack?: string }
  | { readonly kind: 'sst'; readonly app: string; readonly stage?: string }
  | { readonly kind: 'amplify'; readonly appId: string };

const terraformKeys = ['managedby', 'managed-by', 'managed_by', 'provisioner', 'provisionedby', 'provisioned-by', 'provisioned_by'];

/**
 * What made a user pool, from its tags. CloudFormation sets its three tags itself, and nobody else can (the prefix `aws:` is reserved), so they come
 * first; CDK, SAM, Serverless and Amplify deploy through it. The other tags are conventions of their tools, and only those that name the tool count.
 */
export function originOf(tags: Readonly<Record<string, string>>): PoolOrigin | undefined {
  const stackName = tags['aws:cloudformation:stack-name'] ?? stackNameOf(tags['aws:cloudformation:stack-id']);
  const logicalId = tags['aws:cloudformation:logical-id'];
  if (stackName !== undefined && logicalId !== undefined) return { kind: 'cloudformation', stackName, logicalId };

  const project = tags['pulumi:project'] ?? tags['pulumi:Project'];
  const stack = tags['pulumi:stack'] ?? tags['pulumi:Stack'];
  if (project !== undefined || stack !== undefined)
    return { kind: 'pulumi', ...(project !== undefined && { project }), ...(stack !== undefined && { stack }) };

  const app = tags['sst:app'];
  const stage = tags['sst:stage'];
  if (app !== undefined) return { kind: 'sst', app, ...(stage !== undefined && { stage }) };

  const appId = tags['amplify:app-id'];
  if (appId !== undefined) return { kind: 'amplify', appId };

  // yor also tags CloudFormation, whose own tags were looked at already.
  const file = tags['git_file'] ?? tags['yor_file'];
  const resource = tags['yor_name'];
  if (saysTerraform(tags) || file?.endsWith('.tf') === true)
    return { kind: 'terraform', ...(file !== undefined && { file }), ...(resource !== undefined && { resource }) };
  return undefined;
}

/** Where a pool comes from, for a row or a plan: "managed by stack identity-prod". */
export function originMessage(origin: PoolOrigin): Message {
  switch (origin.kind) {
    case 'cloudformation':
      return message('managed by stack {stack}', { stack: origin.stackName });
    case 'terraform':
      return origin.file === undefined ? message('managed by Terraform') : message('managed by Terraform in {file}', { file: origin.file });
    case 'pulumi':
      if (origin.project !== undefined) return message('managed by Pulumi project {project}', { project: origin.project });
      return message('managed by Pulumi stack {stack}', { stack: origin.stack ?? '' });
    case 'sst':
      return message('managed by SST app {app}', { app: origin.app });
    case 'amplify':
      return message('managed by Amplify app {app}', { app: origin.appId });
  }
}

/** The name in `arn:aws:cloudformation:us-east-1:111122223333:stack/NAME/UUID`. */
function stackNameOf(stackId: string | undefined): string | undefined {
  return stackId === undefined ? undefined : /:stack\/([^/]+)\//.exec(stackId)?.[1];
}

function saysTerraform(tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(tags).some(([key, value]) => {
    const name = key.toLowerCase();
    const said = value.trim().toLowerCase();
    return (
      (terraformKeys.includes(name) && /^(?:hashicorp )?(?:terraform|opentofu)\b/.test(said)) || (name === 'terraform' && said === 'true')
    );
  });
}
