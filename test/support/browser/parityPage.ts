import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The members of the DOM that the functions given to `evaluate` see: they run inside the page. */
interface PageElement {
  readonly className: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  cloneNode(deep: boolean): PageElement;
  remove(): void;
}

/** What axe-core answers, as far as it is read here. */
interface AxeResults {
  readonly violations: readonly { id: string; help: string; nodes: readonly { html: string; failureSummary: string }[] }[];
}

/** The page of the parity panel that is in front. */
export class ParityPage {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  get frame(): FrameLocator {
    return this.workbench.editors.webview();
  }

  async waitForRows(): Promise<this> {
    await this.workbench.until('the rows of the comparison', async () => (await this.frame.locator('.line.group').count()) > 0, {
      timeoutMilliseconds: 40_000,
    });
    await this.workbench.until('the comparison has ended', async () =>
      (await this.frame.locator('.time').innerText()).startsWith('checked '),
    );
    return this;
  }

  /** The table as text, as it is seen: two blanks per level, ▾ and ▸ for groups, `|` between cells. */
  async text(): Promise<string> {
    return this.frame.locator('body').evaluate((body: PageElement) =>
      [...body.querySelectorAll('[role=treegrid] > [role=row]:not(.head):not(.detailsLine)')]
        .map((row) => {
          const level = Number(row.getAttribute('aria-level')) - 1;
          const cells = [...row.querySelectorAll('[role=gridcell]')].map((cell) => {
            const seen = cell.cloneNode(true);
            for (const spoken of seen.querySelectorAll('.spoken')) spoken.remove();
            return seen.textContent?.trim() ?? '';
          });
          const twistie = row.className.includes('group') ? (row.getAttribute('aria-expanded') === 'true' ? '▾ ' : '▸ ') : '';
          return `${'  '.repeat(level)}${twistie}${cells.join(' | ')}`;
        })
        .join('\n'),
    );
  }

  async waitForText(what: string, isRight: (text: string) => boolean): Promise<string> {
    return this.workbench.until(what, async () => {
      const text = await this.text();
      return isRight(text) ? text : undefined;
    });
  }

  /** The line of a setting or group by its name; of several the first. */
  line(name: string): Locator {
    return this.frame.locator('.line:not(.head)', { has: this.frame.locator(`.title:text-is(${JSON.stringify(name)})`) }).first();
  }

  get details(): Locator {
    return this.frame.locator('.details');
  }

  /** The name of the line that has the focus; empty when none has. */
  async focused(): Promise<string> {
    const title = this.frame.locator('.line:focus .title');
    return (await title.count()) === 0 ? '' : title.first().innerText();
  }

  /** What axe-core finds wrong, a line per rule with the places. */
  async violations(): Promise<string[]> {
    const inner = await this.innerFrame();
    await inner.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await inner.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    return found.violations.map(
      ({ help, id, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`,
    );
  }

  /** Gives the page a message as if it came from the extension. */
  async receive(message: unknown): Promise<void> {
    await (await this.innerFrame()).evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  }

  async innerFrame(): Promise<Frame> {
    const handle = await this.frame.locator('html').elementHandle();
    const frame = await handle.ownerFrame();
    if (!frame) throw new Error('The panel has no page.');
    return frame;
  }
}
