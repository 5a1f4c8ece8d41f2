import { message } from '../../domain/message.ts';
import { expression } from '../../domain/render/codeValue.ts';
import { regionalAttachment, triggerPermission, userPoolReplica } from '../../domain/render/replicationResources.ts';
import { replicationRegions } from '../../domain/region.ts';
import type { TextRange } from '../../domain/textRange.ts';
import { resourceIdentity } from '../analysis/links.ts';
import type { Attachment, Domain, Pool, Resource } from '../model.ts';
import { addedResource, canReferTo, freeName } from './addedResource.ts';
import { awsccProviders } from './awsccProviders.ts';
import type { CodeEdit, CodeFix } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { fileOf, type FixContext, poolOf, resourceAt, secondaryRegionOf, textsOf } from './fixContext.ts';
import { primaryHealthCheck } from './healthCheck.ts';
import { withWhatTheyNeed } from './imports.ts';
import { addedSetting } from './settings.ts';
import { referenceTo } from './writeReference.ts';

/** What replication has beside a resource and the code does not, to be written there: nothing is wrong without it. */
export function additionsAt(path: string, range: TextRange, context: FixContext): readonly CodeFix[] {
  const file = fileOf(context, path);
  const resource = file && resourceAt(context, path, range);
  if (!resource) return [];
  return additionsTo(file, resource, context).map((fix) => ({ ...fix, edits: withWhatTheyNeed(file, fix.edits, textsOf(context)) }));
}

function additionsTo(file: EditedFile, resource: Resource, context: FixContext): readonly CodeFix[] {
  switch (resource.kind) {
    case 'pool':
      return [...newReplica(file, resource, context), ...newAttachment(file, resource, context)];
    case 'domain':
      return failoverRouting(file, resource, context);
    case 'attachment':
      return permissions(file, resource, context);
    default:
      return [];
  }
}

function added(title: CodeFix['title'], edits: readonly CodeEdit[] | undefined): readonly CodeFix[] {
  return edits && edits.length > 0 ? [{ title, edits }] : [];
}

/** A replica of a pool that has none. Its Region is for the author to choose. */
function newReplica(file: EditedFile, pool: Pool, context: FixContext): readonly CodeFix[] {
  const poolId = canReferTo(pool, file.language) ? referenceTo(pool, 'id', file) : undefined;
  if (context.links.replicaOf(context.unit, pool) || !poolId) return [];
  const options = secondaryRegionsFor(pool.region.state === 'known' ? pool.region.value : undefined);
  const [region = ''] = options;
  const replica = userPoolReplica(freeName('UserPoolReplica', textsOf(context)), poolId, region);
  const edits = addedResource(file, replica, { resource: pool, side: 'after' });
  return added(message('Add a replica of this user pool'), edits).map((fix) => ({ ...fix, choice: { text: region, options } }));
}

/** The Regions that are known to hold replicas, those of the same continent first. */
function secondaryRegionsFor(primary: string | undefined): readonly string[] {
  const isNear = (region: string): boolean => region.split('-')[0] === primary?.split('-')[0];
  const others = replicationRegions.filter((region) => region !== primary);
  return [...others.filter(isNear), ...others.filter((region) => !isNear(region))];
}

/** The settings of the replica's Region, where a provider leads there: other languages have them in another stack, whose code is elsewhere. */
function newAttachment(file: EditedFile, pool: Pool, context: FixContext): readonly CodeFix[] {
  const region = secondaryRegionOf(context, pool);
  const identity = resourceIdentity(context.unit, pool.id);
  const { links } = context;
  const exists = links.all('attachment').some(({ unit, resource }) => links.identity(unit, resource.pool) === identity);
  // An attachment to a literal id or a parameter may be this pool's.
  const mayExist = links.all('attachment').some(({ unit, resource }) => {
    const other = links.identity(unit, resource.pool);
    return other === undefined || other.startsWith('literal ');
  });
  if (region === undefined || exists || mayExist) return [];
  const title = message('Write the settings of the replica in {region}', { region });
  if (file.language === 'terraform') {
    const poolId = canReferTo(pool, file.language) ? referenceTo(pool, 'id', file) : undefined;
    if (!poolId) return [];
    const name = freeName('Regional', textsOf(context));
    const attachment = regionalAttachment(name, poolId);
    const provider = aliasOf(region, textsOf(context));
    return provider === undefined ? [] : added(title, addedResource(file, { ...attachment, provider }, { resource: pool, side: 'after' }));
  }
  if (file.language !== 'yaml' || pool.dialect !== 'cloudformation') return [];
  const { newLine, indent } = file.style;
  const lines = [
    "AWSTemplateFormatVersion: '2010-09-09'",
    `Description: 'The settings of the user pool in ${region}: deploy it there after the replica'`,
    'Parameters:',
    `${indent}UserPoolId:`,
    `${indent}${indent}Type: String`,
    'Resources:',
    `${indent}Regional:`,
    `${indent}${indent}Type: AWS::Cognito::UserPoolRegionalConfigurationAttachment`,
    `${indent}${indent}Properties:`,
    `${indent}${indent}${indent}UserPoolId: !Ref UserPoolId`,
    `${indent}${indent}${indent}Status: ACTIVE`,
  ];
  return [
    { title, edits: [], files: [{ besides: file.path, name: `regional-settings-${region}.yaml`, text: lines.join(newLine) + newLine }] },
  ];
}

