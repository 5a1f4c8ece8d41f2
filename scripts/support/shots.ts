import type { Locator } from 'playwright-core';
import type { Fault } from '../../src/simulator/faults.ts';
import { ParityPage } from '../../test/support/browser/parityPage.ts';
import type { View } from '../../test/support/browser/tree.ts';
import type { Theme, Workbench } from '../../test/support/browser/workbench.ts';

export interface Shot {
  /** The file is `<name>-<theme>.png`. */
  readonly name: string;
  readonly themes?: readonly Theme[];
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Brings the workbench, with the demo open, to what the picture shows. */
  readonly arrange: (workbench: Workbench) => Promise<void>;
  /** A part of the window; without it the whole. */
  readonly part?: (workbench: Workbench) => Locator;
  /** To look at while something is changed, and in no document: only taken with --only. */
  readonly looking?: true;
  /** What the demo stumbles over. It is then an account of the profile `restricted`, on a simulated AWS of its own. */
  readonly faults?: readonly Fault[];
}

/** The pools of the demo, all of them with what their Regions answered. */
async function openDemo(workbench: Workbench): Promise<View> {
  const pools = workbench.view('Pools');
  const explore = 'Explore the Demo';
  await workbench.openView('Cognito Replicas');
  const offered = async () => (await pools.welcomeButtons()).includes(explore);
  const there = async () => (await pools.rows()).length > 0;
  await workbench.until('the demo, or the offer to open it', async () => (await there()) || (await offered()));
  if (!(await there())) await pools.clickWelcomeButton(explore);
  await workbench.until('the rows of the demo', there);
  await allRead(workbench, pools);
  return pools;
}

/** The same pools in an account where some calls are refused. */
async function openRestricted(workbench: Workbench): Promise<View> {
  const pools = workbench.view('Pools');
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick('restricted');
  await workbench.until('the rows of the account', async () => (await pools.rows()).length > 0);
  await allRead(workbench, pools);
  return pools;
}

async function allRead(workbench: Workbench, view: View): Promise<void> {
  await workbench.until(
    'no row turns a wheel any more',
    async () => !(await view.rows()).some((row) => row.loading || row.icon === 'loading'),
  );
}

/** Drags the edge of the side bar, so that rows are not cut off. */
async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('The side bar cannot be seen.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 5 });
  await page.mouse.up();
}

/** The panel of a pool, alone in the window, with some rows open. */
async function openPanel(workbench: Workbench, pool: string, open: readonly string[] = [], openPools = openDemo): Promise<void> {
  const pools = await openPools(workbench);
  await pools.contextMenu(new RegExp(`^${pool}`), 'Compare Regions');
  await workbench.editors.waitForTab(`${pool}: Regions`);
  const panel = await new ParityPage(workbench).waitForRows();
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  for (const name of open) await panel.line(name).click();
  await panel.frame.locator('h1').click();
  await (await panel.innerFrame()).evaluate('scrollTo(0, 0)');
}

/** For what waits for the simulated AWS. */
const slow = { timeoutMilliseconds: 200_000 };

const everyTheme = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
const widths = { narrow: { width: 660, height: 900 }, wide: { width: 1600, height: 950 } } as const;

/** What the panel can look like: differences, all the same, partly unknown; narrow and wide; in every kind of theme. */
const panelShots = (Object.entries(widths) as [keyof typeof widths, (typeof widths)['wide']][]).flatMap(([width, viewport]): Shot[] => {
  const common = { themes: everyTheme, viewport, looking: true } as const;
  const denied = (service: string, operation: string): Fault => ({ kind: 'accessDenied', service, operation });
  return [
    {
      ...common,
      name: `panel-differences-${width}`,
      arrange: (workbench) => openPanel(workbench, 'storefront', ['Custom message', 'memory', 'verification message']),
    },
    { ...common, name: `panel-same-${width}`, arrange: (workbench) => openPanel(workbench, 'customer-login', ['Tags']) },
    {
      ...common,
      name: `panel-unknown-${width}`,
      faults: [denied('logs', 'DescribeLogGroups'), denied('wafv2', 'GetWebACL'), denied('lambda', 'GetPolicy')],
      arrange: (workbench) => openPanel(workbench, 'storefront', [], openRestricted),
    },
  ];
});

