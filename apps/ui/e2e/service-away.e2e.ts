import { describe, expect, it } from 'vitest';
import { closePage, expectAccessible, openPage, useBrowser } from './browser.js';

useBrowser();

describe('a service that does not answer', () => {
  it('is told, asked again, and forgotten when it answers', async () => {
    const page = await openPage('/repositories');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route(/\/(graphql|health)$/, (route) => route.abort());
    await page.getByRole('navigation').getByRole('link', { name: 'Ask' }).click();
    await page.getByText('The service does not answer. Trying again…').waitFor();
    await expectAccessible(page);
    await page.unroute(/\/(graphql|health)$/);
    await page.getByText('The service does not answer. Trying again…').waitFor({ state: 'detached' });
    await closePage(page);
  });

  it('asks for a token when it wants one, and takes it', async () => {
    const page = await openPage('/repositories');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route(/\/graphql$/, async (route) => {
      const isRight = route.request().headers()['authorization'] === 'Bearer right-token';
      if (isRight) await route.continue();
      else await route.fulfill({ status: 401, json: { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] } });
    });
    await page.reload();
    const dialog = page.getByRole('dialog', { name: 'This server asks for a token' });
    await dialog.getByLabel('Token').fill('wrong-token');
    await page.keyboard.press('Enter');
    await dialog.getByText('The server did not take this token.').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Token').fill('right-token');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await closePage(page);
  });

  it('loses nothing when a token expires while a person writes', async () => {
    const page = await openPage('/settings');
    await page.getByRole('button', { name: 'Add a model server' }).click();
    const form = page.getByRole('dialog', { name: 'Add a model server' });
    await form.getByLabel('Name').fill('coder');
    await form.getByLabel('Address').fill('http://127.0.0.1:9/v1');
    await form.getByLabel('Model', { exact: true }).fill('qwen');
    await page.route(/\/graphql$/, (route) =>
      route.fulfill({ status: 401, json: { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] } }),
    );
    await form.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'This server asks for a token' });
    await dialog.waitFor();
    await page.unroute(/\/graphql$/);
    await dialog.getByLabel('Token').fill('a-new-token');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await form.getByLabel('Address').inputValue()).toBe('http://127.0.0.1:9/v1');
    await closePage(page);
  });

  it('is slow, and nothing jumps when the answer comes', async () => {
    const page = await openPage('/settings');
    await page.route(/\/graphql$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.addInitScript(() => {
      const seen = { shift: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/repositories');
    await page.getByRole('status', { name: 'Loading' }).first().waitFor();
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
    const { shift } = await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen);
    // Below 0.1 is what browsers call good.
    expect(shift).toBeLessThan(0.1);
    await closePage(page);
  });
});
