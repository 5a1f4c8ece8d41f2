import { message } from '../../domain/message.ts';
import { multiRegionKey } from '../../domain/render/replicationResources.ts';
import { isRegionName } from '../../domain/region.ts';
import type { CodeReference } from '../../domain/render/codeValue.ts';
import type { CodeFinding } from '../codeFinding.ts';
import type { Domain, Key, Pool, Resource, Value } from '../model.ts';
import { addedResource, canReferTo, freeName } from './addedResource.ts';
import { withWhatTheyNeed } from './imports.ts';
import type { CodeEdit, CodeFix } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { fileOf, type FixContext, poolOf, regionsOf, resourceAt, secondaryRegionOf, textsOf } from './fixContext.ts';
import { primaryHealthCheck } from './healthCheck.ts';
import { keyPolicyFixes } from './keyPolicyFixes.ts';
import { keyReplicaFixes } from './keyReplicaFixes.ts';
import { addedTerraformCode, isSameRange, writtenName } from './programEdits.ts';
import { addedSetting, removedSetting } from './settings.ts';
import { replacedTemplateValue } from './templateEdits.ts';
import { referenceTo } from './writeReference.ts';

interface Parts {
  readonly found: CodeFinding;
  readonly file: EditedFile;
  /** The resource whose declaration the finding is in. */
  readonly resource: Resource | undefined;
  readonly context: FixContext;
}

/** What can be done in the code about a finding. Empty where only a person knows: which Region, which certificate. */
export function fixesOfFinding(found: CodeFinding, context: FixContext): readonly CodeFix[] {
  const file = fileOf(context, found.path);
  if (!file) return [];
  const parts = { found, file, resource: resourceAt(context, found.path, found.range), context };
  return (fixes[found.finding.rule]?.(parts) ?? []).map((fix) => ({ ...fix, edits: withWhatTheyNeed(file, fix.edits, textsOf(context)) }));
}

