import { type Fact, valueOf } from '../fact.ts';
import type { Json } from '../json.ts';
import type { PoolDescription } from '../userPool.ts';
import { isSame } from './normalise.ts';
import type { PoolSnapshots, RegionSnapshot, SnapshotPart } from './snapshot.ts';

/** What was read of a Region in one go. */
export type RegionParts = Partial<Omit<RegionSnapshot, 'region'>>;

/**
 * Every part, in the order in which it is asked for, and what DescribeUserPool says that it follows from: it is read after that, and with another function, identity or domain
 * there it is the answer to another question.
 */
const followed: Readonly<Record<SnapshotPart, ((pool: PoolDescription) => Json | undefined) | undefined>> = {
  pool: undefined,
  webAcl: undefined,
  mfa: undefined,
  threatProtection: undefined,
  logs: undefined,
  requestLimits: undefined,
  functions: ({ settings }) => settings['LambdaConfig'],
  email: ({ settings }) => settings['EmailConfiguration'],
  sms: ({ settings }) => settings['SmsConfiguration'],
  domain: ({ customDomain, prefixDomain }) => customDomain ?? prefixDomain,
  appClients: undefined,
  branding: undefined,
  identityProviders: undefined,
  groups: undefined,
  resourceServers: undefined,
  terms: undefined,
};

export const allParts = Object.keys(followed) as readonly SnapshotPart[];

/** What rows are computed from, by how their ids begin. test/unit/domain/parity/snapshotParts.test.ts holds this to what the comparison looks at. */
const partsByBeginning: ReadonlyMap<string, readonly SnapshotPart[]> = new Map<string, readonly SnapshotPart[]>([
  ['triggers', ['pool', 'functions']],
  ['triggers/KMSKeyID', ['pool']],
  ['waf', ['webAcl']],
  ['senders/email', ['pool', 'email']],
  ['senders/sms', ['pool', 'sms']],
  ['senders/threatProtection', ['threatProtection']],
  ['templates', ['pool']],
  ['branding', ['branding']],
  ['terms', ['terms']],
  ['logs', ['logs']],
  ['tags', ['pool']],
  ['requestLimits', ['requestLimits']],
  ['domain', ['domain']],
  ['signInAndAccess', ['pool']],
  ['signInAndAccess/secondFactors', ['mfa']],
  ['signInAndAccess/authenticatorApps', ['mfa']],
  ['signInAndAccess/threatProtection', ['threatProtection']],
  ['appClients', ['appClients']],
  ['identityProviders', ['identityProviders']],
  ['groups', ['groups']],
  ['resourceServers', ['resourceServers']],
]);

/** The parts of both Regions that decide what a row says. */
export function partsOfRow(rowId: string): readonly SnapshotPart[] {
  const [first = '', second = ''] = rowId.split('/');
  return partsByBeginning.get(`${first}/${second}`) ?? partsByBeginning.get(first) ?? allParts;
}

/** The parts that a newer description has made answers to another question. What follows from an unknown one is not known to be the same. */
export function outdatedParts(before: Fact<PoolDescription>, now: Fact<PoolDescription>): readonly SnapshotPart[] {
  const [old, read] = [valueOf(before), valueOf(now)];
  return allParts.filter((part) => {
    const settingOf = followed[part];
    return settingOf !== undefined && !(old && read && isSame(settingOf(old), settingOf(read)));
  });
}

/** The facts that these parts begin with, and not those inside them. What follows from DescribeUserPool begins with that. */
export function firstFacts(side: RegionSnapshot, parts: readonly SnapshotPart[]): readonly Fact<unknown>[] {
  return parts.flatMap((part): readonly Fact<unknown>[] => {
    switch (part) {
      case 'functions':
      case 'email':
      case 'sms':
        return [side.pool];
      case 'requestLimits':
        return [...side.requestLimits.values()];
      default:
        return [side[part]];
    }
  });
}

/** The snapshots with parts that were read again in both Regions. Everything else stays, with its time. */
export function withParts(before: PoolSnapshots, primary: RegionParts, secondary: RegionParts, readAt: number): PoolSnapshots {
  const parts = allParts.filter((part) => part in primary);
  return {
    ...before,
    primary: { ...before.primary, ...primary },
    secondary: { ...before.secondary, ...secondary },
    partsReadAt: new Map([...(before.partsReadAt ?? []), ...parts.map((part) => [part, readAt] as const)]),
  };
}

/** When a row was read: of its parts the oldest counts. */
export function rowReadAt(rowId: string, { partsReadAt, readAt }: PoolSnapshots): number {
  return Math.min(...partsOfRow(rowId).map((part) => partsReadAt?.get(part) ?? readAt));
}
