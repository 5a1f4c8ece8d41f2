import type { PlanKind } from '../../domain/plans/plan.ts';
import { isRegionName, partitionOf } from '../../domain/region.ts';

/** What a document of the `cognito-pool` scheme shows. Plans are named after what they lead to. */
export type DocumentKind =
  | 'pool'
  | 'key'
  | 'keyPolicy'
  | 'domain'
  | 'readiness'
  | 'signIn'
  | 'preflight'
  | 'run'
  | 'rehearsal'
  | 'cost'
  | 'replicaOperations'
  | PlanDocumentKind;

type PlanDocumentKind = (typeof planDocuments)[PlanKind];

/** The documents of plans. */
export const planDocuments = {
  setUp: 'plan',
  activate: 'activation',
  deactivate: 'deactivation',
  delete: 'deletion',
  switchIssuer: 'issuerSwitch',
  repair: 'repair',
  failOver: 'failover',
  failBack: 'failback',
  configureFailover: 'routing',
} as const satisfies Readonly<Record<PlanKind, string>>;

/** The plan that a document shows; undefined for documents of other kinds. */
export function planKindOf(kind: DocumentKind): PlanKind | undefined {
  return (Object.keys(planDocuments) as PlanKind[]).find((one) => planDocuments[one] === kind);
}

/** A document by name. Where it leads is in the path alone, so that a tab survives a reload of the window (design, section 4.4). */
export interface DocumentId {
  readonly kind: DocumentKind;
  readonly account: string;
  readonly region: string;
  readonly poolId: string;
  /** The name of the pool or domain, the id of the key, or that of a run or a rehearsal. */
  readonly name: string;
  /** Of a readiness document, a sign-in, a plan, or what works on a replica: the Region that the pool is judged for, or that of its replica. */
  readonly secondaryRegion?: string;
}

const endings: Readonly<Record<DocumentKind, string>> = {
  pool: '.pool.json',
  key: '.key.json',
  keyPolicy: '.policy.json',
  domain: '.domain.json',
  readiness: '.readiness.md',
  signIn: '.signIn.md',
  run: '.run.md',
  rehearsal: '.rehearsal.md',
  cost: '.cost.md',
  replicaOperations: '.replica.md',
  plan: '.plan.md',
  activation: '.activation.md',
  deactivation: '.deactivation.md',
  deletion: '.deletion.md',
  issuerSwitch: '.issuer.md',
  repair: '.repair.md',
  failover: '.failover.md',
  failback: '.failback.md',
  routing: '.routing.md',
  preflight: '.preflight.md',
};

const kinds = Object.keys(endings) as readonly DocumentKind[];

/** `/{partition}/{account}/{region}/{poolId}/{name}.pool.json`, and so on. */
export function documentPath({ kind, account, region, poolId, name, secondaryRegion }: DocumentId): string {
  const file = isForRegion(kind) ? `${name} to ${secondaryRegion ?? ''}` : name;
  // Names of pools have no slash at AWS; an emulator may be less strict.
  return `/${partitionOf(region).id}/${account}/${region}/${poolId}/${file.replaceAll(/[/\\]/g, '-')}${endings[kind]}`;
}

/** The document of a path, or undefined when the path is of another form. */
export function parseDocumentPath(path: string): DocumentId | undefined {
  const [empty, partition, account, region, poolId, file, ...more] = path.split('/');
  if (empty !== '' || !account || !region || !poolId || !file || more.length > 0) return undefined;
  if (!isRegionName(region) || partitionOf(region).id !== partition) return undefined;
  const kind = kinds.find((one) => file.endsWith(endings[one]));
  if (!kind) return undefined;
  const name = file.slice(0, -endings[kind].length);
  const common = { kind, account, region, poolId };
  if (!isForRegion(kind)) return { ...common, name };
  const separator = name.lastIndexOf(' to ');
  const secondaryRegion = name.slice(separator + 4);
  return separator < 0 || !isRegionName(secondaryRegion) ? undefined : { ...common, name: name.slice(0, separator), secondaryRegion };
}

/** Whether the document is about one place of one Region as AWS describes it, which is JSON; what this product writes about it is Markdown. */
export function isJsonDocument({ kind }: DocumentId): boolean {
  return endings[kind].endsWith('.json');
}

/** Whether documents of a kind are about a pool and a secondary Region for it. */
export function isForRegion(kind: DocumentKind): boolean {
  return (
    kind === 'readiness' || kind === 'signIn' || kind === 'preflight' || kind === 'replicaOperations' || planKindOf(kind) !== undefined
  );
}
