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

  it('sets up a model server, keeps its key to itself, and removes it', async () => {
    const page = await openPage('/settings');
    await page.getByRole('button', { name: 'Add a model server' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('coder');
    await dialog.getByLabel('Address').fill('nowhere');
    await dialog.getByLabel('Model', { exact: true }).fill('qwen');
    await dialog.getByLabel('Key').fill('sk-very-secret-key');
    await dialog.getByRole('button', { name: 'Save' }).click();
    expect(await dialog.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Address').fill('http://127.0.0.1:9/v1');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Key kept').waitFor();
    const { settings } = await request<{ settings: unknown }>(
      '{ settings { endpoints { name baseUrl model hasKey origin } roles { role endpointName } } }',
    );
    expect(settings).toMatchObject({
      endpoints: [{ name: 'coder', hasKey: true, origin: 'STORED' }],
      roles: expect.arrayContaining([{ role: 'AGENT', endpointName: 'coder' }]) as unknown,
    });
    expect(await page.content()).not.toContain('sk-very-secret-key');
    // The model answers from now on: its health is told, and nobody listens there.
    await page.getByRole('region', { name: 'Models' }).getByText('Down').first().waitFor();
    await page.getByRole('button', { name: 'Change coder' }).click();
    await dialog.getByText('A key is kept. Leave this empty to keep it.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove: coder' }).click();
    await dialog.getByRole('textbox').fill('coder');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('coder was removed').waitFor();
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
