import { describe, expect, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, goByKeys, openMenu, openPage, useBrowser } from './browser.js';

useBrowser();

describe('the frame', () => {
  it('opens pages from the navigation, by keys, and again by the address', async () => {
    const page = await openPage('/');
    await page.getByRole('navigation').getByRole('link', { name: 'Ask' }).click();
    await page.waitForURL('**/ask');
    await goByKeys(page, ['g', 'r'], '/repositories');
    await page.goBack();
    await page.waitForURL('**/ask');
    await page.reload();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Ask' }).getAttribute('aria-current')).toBe('page');
    await closePage(page);
  });

  it('changes language and theme, and keeps them', async () => {
    const page = await openPage('/repositories', { theme: 'light' });
    await openMenu(page, 'Language and theme');
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.getByRole('menuitemradio', { name: '中文' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByRole('link', { name: '提问' }).waitFor();
    await page.reload();
    await page.getByRole('navigation').getByRole('link', { name: '代码库' }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']])).toEqual([
      'zh-CN',
      'dark',
    ]);
    await closePage(page);
  });

  it('finds pages and actions in the palette by the keyboard alone', async () => {
    const page = await openPage('/repositories');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('dark');
    await page.getByRole('option', { name: 'Use the dark theme' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await closePage(page);
  });

  it('says so where an address leads nowhere', async () => {
    const page = await openPage('/no/such/page');
    await page.getByText('There is no such page').waitFor();
    await expectAccessible(page);
    await closePage(page);
  });

  it.each([320, 768, 2560])('fits a window of %i pixels', async (width) => {
    const page = await openPage('/repositories', { width, height: 800 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectNoSidewaysScroll(page);
    await closePage(page);
  });
});