/** The provider configuration of a Region, where the module has one with a name. */
function aliasOf(region: string, texts: readonly string[]): string | undefined {
  const alias = awsccProviders(texts).find((provider) => provider.alias !== undefined && provider.region === region)?.alias;
  return alias === undefined ? undefined : `awscc.${alias}`;
}

/** The failover routing of the custom domain of a replicated pool, with a health check. */
function failoverRouting(file: EditedFile, domain: Domain, context: FixContext): readonly CodeFix[] {
  const pool = poolOf(context, domain);
  const region = pool && secondaryRegionOf(context, pool);
  if (
    !pool ||
    region === undefined ||
    domain.routing.state !== 'absent' ||
    domain.certificateArn.state === 'absent' ||
    domain.dialect === 'aws'
  )
    return [];
  const check = primaryHealthCheck(file, pool, context);
  if (!check) return [];
  const routing = addedSetting(file, domain, domain.routing.range, ['Routing'], {
    Failover: { SecondaryRegion: region, PrimaryRoute53HealthCheckId: { kind: 'reference', resource: check, attribute: 'HealthCheckId' } },
  });
  const resource = addedResource(file, check, { resource: domain, side: 'before' });
  return routing && resource
    ? added(message('Fail over to {region} when a health check of the primary Region fails', { region }), [...routing, ...resource])
    : [];
}

/** Permissions for the functions of an attachment that no permission names. */
function permissions(file: EditedFile, attachment: Attachment, context: FixContext): readonly CodeFix[] {
  if (attachment.pool.state !== 'known' || attachment.pool.value.kind !== 'literal' || attachment.region.state !== 'known') return [];
  const poolId = attachment.pool.value.text;
  const region = attachment.region.value;
  const { links } = context;
  const called = links.all('permission').map(({ unit, resource }) => links.identity(unit, resource.functionName));
  return attachment.triggers.flatMap(({ functionArn, name }) => {
    if (functionArn.state !== 'known' || functionArn.value.kind !== 'literal') return [];
    const arn = /^arn:[\w-]+:lambda:([a-z0-9-]+):(\d{12}):function:([\w-]+)/.exec(functionArn.value.text);
    if (arn?.[1] !== region || called.includes(`literal ${arn[3] ?? ''}`) || called.includes(`literal ${functionArn.value.text}`))
      return [];
    const partition = functionArn.value.text.split(':')[1] ?? 'aws';
    const poolArn = `arn:${partition}:cognito-idp:${region}:${arn[2] ?? ''}:userpool/${poolId}`;
    const permission = triggerPermission(
      freeName(`${name}Permission`, textsOf(context)),
      expressionOrText(file, functionArn.range, functionArn.value.text),
      poolArn,
    );
    const edits = addedResource(file, file.language === 'terraform' ? withProvider(file, attachment, permission) : permission, {
      resource: attachment,
      side: 'after',
    });
    return added(message('Let the user pool in {region} call the {name} function', { region, name }), edits);
  });
}

/** What is written for the function, said again; the value where it is written over several lines. */
function expressionOrText(file: EditedFile, range: TextRange, text: string) {
  const written = file.at(range);
  return written.includes('arn:') && file.language !== 'yaml' ? expression(written) : text;
}

/** A resource of the same provider as another one. */
function withProvider(file: EditedFile, attachment: Attachment, permission: ReturnType<typeof triggerPermission>) {
  const [, provider] = /\bprovider\s*=\s*([\w.]+)/.exec(file.at(attachment.range)) ?? [];
  return provider === undefined ? permission : { ...permission, provider };
}
