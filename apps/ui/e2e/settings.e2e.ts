import { afterAll, describe, expect, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { request } from './graphql.js';

useBrowser();

afterAll(() => request('mutation { setRunLimits(input: {}) { runLimits { rounds } } }'));

describe('the Settings page', () => {
  it('changes language and theme at once', async () => {
    const page = await openPage('/settings');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: '中文' }).check();
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await closePage(page);
  });

  // A server that is set up answers from then on, for the other tests as well: here the service only has to refuse one.
  it('says what is wrong with a model server, beside the field or in words of the service', async () => {
    const page = await openPage('/settings');
    await page.getByRole('button', { name: 'Add a model server' }).click();
    await page.waitForURL('**model=*');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('coder');
    await dialog.getByLabel('Address').fill('nowhere');
    await dialog.getByLabel('Model', { exact: true }).fill('qwen');
    await dialog.getByLabel('Key').fill('sk-very-secret-key');
    await dialog.getByRole('button', { name: 'Save' }).click();
    expect(await dialog.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Address').fill('http://user:password@127.0.0.1:9/v1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog
      .getByRole('alert')
      .getByText(/must not hold a user or a password/)
      .waitFor();
    await expectAccessible(page);
    const { settings } = await request<{ settings: { endpoints: readonly { name: string }[] } }>(
      '{ settings { endpoints { name } } }',
    );
    expect(settings.endpoints.map(({ name }) => name)).not.toContain('coder');
    await closePage(page);
  });

  it('bounds runs, and tells the other limits', async () => {
    const page = await openPage('/settings');
    await page.getByLabel('Rounds').fill('3');
    await page.getByRole('region', { name: 'Limits', exact: true }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It holds for every run that begins now.').waitFor();
    await page.reload();
    await page.getByLabel('Rounds').waitFor();
    expect(await page.getByLabel('Rounds').inputValue()).toBe('3');
    await page.getByRole('row', { name: /Jobs that a worker runs at once 1 CODEXGRAPH_WORKER_CONCURRENCY/ }).waitFor();
    await page.getByRole('button', { name: 'Use the built-in limits' }).click();
    await expect.poll(() => page.getByLabel('Rounds').inputValue()).toBe('5');
    await closePage(page);
  });
});
