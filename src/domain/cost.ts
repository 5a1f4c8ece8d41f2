import { type Message, message } from './message.ts';
import type { Prices } from './prices.ts';

/** The feature plans that can be replicated. */
export const replicatedPlans = ['ESSENTIALS', 'PLUS'] as const;
export type ReplicatedPlan = (typeof replicatedPlans)[number];

/** What an estimate is asked for. Counts are whole numbers. */
export interface CostQuestion {
  /** Users who sign in, sign up or change something in a month. */
  readonly activeUsers: number;
  readonly plan: ReplicatedPlan;
  /** How many percent of them come from SAML or OIDC identity providers. */
  readonly federatedPercent: number;
  /** Whether the free users count on PLUS as well, which is unconfirmed. */
  readonly freeOnPlus: boolean;
  /** Token requests of app clients for themselves, in a month. */
  readonly machineTokens: number;
  /** Multi-Region keys that only this user pool pays for: each is billed in both Regions. */
  readonly keys: number;
}

export type CostLineId = 'base' | 'federatedBase' | 'addOn' | 'federatedAddOn' | 'machine' | 'machineAddOn' | 'keys';

export interface CostLine {
  readonly id: CostLineId;
  readonly title: Message;
  /** How the amount comes about, in figures. */
  readonly formula: string;
  /** In millionths of a US dollar a month; undefined where nobody has confirmed the price. */
  readonly amount: bigint | undefined;
  /** The prices that went in. */
  readonly prices: readonly (keyof Prices)[];
  /** Whether it is there because of the replica. */
  readonly ofReplication: boolean;
}

export interface CostEstimate {
  readonly lines: readonly CostLine[];
  /** The sum of what is known. */
  readonly total: bigint;
  /** The part of it that replication adds. */
  readonly ofReplication: bigint;
  /** What nobody has confirmed, and how it was counted. */
  readonly unknowns: readonly Message[];
}

/** What a replicated user pool costs in a month. Exact: amounts are whole millionths of a dollar. Facts: cognito-replication.md section 7. */
export function estimateCost(question: CostQuestion, prices: Prices): CostEstimate {
  const { activeUsers, federatedPercent, freeOnPlus, keys, machineTokens, plan } = question;
  const isPlus = plan === 'PLUS';
  const federated = Math.round((activeUsers * federatedPercent) / 100);
  const direct = activeUsers - federated;
  const user = isPlus ? 'plusUser' : 'essentialsUser';
  const replicaUser = isPlus ? 'plusReplicaUser' : 'essentialsReplicaUser';
  const free = isPlus && !freeOnPlus ? 0 : prices.freeUsers;
  const percent = prices.machineTokenReplicaPercent;
  const machineMicros = micros(prices.machineToken);
  const lines: readonly CostLine[] = [
    {
      ...usersAbove(direct, free, prices[user]),
      id: 'base',
      title: message('Users on {plan}', { plan }),
      prices: [user, ...(free === 0 ? [] : (['freeUsers'] as const))],
      ofReplication: false,
    },
    ...(federated === 0
      ? []
      : [
          {
            ...usersAbove(federated, prices.freeFederatedUsers, prices.federatedUser),
            id: 'federatedBase',
            title: message('Federated users (SAML, OIDC)'),
            prices: ['federatedUser', 'freeFederatedUsers'],
            ofReplication: false,
          } as const,
        ]),
    {
      id: 'addOn',
      title: message('Add-on for the replica'),
      formula: `${grouped(direct)} × ${usd(micros(prices[replicaUser]))}`,
      amount: BigInt(direct) * micros(prices[replicaUser]),
      prices: [replicaUser],
      ofReplication: true,
    },
    ...(federated === 0
      ? []
      : [
          {
            id: 'federatedAddOn',
            title: message('Add-on for the replica, federated users'),
            formula: `${grouped(federated)} × ?`,
            amount: undefined,
            prices: [],
            ofReplication: true,
          } as const,
        ]),
    {
      id: 'keys',
      title: message('KMS keys in both Regions'),
      formula: `${grouped(keys)} × 2 × ${usd(micros(prices.keyMonth))}`,
      amount: BigInt(keys) * 2n * micros(prices.keyMonth),
      prices: ['keyMonth'],
      ofReplication: true,
    },
    ...(machineTokens === 0
      ? []
      : [
          {
            id: 'machine',
            title: message('Machine-to-machine token requests'),
            formula: `${grouped(machineTokens)} × ${usd(machineMicros)}`,
            amount: BigInt(machineTokens) * machineMicros,
            prices: ['machineToken'],
            ofReplication: false,
          } as const,
          {
            id: 'machineAddOn',
            title: message('Add-on for the replica, machine-to-machine'),
            formula: `${grouped(machineTokens)} × ${usd(machineMicros)} × ${percent} %`,
            amount: share(BigInt(machineTokens) * machineMicros, percent),
            prices: ['machineToken', 'machineTokenReplicaPercent'],
            ofReplication: true,
          } as const,
        ]),
  ];
  return {
    lines,
    total: sumOf(lines),
    ofReplication: sumOf(lines.filter(({ ofReplication }) => ofReplication)),
    unknowns: unknownsOf(question, federated, prices),
  };
}