const fixes: Readonly<Record<string, (parts: Parts) => readonly CodeFix[]>> = {
  'replica-tier': ({ file, found }) => fix(message('Change the feature plan to ESSENTIALS'), word(file, found, 'LITE', 'ESSENTIALS')),
  'issuer-type': ({ file, found, resource }) =>
    fix(
      message('Switch the issuer to UPDATED (breaking for token validators)'),
      word(file, found, 'ORIGINAL', 'UPDATED') ?? added(file, resource, found, ['IssuerConfiguration', 'Type'], 'UPDATED'),
    ),
  'deletion-protection': ({ file, found, resource }) =>
    fix(
      message('Turn deletion protection on'),
      word(file, found, 'INACTIVE', 'ACTIVE') ??
        word(file, found, 'false', 'true') ??
        word(file, found, 'False', 'True') ??
        added(file, resource, found, ['DeletionProtection'], 'ACTIVE'),
    ),
  'key-not-multi-region': ({ file, found, resource }) =>
    resource?.kind === 'key'
      ? fix(
          message('Make it a multi-Region key (a new key takes its place)'),
          word(file, found, 'false', 'true') ?? word(file, found, 'False', 'True') ?? added(file, resource, found, ['MultiRegion'], true),
        )
      : [],
  'key-arn': ({ context, file, found, resource }) => (resource?.kind === 'pool' ? keyArnFixes(file, found, resource, context) : []),
  'replica-key': ({ context, file, resource }) => (resource?.kind === 'pool' ? replicaKeyFixes(file, resource, context) : []),
  'key-policy': ({ context, file, resource }) =>
    resource?.kind === 'key' || resource?.kind === 'keyReplica' ? keyPolicyFixes(file, resource, context) : [],
  'key-replica-missing': ({ context, file, resource }) => (resource?.kind === 'replica' ? keyReplicaFixes(file, resource, context) : []),
  'replica-property': ({ file, found, resource }) => {
    if (!resource) return [];
    const name = file.at(found.range);
    const isTags = /^["']?(user_?pool_?)?tags["']?$/i.test(name);
    const wanted = file.language === 'typescript' ? 'userPoolTagsAtCreate' : writtenName(file, 'UserPoolTagsAtCreate');
    const renamed = name.replace(/[A-Za-z_]+/, wanted);
    return [
      ...(isTags ? fix(message('Rename to {name}', { name: wanted }), [edit(file, found, renamed)]) : []),
      ...fix(message('Remove {name}', { name: name.replaceAll(/["']/g, '') }), removedSetting(file, resource, found.range)),
    ];
  },
  'regional-status': ({ file, found, resource }) =>
    (['ACTIVE', 'INACTIVE'] as const).flatMap((status) =>
      fix(message('Say that the replica is {status}', { status }), added(file, resource, found, ['Status'], status), status === 'ACTIVE'),
    ),
  'regional-arn': ({ file, found, resource }) => (resource?.region.state === 'known' ? regionFixes(file, found, resource.region) : []),
  'trigger-permission': ({ file, found, resource }) =>
    resource?.region.state === 'known' ? regionFixes(file, found, resource.region) : [],
  'failover-routing': ({ context, file, found, resource }) =>
    resource?.kind === 'domain' ? routingFixes(file, found, resource, context) : [],
  'terraform-provider': ({ file, resource }) => (resource?.kind === 'pool' ? lifecycleFixes(file, resource) : []),
};

function fix(title: CodeFix['title'], edits: readonly CodeEdit[] | undefined, isPreferred = true): readonly CodeFix[] {
  return edits && edits.length > 0 ? [{ title, edits, isPreferred }] : [];
}

function edit(file: EditedFile, { range }: CodeFinding, newText: string): CodeEdit {
  return file.replace(file.offset(range.start), file.offset(range.end), newText);
}

/** Another word in the place of a value. Undefined where the place has something else: the value comes from elsewhere. */
function word(file: EditedFile, found: CodeFinding, before: string, after: string): readonly CodeEdit[] | undefined {
  const written = file.at(found.range);
  const pattern = new RegExp(`^(["']?(?:[\\w.]+\\.)?)${before}(["']?)$`);
  return pattern.test(written) ? [edit(file, found, written.replace(pattern, `$1${after}$2`))] : undefined;
}

function added(
  file: EditedFile,
  resource: Resource | undefined,
  { range }: CodeFinding,
  path: readonly string[],
  value: string | boolean,
): readonly CodeEdit[] | undefined {
  return resource && addedSetting(file, resource, range, path, value);
}

/** The id of a key where its ARN is wanted. */
function keyArnFixes(file: EditedFile, found: CodeFinding, { keyArn }: Pool, { resources }: FixContext): readonly CodeFix[] {
  if (keyArn.state !== 'known' || keyArn.value.kind !== 'attribute' || keyArn.value.attribute !== 'id') return [];
  const named = keyArn.value.resource;
  const key = resources.find(({ id, kind }) => id === named && (kind === 'key' || kind === 'keyReplica'));
  if (!key || !canReferTo(key, file.language)) return [];
  const code = referenceTo(key, 'arn', file)?.code;
  if (code === undefined) return [];
  const isTemplate = file.language === 'yaml' || file.language === 'json';
  const inTemplate = isTemplate ? replacedTemplateValue(file, file.offset(found.range.start), code) : undefined;
  return fix(message('Name the ARN of the key'), inTemplate ?? [edit(file, found, code)]);
}

/** Puts a pool on the multi-Region key of the code, or on a new one. */
function replicaKeyFixes(file: EditedFile, pool: Pool, context: FixContext): readonly CodeFix[] {
  const type = wordAt(file, pool.keyType, 'AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KEY');
  if (pool.keyType.state === 'known' && pool.keyType.value === 'AWS_OWNED_KEY' && !type) return [];
  if (pool.keyArn.state !== 'absent') return fix(message('Use the customer managed key'), type);
  const keys = context.resources.filter(
    (resource): resource is Key =>
      resource.kind === 'key' &&
      resource.multiRegion.state === 'known' &&
      resource.multiRegion.value &&
      canReferTo(resource, file.language),
  );
  const setKey = (arn: Parameters<typeof addedSetting>[4]): readonly CodeEdit[] | undefined => {
    if (isSameRange(pool.keyArn.range, pool.typeRange)) {
      return addedKeyConfiguration(file, pool, arn);
    }
    const inside = addedSetting(file, pool, pool.keyArn.range, ['KeyConfiguration', 'KmsKeyArn'], arn);
    return inside && [...(type ?? []), ...inside];
  };
  const existing = keys.flatMap((key) => {
    const arn = referenceTo(key, 'arn', file);
    return arn ? fix(message('Encrypt the user pool with {key}', { key: key.id }), setKey(arn)) : [];
  });
  if (existing.length > 0) return existing;
  const key = multiRegionKey(freeName('UserPoolKey', textsOf(context)), regionsOf(context, pool));
  const arn: CodeReference = { kind: 'reference', resource: key, attribute: 'Arn' };
  const resource = addedResource(file, key, { resource: pool, side: 'before' });
  const edits = setKey(arn);
  return resource && edits ? fix(message('Encrypt the user pool with a new multi-Region key'), [...edits, ...resource]) : [];
}

function addedKeyConfiguration(file: EditedFile, pool: Pool, arn: Parameters<typeof addedSetting>[4]): readonly CodeEdit[] | undefined {
  // One setting of two members: `path` leads to one, so that the value is the block itself.
  return addedSetting(file, pool, pool.typeRange, ['KeyConfiguration'], { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: arn });
}

function wordAt(file: EditedFile, value: Value<string>, before: string, after: string): readonly CodeEdit[] | undefined {
  if (value.state !== 'known') return undefined;
  const written = file.at(value.range);
  if (!written.includes(before)) return undefined;
  return [file.replace(file.offset(value.range.start), file.offset(value.range.end), written.replace(before, after))];
}

/** Another Region in an ARN, or instead of a Region. */
function regionFixes(
  file: EditedFile,
  found: CodeFinding,
  { value: region }: Extract<Value<string>, { state: 'known' }>,
): readonly CodeFix[] {
  const written = file.at(found.range);
  const inArn = /(:(?:lambda|ses|cognito-idp):)([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?=:)/;
  const bare = written.replaceAll(/["']/g, '');
  const changed = inArn.test(written)
    ? written.replace(inArn, `$1${region}`)
    : isRegionName(bare)
      ? written.replace(bare, region)
      : written;
  return changed === written ? [] : fix(message('Name {region} instead', { region }), [edit(file, found, changed)]);
}

/** The Region that the routing lacks or has wrong, or the health check that it lacks. */
function routingFixes(file: EditedFile, found: CodeFinding, domain: Domain, context: FixContext): readonly CodeFix[] {
  const pool = poolOf(context, domain);
  if (domain.certificateArn.state === 'absent' || !pool) return [];
  const region = secondaryRegionOf(context, pool);
  const { healthCheckId, secondaryRegion } = domain;
  if (secondaryRegion.state === 'known' && region !== undefined && secondaryRegion.value !== region) {
    return fix(message('Fail over to {region}', { region }), wordAt(file, secondaryRegion, secondaryRegion.value, region));
  }
  if (secondaryRegion.state === 'absent' && region !== undefined) {
    const edits = addedSetting(file, domain, secondaryRegion.range, ['Routing', 'Failover', 'SecondaryRegion'], region);
    return fix(message('Fail over to {region}', { region }), edits);
  }
  if (healthCheckId.state !== 'absent' || !isSameRange(found.range, healthCheckId.range)) return [];
  const check = primaryHealthCheck(file, pool, context);
  if (!check) return [];
  const resource = addedResource(file, check, { resource: domain, side: 'before' });
  const edits = addedSetting(file, domain, healthCheckId.range, ['Routing', 'Failover', 'PrimaryRoute53HealthCheckId'], {
    kind: 'reference',
    resource: check,
    attribute: 'HealthCheckId',
  });
  return resource && edits ? fix(message('Watch the primary Region with a health check'), [...edits, ...resource]) : [];
}

function lifecycleFixes(file: EditedFile, pool: Pool): readonly CodeFix[] {
  const { ignoresKey, typeRange } = pool;
  const title = message('Ignore all changes, so that updates leave the key alone');
  if (ignoresKey.state === 'known') {
    return fix(title, [file.replace(file.offset(ignoresKey.range.start), file.offset(ignoresKey.range.end), 'all')]);
  }
  const { newLine, indent } = file.style;
  if (!isSameRange(ignoresKey.range, typeRange))
    return fix(
      title,
      addedTerraformCode(file, pool, ignoresKey.range, () => 'ignore_changes = all'),
    );
  return fix(
    title,
    addedTerraformCode(file, pool, typeRange, (inner) => `lifecycle {${newLine}${inner}${indent}ignore_changes = all${newLine}${inner}}`),
  );
}
