import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { resultsFolder } from '../vscode/paths.ts';

export interface WaitOptions {
  readonly timeoutMilliseconds?: number;
}

const defaultWaitMilliseconds = 15_000;

/** The page and the one way to wait on it: ask until it is so, with a bound, and say what stood there when it never was. */
export class Screen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Asks until the answer is neither undefined nor false. An exception counts as "not yet" and is told at the end. */
  async until<T>(what: string, probe: () => Promise<T | undefined | false>, options: WaitOptions = {}): Promise<T> {
    const timeout = options.timeoutMilliseconds ?? defaultWaitMilliseconds;
    const end = Date.now() + timeout;
    let problem: string;
    do {
      problem = '';
      try {
        const answer = await probe();
        if (answer !== undefined && answer !== false) return answer;
      } catch (error) {
        if (this.page.isClosed()) throw error;
        problem = error instanceof Error ? error.message : String(error);
      }
      await delay(50);
    } while (Date.now() < end);
    throw await this.failure(`Waited ${timeout / 1000} s in vain: ${what}.${problem === '' ? '' : `\nLast problem: ${problem}`}`);
  }

  async untilVisible(what: string, locator: Locator, options: WaitOptions = {}): Promise<Locator> {
    await this.until(what, async () => locator.first().isVisible(), options);
    return locator.first();
  }

  /** An error with the text on the screen (without an editor's line numbers) and the path of a picture. */
  async failure(message: string): Promise<Error> {
    const text = await this.text().catch(() => '(no text: the page does not answer)');
    const slug = message.replaceAll(/[^\w]+/g, '-').slice(0, 60);
    const picture = await this.screenshot(path.join(resultsFolder, `${slug}-${Date.now()}.png`)).catch(() => 'no picture');
    return new Error(`${message}\nPicture: ${picture}\nOn screen:\n${text}`);
  }

  async text(): Promise<string> {
    const text = await this.page.locator('body').innerText({ timeout: 2000 });
    const lines = text.replaceAll('\u00a0', ' ').split('\n');
    return lines
      .filter((line) => !/^\s*\d*\s*$/.test(line))
      .join('\n')
      .slice(0, 6000);
  }

  async screenshot(file: string): Promise<string> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, timeout: 10_000, animations: 'disabled' });
    return file;
  }

  /** Away from everything that shows a hover. */
  async parkMouse(): Promise<void> {
    await this.page.mouse.move(0, 0);
  }
}
