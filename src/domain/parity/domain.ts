import { failureMessage } from '../failure.ts';
import { message } from '../message.ts';
import type { DomainDescription } from '../userPool.ts';
import { isSameName } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, sameRow, shownFacts, unknownRow } from './rows.ts';
import { nothing, notReadable, shownText } from './shownText.ts';
import { valueRow } from './valueRow.ts';

const group = 'domain';

/**
 * The domain of managed login. A custom domain is one for both Regions and has the routing between them; a prefix domain is of its Region, and the replica needs one of
 * its own. Facts: sections 3 and 4 (a), (b).
 */
export function domainRows(comparison: Comparison): readonly ParityRow[] {
  return [...nameRows(comparison), ...routingRow(comparison)];
}

function nameRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  const subject: RowSubject = { id: 'domain/name', group, setting: message('domain') };
  const facts = mapPair(sides, ({ domain }) => domain);
  const texts = shownFacts(facts, ({ name }) => shownText(name));
  const { read, why } = readBoth(facts);
  if (why) return [unknownRow(subject, texts, why)];
  const { primary, secondary } = read;
  const { region } = sides.secondary;
  if (!primary && !secondary) return [sameRow(subject, texts, message('no domain in either Region'))];
  if (!primary) return [differentRow(subject, texts, { severity: 'info', why: message('only {region} has a domain', { region }) })];
  // Whether a replica shows the custom domain is unconfirmed: it serves both Regions either way.
  if (primary.custom && (!secondary || secondary.name === primary.name))
    return [sameRow(subject, texts, message('one custom domain for both Regions'))];
  if (!secondary) {
    return [
      differentRow(subject, texts, {
        verdict: 'missing',
        severity: 'warning',
        why: message('managed login has no address in {region}', { region }),
        remedy: message('Make a prefix domain in {region}, or a custom domain with failover routing.', { region }),
      }),
    ];
  }
  const pair = { primary, secondary };
  return [nameRow(subject, pair, texts, comparison), ...versionRow(subject.id, pair, comparison)];
}

function nameRow(
  subject: RowSubject,
  { primary, secondary }: Pair<DomainDescription>,
  texts: Pair<string>,
  { sides }: Comparison,
): ParityRow {
  if (primary.custom) {
    return differentRow(subject, texts, { severity: 'warning', why: message('not the custom domain of the primary Region') });
  }
  return isSameName(primary.name, sides.primary, secondary.name, sides.secondary)
    ? sameRow(subject, texts, message('a prefix domain in each Region'))
    : differentRow(subject, texts, {
        severity: 'info',
        why: message('another prefix: clients and identity providers have to know both addresses'),
      });
}

/** The classic hosted UI (1) or managed login (2): what a user sees. */
function versionRow(parent: string, domains: Pair<DomainDescription>, comparison: Comparison): readonly ParityRow[] {
  return valueRow(
    { id: 'domain/managedLogin', group, setting: message('version of managed login'), parent },
    mapPair(domains, ({ settings }) => settings['ManagedLoginVersion'] ?? 1),
    comparison,
    { severity: 'warning', why: message('users see another sign-in page') },
  );
}

/** Where users of a custom domain are sent when the primary Region fails. Its rules are failover-routing and failover-replica; here is only what it says. */
function routingRow({ sides }: Comparison): readonly ParityRow[] {
  const { domain } = sides.primary;
  const subject: RowSubject = { id: 'domain/routing', group, setting: message('failover routing') };
  if (domain.state === 'unknown') {
    return [unknownRow(subject, { primary: notReadable, secondary: notReadable }, failureMessage(domain.failure))];
  }
  if (domain.state === 'absent' || !(domain.value.custom || domain.value.failover)) return [];
  const { failover } = domain.value;
  const { region } = sides.secondary;
  const texts = { primary: sides.primary.region, secondary: shownText(failover?.secondaryRegion ?? '') || nothing };
  if (!failover) {
    return [
      differentRow(subject, texts, {
        verdict: 'missing',
        severity: 'warning',
        why: message('the domain stays with the primary Region when that fails'),
        remedy: message('Set up failover routing to {region}.', { region }),
      }),
    ];
  }
  if (failover.secondaryRegion !== region) {
    const why = message('the domain fails over to {other}, and not to {region}', { other: shownText(failover.secondaryRegion), region });
    return [differentRow(subject, texts, { severity: 'error', why })];
  }
  return [sameRow(subject, texts, message('failover to {secondaryRegion}', { secondaryRegion: region }))];
}