/** Facts: cognito-replication.md section 7, "UNCONFIRMED". */
function unknownsOf({ freeOnPlus, machineTokens, plan }: CostQuestion, federated: number, prices: Prices): readonly Message[] {
  const isPlus = plan === 'PLUS';
  return [
    message('Whether a replica is billed while it is INACTIVE is not confirmed: the add-on is counted as for an active one.'),
    ...(federated === 0
      ? []
      : [
          message('What the replica adds for a federated user is not confirmed. It is not in the sum.'),
          ...(isPlus ? [message('That federated users cost the same on PLUS is not confirmed.')] : []),
        ]),
    ...(isPlus
      ? [
          freeOnPlus
            ? message('Whether {free} users are free on PLUS as well is not confirmed: they are counted as free.', {
                free: grouped(prices.freeUsers),
              })
            : message('Whether {free} users are free on PLUS as well is not confirmed: they are counted as billed.', {
                free: grouped(prices.freeUsers),
              }),
        ]
      : []),
    ...(machineTokens === 0
      ? []
      : [message('The price of a token request is an example from the pricing page that nobody has confirmed.')]),
  ];
}

function usersAbove(users: number, free: number, price: number): Pick<CostLine, 'formula' | 'amount'> {
  const rate = usd(micros(price));
  return {
    formula: free === 0 ? `${grouped(users)} × ${rate}` : `max(0, ${grouped(users)} − ${grouped(free)}) × ${rate}`,
    amount: BigInt(Math.max(0, users - Math.round(free))) * micros(price),
  };
}

/** A price in millionths of a dollar: the finest that AWS names has five decimals. */
function micros(price: number): bigint {
  return BigInt(Math.round(price * 1_000_000));
}

/** So many percent of an amount, half up where a millionth is broken. */
function share(amount: bigint, percent: number): bigint {
  return (amount * micros(percent) + 50_000_000n) / 100_000_000n;
}

function sumOf(lines: readonly CostLine[]): bigint {
  return lines.reduce((sum, { amount = 0n }) => sum + amount, 0n);
}

/** An amount in dollars, with two decimals or as many as it has: `1,802.00`, `0.00225`. */
export function usd(amount: bigint): string {
  const fraction = (amount % 1_000_000n)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${grouped(amount / 1_000_000n)}.${fraction}`;
}

function grouped(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

/** A whole number as somebody types it, `182,500` or `182 500`; undefined for anything else, and above the limit. */
export function wholeNumber(text: string, limit: number): number | undefined {
  const digits = text.trim().replaceAll(/(?<=\d)[\s,'_](?=\d{3}(?!\d))/g, '');
  if (!/^\d{1,15}$/.test(digits)) return undefined;
  const number = Number(digits);
  return number <= limit ? number : undefined;
}
