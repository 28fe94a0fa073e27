import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder, request } from './graphql.js';

useBrowser();

const made: string[] = [];
function newName(kind: string): string {
  const name = `${kind}-${Math.random().toString(36).slice(2, 8)}`;
  made.push(name);
  return name;
}
afterAll(async () => {
  const { repositories } = await request<{ repositories: { nodes: { name: string }[] } }>(
    '{ repositories(first: 200) { nodes { name } } }',
  );
  for (const { name } of repositories.nodes) if (made.includes(name)) await deleteRepository(name);
});

const INDEXING_MS = 60_000;

describe('the list of repositories', () => {
  it('adds a folder, shows the work on it, and then what is in it', async () => {
    const name = newName('added');
    const page = await openPage('/repositories');
    await page.getByRole('button', { name: 'Add repository' }).click();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Folder or git URL' }).fill(inject('sampleFolder'));
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name, exact: true });
    await card.waitFor();
    await card.getByText('6 files').waitFor({ timeout: INDEXING_MS });
    await card.getByText('1 skipped').waitFor();
    await card.getByText(/% resolved/).waitFor();
    await expectAccessible(page);
    await closePage(page);
  });

  it('follows a folder when that is wished, and tells so', async () => {
    const name = newName('watched');
    const folder = join(inject('home'), name);
    cpSync(inject('sampleFolder'), folder, { recursive: true });
    await indexFolder(folder, name);
    const page = await openPage('/repositories');
    const card = page.getByRole('article', { name, exact: true });
    const actions = page.getByRole('button', { name: `Actions for ${name}` });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Watch for changes' }).click();
    await card.getByText('Watching', { exact: true }).waitFor();
    writeFileSync(join(folder, 'gift.py'), 'def wrap(item):\n    return item\n');
    await card.getByText('7 files').waitFor({ timeout: INDEXING_MS });
    await expectAccessible(page);
    await actions.click();
    await page.getByRole('menuitem', { name: 'Stop watching' }).click();
    await card.getByText('Watching', { exact: true }).waitFor({ state: 'detached' });
    await closePage(page);
  }, 120_000);

  it('takes an archive, and refuses what is none', async () => {
    const name = newName('sent');
    const archive = join(inject('home'), `${name}.tar.gz`);
    execFileSync('tar', ['-czf', archive, '-C', inject('sampleFolder'), '.']);
    const page = await openPage('/repositories?add=archive');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Archive', { exact: true }).setInputFiles({
      name: 'notes.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('not an archive'),
    });
    await dialog.getByRole('button', { name: 'Upload and index' }).click();
    await dialog
      .getByRole('alert')
      .getByText(/no archive that can be read/)
      .waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Archive', { exact: true }).setInputFiles(archive);
    await dialog.getByRole('button', { name: 'Upload and index' }).click();
    const card = page.getByRole('article', { name, exact: true });
    await card.getByText('6 files').waitFor({ timeout: INDEXING_MS });
    await closePage(page);
  }, 120_000);

  it('says beside the field what is wrong with a source', async () => {
    const page = await openPage('/repositories?add=source');
    await page.getByRole('textbox', { name: 'Folder or git URL' }).fill('/no/such/folder');
    await page.getByRole('button', { name: 'Index', exact: true }).click();
    await page.getByRole('textbox', { name: 'Folder or git URL' }).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('/no/such/folder');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('add='));
    await closePage(page);
  });

  it('updates, and deletes only when the name was typed', async () => {
    const name = newName('deleted');
    await indexFolder(inject('sampleFolder'), name);
    const page = await openPage('/repositories');
    const actions = page.getByRole('button', { name: `Actions for ${name}` });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Update' }).click();
    await page.getByText(`${name} is ready`).waitFor({ timeout: INDEXING_MS });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Delete repository' });
    await dialog.getByRole('textbox').fill(`${name}x`);
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(name);
    await expectAccessible(page);
    await confirm.click();
    await page.getByText(`${name} was deleted`).waitFor({ timeout: INDEXING_MS });
    await page.getByRole('article', { name, exact: true }).waitFor({ state: 'detached' });
    await closePage(page);
  }, 120_000);
});

describe('the quality page', () => {
  it('tells counts, skipped files with reasons, and folders by their calls', async () => {
    const name = newName('quality');
    await indexFolder(inject('sampleFolder'), name);
    const page = await openPage(`/repositories/${name}`, { theme: 'dark', language: 'zh' });
    await page.getByRole('heading', { name: `${name} 的质量` }).waitFor();
    await page.getByText('binary.py').waitFor();
    await page.getByRole('link', { name: 'tests', exact: true }).click();
    await page.getByRole('link', { name: 'test_cart.py' }).waitFor();
    expect(page.url()).toContain('folder=tests');
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await closePage(page);
  });

  it('says so when there is no such repository', async () => {
    const page = await openPage('/repositories/of-nobody');
    await page.getByText('There is no repository of-nobody').waitFor();
    await expectAccessible(page);
    await closePage(page);
  });
});
