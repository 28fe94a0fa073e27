import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder, request } from './graphql.js';

useBrowser();

const name = `jobs-${Math.random().toString(36).slice(2, 8)}`;
const absent = `${name}-absent`;
beforeAll(() => indexFolder(inject('sampleFolder'), name));
afterAll(() => deleteRepository(name));

describe('the Jobs page', () => {
  it('tells what is done and what failed, with reason and log, and tries again', async () => {
    const page = await openPage('/jobs', { theme: 'dark' });
    const jobs = page.getByRole('region', { name: 'Jobs', exact: true });
    await jobs.getByRole('link', { name }).first().waitFor();
    await page.getByRole('region', { name: 'Queues' }).first().getByText('repositories').waitFor();
    await page.getByRole('heading', { name: 'Built-in search' }).waitFor();
    // Asked for by somebody else: it comes by itself.
    const add = 'mutation ($input: AddRepositoryInput!) { addRepository(input: $input) { job { id } } }';
    await request(add, { input: { source: inject('home'), name: absent, subfolder: 'no-such-folder' } });
    const failed = jobs.getByRole('listitem').filter({ hasText: absent });
    await failed.getByText('Failed').waitFor();
    await failed.getByText(/no-such-folder/).waitFor();
    await jobs.getByRole('link', { name: 'Failed' }).click();
    await page.waitForURL('**/jobs?*show=failed*');
    await jobs.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' });
    await failed.getByRole('link', { name: /Log of/ }).click();
    await failed
      .getByRole('log')
      .getByText(/A worker began attempt 1/)
      .waitFor();
    expect(page.url()).toContain('job=');
    await expectAccessible(page);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(`${absent} is worked on again`).waitFor();
    await closePage(page);
  });

  it('restores what it showed from the address, in Chinese and on a phone', async () => {
    const page = await openPage(`/jobs?show=done&of=${name}`, { language: 'zh', width: 320, height: 700 });
    await page.getByRole('listitem').filter({ hasText: name }).getByText('完成').first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: '设置' }).click();
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
    await closePage(page);
  });
});
