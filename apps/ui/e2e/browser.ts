import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest';

/** How a page is opened. */
export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'zh';
  readonly width?: number;
  readonly height?: number;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1280, height: 720 };
const ACTION_TIMEOUT_MS = 15_000;
const KEYS_ATTEMPTS = 3;
const KEYS_TIMEOUT_MS = 5_000;

let browser: Browser | undefined;
const contexts = new Set<BrowserContext>();
const complaints: string[] = [];

/** Starts one browser for the tests of a file; each test opens pages of its own. */
export function useBrowser(): void {
  beforeAll(async () => {
    const { executable, variables } = inject('chromium');
    browser = await chromium.launch({
      executablePath: executable,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      env: { ...(process.env as Record<string, string>), ...variables },
    });
  });
  // What a test that failed has left is no fault of the next.
  beforeEach(() => {
    complaints.length = 0;
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
  });
}

/** Opens an address in a browser of its own: other storage, other cookies. Errors of scripts and of the content policy fail the test. */
export async function openPage(path: string, options: PageOptions = {}): Promise<Page> {
  if (browser === undefined) throw new Error('Call useBrowser() at the top of the file.');
  const { theme = 'light', language = 'en', width = DESKTOP.width, height = DESKTOP.height } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
    baseURL: inject('baseUrl'),
  });
  contexts.add(context);
  context.setDefaultTimeout(ACTION_TIMEOUT_MS);
  await context.addInitScript(
    `localStorage.getItem('codexgraph.language') ?? localStorage.setItem('codexgraph.language', '${language}')`,
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy|React|hydrat/i.test(message.text()) && message.type() === 'error')
      complaints.push(`${path}: ${message.text()}`);
  });
  await page.goto(path);
  return page;
}

/** Opens a menu by its button and the keyboard: a pointer that is slow to let go would close it again. */
export async function openMenu(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).press('Enter');
  await page.getByRole('menu').waitFor();
}

/** Presses keys one after the other until they have led to an address: on a busy machine the second may come too late for the first. */
export async function goByKeys(page: Page, keys: readonly string[], address: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.waitForURL(`**${address}`, { timeout: KEYS_TIMEOUT_MS, waitUntil: 'commit' }).then(
      () => true,
      () => false,
    );
  for (let attempt = 1; attempt <= KEYS_ATTEMPTS; attempt++) {
    // Keys typed into a field belong to it, and some pages put the focus into one.
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    for (const key of keys) await page.keyboard.press(key);
    // Waited for before they are pressed again: a second time would be a second step back.
    if (await isThere()) return;
  }
  expect(new URL(page.url()).pathname).toBe(address);
}

/** Closes a page, and fails when its scripts have complained. */
export async function closePage(page: Page): Promise<void> {
  contexts.delete(page.context());
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Fails on accessibility faults that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is half faded in has no contrast yet. What moves for ever (a skeleton) is not waited for.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => Number.isFinite(Number(animation.effect?.getComputedTiming().endTime)))
        .map((animation) => animation.finished),
    ),
  );
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>('axe.run(document, { resultTypes: ["violations"] })');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })))).toEqual([]);
}

/** Fails when the page is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}
