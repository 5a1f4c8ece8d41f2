import { issuerUrl } from '../userPool.ts';
import { type Message, message } from '../message.ts';
import type { SeenToken, SignedIn } from './outcome.ts';
import { type SignInContext, verificationText } from './regionText.ts';

/** One claim of the tokens of both Regions. */
export interface SignInRow {
  readonly token: 'id' | 'access';
  readonly claim: Message;
  /** What stands in each Region, `–` for nothing. */
  readonly primary: Message;
  readonly secondary: Message;
  /** Unknown: only one Region has a token, or it could not be verified. */
  readonly verdict: 'same' | 'different' | 'unknown';
  readonly reason?: Message;
}

/** The tokens of a pool's two Regions; undefined for a Region that gave none. */
export interface TokenSides {
  readonly primary: SignedIn | undefined;
  readonly secondary: SignedIn | undefined;
}

const nothing = message('–');
const text = (value: string): Message => message('{value}', { value });

/**
 * The claims of both Regions beside each other, as far as two sign-ins of one user can have them in common: the rest (`jti`, times) is of the single token. Measured on the UPDATED
 * issuer: iss, sub, aud and client_id are identical (facts: cognito-replication.md section 4, "Issuer / JWKS").
 */
export function tokenRows(sides: TokenSides, poolId: string, context: SignInContext): readonly SignInRow[] {
  if (!sides.primary && !sides.secondary) return [];
  return (['id', 'access'] as const).flatMap((token) => {
    const pair: Pair = { token, primary: sides.primary?.[token], secondary: sides.secondary?.[token] };
    return [
      verificationRow(pair),
      issuerRow(pair, poolId, context),
      row(pair, text('sub'), ({ subject }) => subject, message('Applications take them for two users.')),
      row(pair, text(token === 'id' ? 'aud' : 'client_id'), ({ audience }) => audience, message('They are for different app clients.')),
      row(pair, text('token_use'), ({ use }) => use, message('They are tokens of different uses.')),
      row(pair, text('cognito:groups'), ({ groups }) => listed(groups), behind('groups')),
      ...(token === 'access' ? [row(pair, text('scope'), ({ scopes }) => listed(scopes), behind('scopes'))] : []),
      row(
        pair,
        message('lifetime'),
        ({ lifetime }) => lifetime,
        message('The app client has another token validity in each Region: the replica is behind.'),
        seconds,
      ),
      ...otherRows(pair),
    ];
  });
}

interface Pair {
  readonly token: SignInRow['token'];
  readonly primary: SeenToken | undefined;
  readonly secondary: SeenToken | undefined;
}

function row<T extends string | number>(
  { primary, secondary, token }: Pair,
  claim: Message,
  read: (seen: SeenToken) => T | undefined,
  difference: Message,
  show: (value: T) => Message = (value) => text(String(value)),
): SignInRow {
  const [one, other] = [primary && read(primary), secondary && read(secondary)];
  const cell = (value: T | undefined): Message => (value === undefined ? nothing : show(value));
  const common = { token, claim, primary: cell(one), secondary: cell(other) };
  if (!primary || !secondary) return { ...common, verdict: 'unknown' };
  return one === other ? { ...common, verdict: 'same' } : { ...common, verdict: 'different', reason: difference };
}

const listed = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : [...values].sort().join(', '));
const seconds = (value: number): Message => message('{seconds} s', { seconds: value });

function behind(what: 'groups' | 'scopes'): Message {
  return what === 'groups'
    ? message('The replica is behind, or a trigger of one Region changes the groups.')
    : message('A trigger of one Region changes the scopes.');
}

function verificationRow({ primary, secondary, token }: Pair): SignInRow {
  const cell = (seen: SeenToken | undefined): Message => (seen ? verificationText(seen.verification) : nothing);
  const kinds = [primary, secondary].map((seen) => seen?.verification.kind);
  const common = { token, claim: message('signature'), primary: cell(primary), secondary: cell(secondary) };
  if (kinds.includes('refused')) {
    return { ...common, verdict: 'different', reason: message('An application that verifies its tokens does not let this user in.') };
  }
  return { ...common, verdict: kinds.every((kind) => kind === 'verified') ? 'same' : 'unknown' };
}

/** Same only where both Regions name the issuer that applications expect. */
function issuerRow(pair: Pair, poolId: string, { issuerType, primaryRegion, secondaryRegion }: SignInContext): SignInRow {
  const plain = row(pair, text('iss'), ({ issuer }) => issuer, message('Applications that expect one issuer do not accept the other.'));
  const own = pair.secondary?.issuer;
  // Until July 2026 the replica named itself (aws-jwt-verify #282; facts: section 4).
  if (own !== undefined && own === issuerUrl('ORIGINAL', poolId, secondaryRegion)) {
    const reason = message(
      'The tokens of the replica name the secondary Region, as those of ORIGINAL issuers did before July 2026: applications that expect the primary Region refuse them. The UPDATED issuer is the same in both Regions.',
    );
    return { ...plain, verdict: 'different', reason };
  }
  const expected = issuerType === undefined ? undefined : issuerUrl(issuerType, poolId, primaryRegion);
  const seen = [pair.primary?.issuer, own].filter((issuer) => issuer !== undefined);
  if (expected !== undefined && seen.some((issuer) => issuer !== expected)) {
    const reason = message('The issuer of this user pool is {expected}: it was switched a moment ago, or the replica is behind.', {
      expected,
    });
    return { ...plain, verdict: 'different', reason };
  }
  if (plain.verdict === 'same' && issuerType === 'ORIGINAL') {
    return {
      ...plain,
      reason: message('The tokens of the replica name the primary Region, as those of ORIGINAL issuers do since July 2026.'),
    };
  }
  return plain;
}

/** One row for all claims that are equal, and one for each that is not: names only, values may be attributes of the user. */
function otherRows({ primary, secondary, token }: Pair): readonly SignInRow[] {
  const names = [...new Set([primary, secondary].flatMap((seen) => Object.keys(seen?.others ?? {})))].sort();
  if (names.length === 0) return [];
  const common = { token, primary: message('not shown'), secondary: message('not shown') };
  if (!primary || !secondary) {
    const cell = (seen: SeenToken | undefined): Message => (seen ? common.primary : nothing);
    return [{ token, claim: text(names.join(', ')), primary: cell(primary), secondary: cell(secondary), verdict: 'unknown' }];
  }
  const equal = names.filter((name) => primary.others[name] === secondary.others[name]);
  const differing = names.filter((name) => !equal.includes(name));
  const cell = (seen: SeenToken, name: string): Message => (name in seen.others ? common.primary : nothing);
  return [
    ...(equal.length > 0 ? [{ ...common, claim: text(equal.join(', ')), verdict: 'same' as const }] : []),
    ...differing.map((name) => ({
      token,
      claim: text(name),
      primary: cell(primary, name),
      secondary: cell(secondary, name),
      verdict: 'different' as const,
      reason: message('An attribute that the replica does not have yet, or a claim that the triggers of the two Regions set differently.'),
    })),
  ];
}
