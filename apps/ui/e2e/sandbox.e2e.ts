import { describe, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';

useBrowser();

describe('the GraphQL sandbox', () => {
  it('runs its examples with the token of the tab, and keeps them in the address', async () => {
    const page = await openPage('/sandbox', { theme: 'dark' });
    await page.getByLabel('Examples').selectOption({ label: 'Jobs' });
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('"jobQueues"').waitFor();
    await page.waitForURL('**/sandbox?*query=*');
    await expectAccessible(page);
    await page.reload();
    await page.locator('.graphiql-query-editor').getByText('jobQueues').first().waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await closePage(page);
  });
});
