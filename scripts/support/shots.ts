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

/** The pictures of README.md and the walkthrough. */
export const shots: readonly Shot[] = [
  {
    name: 'pools',
    arrange: async (workbench) => {
      const pools = await openDemo(workbench);
      await pools.expand('customer-login');
      await allRead(workbench, pools);
    },
  },
];
