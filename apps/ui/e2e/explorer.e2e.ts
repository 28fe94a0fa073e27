import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder } from './graphql.js';

useBrowser();

const repository = `explore-${Math.random().toString(36).slice(2, 8)}`;
beforeAll(() => indexFolder(inject('sampleFolder'), repository));
afterAll(() => deleteRepository(repository));

const map = `/explore?repository=${repository}`;
const SETTLED = 'canvas[data-settled]';

/** Opens the explorer with one symbol drawn and chosen. */
async function openSymbol(name: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(map, options);
  const search = page.getByRole('search').getByRole('searchbox');
  await search.fill(name);
  await page.getByRole('search').getByRole('button').first().waitFor();
  await search.press('Enter');
  await page.waitForURL('**/explore?*steps=*');
  return page;
}

describe('the map', () => {
  it('opens folder by folder, and the address opens it again', async () => {
    const page = await openPage(`${map}&as=list`);
    await page
      .getByRole('row', { name: /^shop\// })
      .getByRole('button', { name: 'Open' })
      .click();
    await page.getByRole('button', { name: 'shop/discounts.py' }).first().waitFor();
    await page.reload();
    const file = page.getByRole('row', { name: /^shop\/discounts\.py/ });
    await file.waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close shop' }).click();
    await file.waitFor({ state: 'detached' });
    await page.goBack();
    await file.getByRole('button', { name: 'Show its symbols' }).click();
    await page.getByRole('button', { name: 'DiscountCart' }).first().waitFor();
    await closePage(page);
  });

  it('is drawn, and tells what leads from one file to another', async () => {
    const page = await openPage(map);
    await page.locator(SETTLED).waitFor();
    await page.getByRole('button', { name: /^cart\.py/ }).click();
    await page.getByRole('button', { name: 'Show its symbols' }).waitFor();
    await expectAccessible(page);
    await closePage(page);
  });
});

describe('the graph', () => {
  it('answers who calls a function, with numbers before anything is loaded', async () => {
    const page = await openSymbol('price_of');
    await page.getByRole('button', { name: 'Called by 1' }).click();
    await page.getByText('2 symbols, 1 relations').waitFor();
    await page.getByRole('button', { name: 'List' }).click();
    await page.getByRole('row', { name: /total_price pricing\.py:8/ }).waitFor();
    await closePage(page);
  });

  it('undoes and does again, also after a reload', async () => {
    const page = await openSymbol('checkout');
    await page.getByRole('button', { name: /^Calls \d/ }).click();
    const status = page.getByRole('status').filter({ hasText: 'symbols' });
    await expect.poll(() => status.textContent()).toMatch(/^[3-9] symbols/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => status.textContent()).toMatch(/^1 symbols/);
    await page.reload();
    await expect.poll(() => status.textContent()).toMatch(/^1 symbols/);
    await page.getByRole('button', { name: 'Do again' }).click();
    await expect.poll(() => status.textContent()).toMatch(/^[3-9] symbols/);
    await closePage(page);
  });

  it('finds a path between two symbols', async () => {
    const page = await openSymbol('test_checkout');
    await page.getByRole('button', { name: 'Further' }).click();
    await page.getByRole('menuitem', { name: 'Path from here…' }).click();
    await page.getByText('Choose where the path from test_checkout ends.').waitFor();
    await page.getByRole('search').getByRole('searchbox').fill('price_of');
    await page.getByRole('search').getByRole('button').first().click();
    await page.getByRole('button', { name: 'List' }).click();
    await page.getByRole('button', { name: 'price_of', exact: true }).first().click();
    await page.getByRole('row', { name: /total_price/ }).waitFor();
    await closePage(page);
  });

  it('hides kinds, and says how much is out of sight', async () => {
    const page = await openSymbol('DiscountCart');
    await page.getByRole('button', { name: /^Inherits from \d/ }).click();
    await page.getByText('2 symbols').waitFor();
    await page.getByRole('button', { name: 'Close the source' }).click();
    await page.getByRole('checkbox', { name: /^Inherits from/ }).uncheck();
    await page.getByText('1 out of sight').waitFor();
    await expectAccessible(page);
    await closePage(page);
  });

  it('saves a drawing that stands by itself', async () => {
    const page = await openSymbol('Cart');
    await page.getByRole('button', { name: /^Methods \d/ }).click();
    await page.getByText('4 symbols').waitFor();
    await page.locator(SETTLED).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Drawing (SVG)' }).click();
    const svg = readFileSync(await (await download).path(), 'utf8');
    expect(svg).toContain('>total<');
    expect(svg).toMatch(/<line [^>]*stroke="(rgb|oklch|color)/);
    await closePage(page);
  });

  it.each(['en', 'zh'] as const)('can be read on a phone, in %s', async (language) => {
    const page = await openSymbol('Cart', { width: 390, height: 844, language, theme: 'dark' });
    await page.getByRole('heading', { name: 'Cart', exact: true }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await closePage(page);
  });
});
