import { describe, it } from 'vitest';
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
});
