/* eslint-disable @typescript-eslint/no-unused-vars */
import { message } from '../../domain/message.ts';
import type { ParityRow } from '../../domain/parity/row.ts';
import type { PoolSession } from '../poolSession.ts';
import type { ParitySource, PoolParity } from './paritySource.ts';

/** Rows to develop the panel against, until comparisons come from AWS. */
export class FixtureParity implements ParitySource {
  private readonly known = new Map<string, PoolParity>();
  private readonly listeners = new Set<() => void>();
  private readonly session: PoolSession;

  constructor(session: PoolSession) {
    this.session = session;
  }

  rowsOf(poolId: string): PoolParity | undefined {
    return this.known.get(poolId);
  }

  async check(poolId: string): Promise<void> {
    const before = this.known.get(poolId);
    this.set(poolId, { ...before, checking: true });
    await new Promise((resolve) => {
      globalThis.setTimeout(resolve, 600);
    });
    const name = this.session.store.pools.find(({ id }) => id === poolId)?.name ?? '';
    this.set(poolId, { rows: rowsFor(name), readAt: Date.now(), checking: false });
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private set(poolId: string, parity: PoolParity): void {
    this.known.set(poolId, parity);
    for (const listener of this.listeners) listener();
  }
}

function rowsFor(name: string): readonly ParityRow[] {
  if (name === 'customer-login') return rows.map((row) => same(row));
  if (name === 'legacy-mobile') return rows.map((row) => (row.group === 'logs' || row.group === 'triggers' ? unknownRow(row) : row));
  return rows;
}

function same({ severity: _severity, remedy: _remedy, ...row }: ParityRow): ParityRow {
  return {
    ...row,
    verdict: 'same',
    secondary: row.primary,
    message: message('the same in both Regions'),
    ...(row.data && { data: { primary: row.data.primary, secondary: row.data.primary } }),
  };
}

function unknownRow({ severity: _severity, remedy: _remedy, data: _data, ...row }: ParityRow): ParityRow {
  const operation = row.group === 'logs' ? 'logs:DescribeLogGroups' : 'lambda:GetFunctionConfiguration';
  return { ...row, verdict: 'unknown', primary: '–', secondary: '–', message: message('no permission {operation}', { operation }) };
}

const claims = (region: string, name: string) => `arn:aws:lambda:${region}:111122223333:function:${name}`;

const rows: readonly ParityRow[] = [
  {
    id: 'triggers/PreTokenGeneration',
    group: 'triggers',
    setting: message('Pre token generation'),
    verdict: 'different',
    severity: 'warning',
    primary: claims('us-east-1', 'claims'),
    secondary: claims('us-west-2', 'claims-v2'),
    message: message('The functions have another name in each Region.'),
    data: { primary: { functionName: 'claims', eventVersion: 'V2_0' }, secondary: { functionName: 'claims-v2', eventVersion: 'V2_0' } },
  },
  {
    id: 'triggers/PreTokenGeneration/code',
    parent: 'triggers/PreTokenGeneration',
    group: 'triggers',
    setting: message('code'),
    verdict: 'different',
    severity: 'warning',
    primary: 'code 3f2a91bc',
    secondary: 'code 9c0147ee',
    message: message('The deployment packages are not the same.'),
    data: { primary: { codeSha256: '3f2a91bc', runtime: 'nodejs22.x' }, secondary: { codeSha256: '9c0147ee', runtime: 'nodejs20.x' } },
  },
  {
    id: 'triggers/PreTokenGeneration/environment',
    parent: 'triggers/PreTokenGeneration',
    group: 'triggers',
    setting: message('environment'),
    verdict: 'different',
    severity: 'error',
    primary: 'TABLE',
    secondary: 'TABLE = points to us-east-1',
    message: message('The function in us-west-2 points to us-east-1 with its variable TABLE.'),
    remedy: message('Give the variable the name of the table in us-west-2.'),
    rule: 'regional-arn',
  },
  {
    id: 'triggers/CustomMessage',
    group: 'triggers',
    setting: message('Custom message'),
    verdict: 'missing',
    severity: 'warning',
    primary: claims('us-east-1', 'welcome-mail'),
    secondary: '–',
    message: message('No function is set in us-west-2: users there get the messages of Cognito itself.'),
    remedy: message('Deploy the function to us-west-2 and set it as the trigger of the replica.'),
    rule: 'trigger-missing',
    data: { primary: { functionName: 'welcome-mail' }, secondary: null },
  },
  ...['Pre sign-up', 'Post confirmation', 'User migration'].map((setting): ParityRow => ({
    id: `triggers/${setting}`,
    group: 'triggers',
    setting: message(setting),
    verdict: 'same',
    primary: setting.toLowerCase().replaceAll(' ', '-'),
    secondary: setting.toLowerCase().replaceAll(' ', '-'),
    message: message('the same in both Regions'),
  })),
  {
    id: 'waf/rules',
    group: 'waf',
    setting: message('Rules'),
    verdict: 'different',
    primary: '3 rules',
    secondary: '2 rules',
    message: message('The web ACL of us-west-2 lacks a rule.'),
    data: {
      primary: {
        defaultAction: { Allow: {} },
        rules: ['block-bots', 'limit-sign-in', 'geo'].map((name, index) => ({
          name,
          priority: index,
          statement: { rate: 100 * index, aggregate: 'IP', scope: 'REGIONAL' },
        })),
      },
      secondary: {
        defaultAction: { Allow: {} },
        rules: ['block-bots', 'geo'].map((name, index) => ({
          name,
          priority: index,
          statement: { rate: 150 * index, aggregate: 'IP', scope: 'REGIONAL' },
        })),
      },
    },
  },
  {
    id: 'templates/verification',
    group: 'templatesAndSenders',
    setting: message('Verification message'),
    verdict: 'behind',
    severity: 'info',
    primary: 'Your code for the new Storefront',
    secondary: 'Your code for Storefront',
    message: message('Synchronized settings arrive in the replica after minutes.'),
    data: { primary: { subject: 'Your code for the new Storefront' }, secondary: { subject: 'Your code for Storefront' } },
  },
  {
    id: 'logs/userNotification',
    group: 'logs',
    setting: message('User notifications'),
    verdict: 'unknown',
    primary: '/aws/vendedlogs/cognito/storefront',
    secondary: '–',
    message: message('no permission {operation}', { operation: 'logs:DescribeLogGroups' }),
  },
  ...[
    ['team', 'shop', 'shop'],
    ['stage', 'production', 'production'],
    [
      '<img src=x onerror=alert(1)>',
      '[click](command:workbench.action.quit) \u001b[31mred\u001b[0m',
      '[click](command:workbench.action.quit) \u001b[31mred\u001b[0m',
    ],
  ].map(([name = '', primary = '', secondary = '']): ParityRow => ({
    id: `tags/${name}`,
    group: 'tags',
    setting: message('{name}', { name }),
    verdict: 'same',
    primary,
    secondary,
    message: message('the same in both Regions'),
  })),
  {
    id: 'requestLimits/UserAuthentication',
    group: 'requestLimits',
    setting: message('User authentication'),
    verdict: 'different',
    severity: 'warning',
    primary: '240',
    secondary: '120',
    message: message('us-west-2 allows fewer requests a second: sign-ins are refused after a failover.'),
    rule: 'quota-parity',
  },
];
