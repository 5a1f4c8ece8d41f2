import type { Locator } from 'playwright-core';
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

/** The pictures of README.md and the walkthrough. */
export const shots: readonly Shot[] = [
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
