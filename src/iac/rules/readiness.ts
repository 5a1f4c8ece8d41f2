import type { ReadinessRuleId } from '../../domain/finding.ts';
import { findingsOf, judgeReadiness } from '../../domain/readiness/rules.ts';
import { message } from '../../domain/message.ts';
import { type Links, resourceIdentity } from '../analysis/links.ts';
import { factsOfPool } from '../analysis/poolFacts.ts';
import type { CodeFinding, RelatedPlace } from '../codeFinding.ts';
import type { Domain, Pool, Replica, Resource } from '../model.ts';
import { ofKind, relatedResource } from './rule.ts';

/** What is wrong with a pool in code only when it is replicated: a pool in one Region gets no warning at all (design, section 5). */
const ofReplicatedPools: ReadonlySet<ReadinessRuleId> = new Set([
  'replica-tier',
  'replica-key',
  'key-not-multi-region',
  'key-replica-missing',
  'replica-region',
  'issuer-type',
  'mfa-totp',
  'deletion-protection',
]);
/** What is wrong with a replica, rather than with the pool. */
const ofEachReplica: ReadonlySet<ReadinessRuleId> = new Set(['key-replica-missing', 'replica-region']);
const ofAllPools: ReadonlySet<ReadinessRuleId> = new Set(['key-arn', 'certificate-region', 'failover-routing']);

/** The rules that code and live pools share, judged for every pool of a unit, by what all units say of it. */
export function readinessFindings(unit: string, resources: readonly Resource[], links: Links): readonly CodeFinding[] {
  return ofKind(resources, 'pool').flatMap((pool) => poolFindings(unit, pool, links));
}

function poolFindings(unit: string, pool: Pool, links: Links): readonly CodeFinding[] {
  const identity = resourceIdentity(unit, pool.id);
  const isOfPool = (other: string, { pool: reference }: Replica | Domain): boolean => links.identity(other, reference) === identity;
  const replicas = links.all('replica').flatMap(({ unit: other, resource }) => (isOfPool(other, resource) ? [resource] : []));
  const domains = links.all('domain').flatMap(({ unit: other, resource }) => (isOfPool(other, resource) ? [resource] : []));
  const judge = (domain: Domain | undefined, replica: Replica | undefined, isAsked: (rule: ReadinessRuleId) => boolean): CodeFinding[] => {
    const secondaryRegion = replica?.secondaryRegion.state === 'known' ? replica.secondaryRegion.value : undefined;
    return findingsOf(judgeReadiness(factsOfPool(links, { unit, pool, domain, secondaryRegion })))
      .filter(({ rule }) => isAsked(rule) && (ofAllPools.has(rule) || (replica !== undefined && ofReplicatedPools.has(rule))))
      .map((finding): CodeFinding => {
        const place = placeOf(finding.rule, unit, pool, replica, domain, links);
        // Code may not show the key replica of another stack.
        const severity = finding.rule === 'key-replica-missing' ? 'warning' : finding.severity;
        return { finding: { ...finding, severity, subject: pool.id }, ...place };
      });
  };
  return [
    // A pool may have a prefix domain beside its custom one: each is judged for itself, the pool with the first.
    ...[domains[0], ...domains.slice(1)].flatMap((domain, index) =>
      judge(domain, routedReplica(domain, replicas), (rule) => !ofEachReplica.has(rule) && (index === 0 || isAboutDomain(rule))),
    ),
    // More than one replica is a finding of its own. Which of them goes nobody knows, so that a key replica for each is nothing to ask for.
    ...replicas.flatMap((replica) =>
      judge(domains[0], replica, (rule) => ofEachReplica.has(rule) && (replicas.length === 1 || rule === 'replica-region')),
    ),
  ];
}

/** The replica that a domain may fail over to: the one of its Region, one whose Region cannot be told, or else any. */
function routedReplica(domain: Domain | undefined, replicas: readonly Replica[]): Replica | undefined {
  const routed = domain?.secondaryRegion.state === 'known' ? domain.secondaryRegion.value : undefined;
  const ofRegion = replicas.find(({ secondaryRegion }) => secondaryRegion.state === 'known' && secondaryRegion.value === routed);
  return ofRegion ?? replicas.find(({ secondaryRegion: { state } }) => state === 'unknown') ?? replicas[0];
}

function isAboutDomain(rule: ReadinessRuleId): boolean {
  return rule === 'certificate-region' || rule === 'failover-routing';
}

/** Where a finding stands: the value that is wrong, which may be in another resource, and what else it is about. */
function placeOf(
  rule: ReadinessRuleId,
  unit: string,
  pool: Pool,
  replica: Replica | undefined,
  domain: Domain | undefined,
  links: Links,
): Omit<CodeFinding, 'finding'> {
  const toReplica: RelatedPlace[] = replica ? [relatedResource(replica, message('The replica'))] : [];
  const toPool = [relatedResource(pool, message('The user pool'))];
  const at = (resource: Resource, range: CodeFinding['range'], related: readonly RelatedPlace[] = toReplica) => ({
    path: resource.path,
    range,
    related,
  });
  switch (rule) {
    case 'replica-tier':
      return at(pool, pool.tier.range);
    case 'replica-key':
      // A customer managed key without its ARN is one that is missing.
      return at(pool, pool.keyType.state === 'known' && pool.keyType.value === 'AWS_OWNED_KEY' ? pool.keyType.range : pool.keyArn.range);
    case 'key-not-multi-region': {
      const key = links.keyOf(unit, pool.keyArn)?.key;
      return key?.kind === 'key' ? at(key, key.multiRegion.range, [...toPool, ...toReplica]) : at(pool, pool.keyArn.range);
    }
    case 'key-replica-missing':
      return replica ? at(replica, replica.secondaryRegion.range, toPool) : at(pool, pool.keyArn.range);
    case 'replica-region':
      return replica ? at(replica, replica.secondaryRegion.range, toPool) : at(pool, pool.typeRange);
    case 'issuer-type':
      return at(pool, pool.issuerType.range);
    case 'mfa-totp':
      return at(pool, pool.totp.range);
    case 'deletion-protection':
      return at(pool, pool.deletionProtection.range);
    case 'key-arn':
      return at(pool, pool.keyArn.range);
    case 'certificate-region':
      return domain ? at(domain, domain.certificateArn.range, toPool) : at(pool, pool.typeRange);
    case 'failover-routing':
      return domain ? at(domain, routingRange(domain), toReplica) : at(pool, pool.typeRange);
    default:
      return at(pool, pool.typeRange);
  }
}

/** The field that is wrong: the Region where it is given, the place of the one that is missing. */
function routingRange({ certificateArn, healthCheckId, routing, secondaryRegion }: Domain): CodeFinding['range'] {
  if (certificateArn.state === 'absent') return routing.range;
  return healthCheckId.state === 'absent' ? healthCheckId.range : secondaryRegion.range;
}