/** The pictures of README.md and the walkthrough, and those to look at. */
export const shots: readonly Shot[] = [
  ...panelShots,
  {
    name: 'compare',
    viewport: { width: 1240, height: 760 },
    arrange: (workbench) => openPanel(workbench, 'storefront', ['memory']),
  },
  {
    name: 'pools',
    viewport: { width: 860, height: 560 },
    part: ({ page }) => page.locator('.part.sidebar'),
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await widenSideBar(workbench, 690);
      await pools.expand('customer-login');
      await allRead(workbench, pools);
    },
  },
  {
    name: 'readiness',
    viewport: { width: 1280, height: 760 },
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await pools.waitForRow(/bookings inactive · 2 errors/);
      await widenSideBar(workbench, 470);
      await pools.expand(/bookings/);
      await pools.clickInlineAction(/bookings/, 'Open User Pool');
      await workbench.editors.waitForTab('bookings.pool.json');
      await workbench.problems();
      await workbench.editors.type('', { line: 47, column: 1 });
    },
  },
  {
    name: 'plan',
    viewport: { width: 1240, height: 820 },
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await pools.contextMenu(/^newsletter/, 'Set Up Replication...');
      await workbench.quickInput.wait('Secondary Region for newsletter');
      await workbench.quickInput.pick('eu-west-1');
      await workbench.quickInput.wait('Key for newsletter');
      await workbench.quickInput.pick(/Create a Multi-Region Key/);
      await workbench.quickInput.wait('Issuer of newsletter');
      await workbench.quickInput.pick('Switch to UPDATED');
      await workbench.editors.waitForTab('newsletter to eu-west-1.plan.md');
      await workbench.until('the plan', async () => (await workbench.editors.text()).includes('Nothing has been changed.'));
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    },
  },
  {
    name: 'preflight',
    looking: true,
    viewport: { width: 1240, height: 820 },
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await pools.contextMenu(/^customer-login/, 'Preflight');
      await workbench.editors.waitForTab('customer-login to us-west-2.preflight.md');
      await workbench.until('the preflight', async () => (await workbench.editors.text()).includes('sign-up'));
    },
  },
  {
    name: 'failover',
    viewport: { width: 1240, height: 820 },
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await pools.contextMenu(/^customer-login/, 'Fail Over...');
      await workbench.editors.waitForTab('customer-login to us-west-2.failover.md');
      await workbench.until('the plan', async () => (await workbench.editors.text()).includes('Nothing has been changed.'), slow);
      await workbench.editors.clickTitleAction('Run Plan...');
      await workbench.until(
        'the question',
        async () => (await workbench.quickInput.state())?.message.includes('Type customer-login'),
        slow,
      );
      await workbench.quickInput.type('customer-login');
      await workbench.quickInput.accept();
      await workbench.until(
        'the end',
        async () => (await workbench.messages.texts()).some((text) => text.includes('Everything is done')),
        slow,
      );
      await workbench.messages.dismissAll();
      await pools.expand(/^customer-login/);
      await allRead(workbench, pools);
      await widenSideBar(workbench, 520);
    },
  },
  {
    name: 'code',
    viewport: { width: 1180, height: 620 },
    arrange: async (workbench) => {
      await workbench.openFile('template.yaml');
      await workbench.until('the mistakes', async () => (await workbench.problems()).length >= 2);
      await workbench.page.keyboard.press('ControlOrMeta+B');
      await workbench.editors.type('', { line: 8, column: 22 });
      await workbench.page.keyboard.press('ControlOrMeta+.');
      await workbench.screen.untilVisible('the fixes', workbench.page.locator('.action-widget .monaco-list-row').first());
    },
  },
];
