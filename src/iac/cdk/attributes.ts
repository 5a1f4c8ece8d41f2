import { type Construct, literal, type Meaning, plain, unknown } from './meaning.ts';
import { lastName } from './symbols.ts';

/** Names of an id. `ref` is one of pools and keys (the return values of their CloudFormation types). */
const ids = new Set(['userpoolid', 'attruserpoolid', 'keyid', 'attrkeyid', 'attrhealthcheckid', 'healthcheckid']);
const typesWithIdAsRef = new Set(['UserPool', 'CfnUserPool', 'Key', 'CfnKey', 'CfnReplicaKey', 'CfnHealthCheck', 'HealthCheck']);
const typesWithArnAsRef = new Set(['CfnCertificate', 'Certificate', 'DnsValidatedCertificate']);

/** What a construct has under a name, in either language, of its L2 class and of the L1 resource below it. */
export function attributeOf(construct: Construct, name: string): Meaning {
  const written = plain(name);
  if (written === 'node') return { kind: 'node', construct };
  // `userPoolRef.userPoolId`, `keyRef.keyArn`
  if (written !== 'ref' && written.endsWith('ref')) return { kind: 'construct', construct };
  return { kind: 'text', text: { kind: 'attribute', resource: construct.id, attribute: attributeName(construct, name) } };
}

function attributeName({ symbol }: Construct, name: string): string {
  const written = plain(name);
  if (written === 'ref' && typesWithIdAsRef.has(lastName(symbol))) return 'id';
  if (written === 'ref' && typesWithArnAsRef.has(lastName(symbol))) return 'arn';
  if (ids.has(written)) return 'id';
  return written.endsWith('arn') ? 'arn' : name;
}

/** The same of a construct for something that exists already, which has only what it was made with. */
export function importedAttribute(imported: Extract<Meaning, { kind: 'imported' }>, name: string): Meaning {
  const written = plain(name);
  if (written.endsWith('ref')) return imported;
  const text = written.endsWith('arn') ? imported.arn : ids.has(written) ? imported.id : undefined;
  return text === undefined ? unknown : literal(text);
}
