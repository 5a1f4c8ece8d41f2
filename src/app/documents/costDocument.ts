import { type CostLine, type CostQuestion, estimateCost, usd } from '../../domain/cost.ts';
import { joined, type Message, message } from '../../domain/message.ts';
import { defaultPrices, priceOrigin, type Prices } from '../../domain/prices.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { markdownTable } from './markdownTable.ts';
import { markdownText } from './markdownText.ts';

export interface CostDocumentParts {
  readonly pool: Pick<UserPool, 'id' | 'name'>;
  readonly question: CostQuestion;
  readonly prices: Prices;
  readonly render: (message: Message) => string;
}

/** What a user pool with a replica costs in a month, with the formula and the source of each figure, what nobody has confirmed, and what is left out. Markdown. */
export function costDocument({ pool, prices, question, render }: CostDocumentParts): string {
  const said = (text: Message): string => markdownText(render(text));
  const { lines, ofReplication, total, unknowns } = estimateCost(question, prices);
  const isWhole = lines.every(({ amount }) => amount !== undefined);
  const sum = { total: usd(total), replication: usd(ofReplication) };
  return [
    `# ${said(message('Cost of {name} with a replica', { name: pool.name }))}`,
    '',
    said(joined([message('{id}', { id: pool.id }), ...askedMessages(question)])),
    '',
    `**${said(
      isWhole
        ? message('{total} USD a month, {replication} of it for replication', sum)
        : message('At least {total} USD a month, {replication} of it for replication: one price is unknown', sum),
    )}**`,
    '',
    ...markdownTable([
      [message('What'), message('Formula'), message('USD a month'), message('Price from')].map(said),
      ...lines.map((line) => [
        said(line.title),
        markdownText(line.formula),
        line.amount === undefined ? said(message('unknown')) : usd(line.amount),
        said(originOf(line, prices)),
      ]),
    ]),
    '',
    ...section(message('What is not confirmed'), unknowns, said),
    ...section(message('What it leaves out'), leftOut, said),
    `## ${said(message('Prices'))}`,
    '',
    said(
      message(
        'As of {asOf}, from two articles about the launch that agree ({articles}). Compare them with the pricing page before you rely on them, and change what has changed in the setting cognitoReplicas.prices:',
        priceOrigin,
      ),
    ),
    '',
    `<${priceOrigin.page}>`,
    '',
  ].join('\n');
}

/** Facts: cognito-replication.md section 7, "Excludes". */
const leftOut: readonly Message[] = [
  message('Requests to KMS, SMS, mail, request limits above the free ones, AWS WAF, Route 53 health checks.'),
  message('What the secondary Region runs besides: functions of triggers, logs and their destinations.'),
  message('What app clients for machine-to-machine cost by themselves, discounts for large numbers, credits and taxes.'),
];

function askedMessages({ activeUsers, federatedPercent, keys, machineTokens, plan }: CostQuestion): readonly Message[] {
  return [
    message('{count} active users a month on {plan}', { count: activeUsers.toLocaleString('en-US'), plan }),
    ...(federatedPercent === 0 ? [] : [message('{percent} % federated', { percent: federatedPercent })]),
    ...(machineTokens === 0
      ? []
      : [message('{count} machine-to-machine token requests', { count: machineTokens.toLocaleString('en-US') })]),
    keys === 1 ? message('1 key') : message('{keys} keys', { keys }),
  ];
}

function originOf({ amount, prices: used }: CostLine, prices: Prices): Message {
  if (amount === undefined) return message('nobody');
  return used.some((name) => prices[name] !== defaultPrices[name])
    ? message('setting')
    : message('{asOf}, articles', { asOf: priceOrigin.asOf });
}

function section(title: Message, items: readonly Message[], said: (text: Message) => string): string[] {
  return [`## ${said(title)}`, '', ...items.map((item) => `- ${said(item)}`), ''];
}
