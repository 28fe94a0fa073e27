import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder, request } from './graphql.js';

useBrowser();

const repository = `ask-${Math.random().toString(36).slice(2, 8)}`;
const ANSWER_MS = 90_000;
beforeAll(() => indexFolder(inject('sampleFolder'), repository));
afterAll(() => deleteRepository(repository));

const address = `/ask?repository=${repository}`;

async function ask(question: string, mode = 'CHAT'): Promise<string> {
  const query = 'mutation ($input: AskInput!) { ask(input: $input) { conversation { id } } }';
  const asked = await request<{ ask: { conversation: { id: string } } }>(query, {
    input: { repositoryName: repository, question, mode },
  });
  return asked.ask.conversation.id;
}

describe('a question', () => {
  it('is answered with citations that open source and relations beside it', async () => {
    const page = await openPage(address);
    await page.getByLabel('Your question').fill('Who calls Cart.add?');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ask/*');
    const chip = page.getByRole('link', { name: /checkout cart\.py:18/ });
    await chip.waitFor({ timeout: ANSWER_MS });
    await page.getByText('Built-in planner').first().waitFor();
    await chip.click();
    const panel = page.getByRole('region', { name: 'Source of cart.py' });
    await panel.getByText('def checkout').waitFor();
    await page.getByRole('button', { name: /tests\.test_cart\.test_checkout/ }).click();
    await page.getByRole('heading', { name: 'test_checkout' }).waitFor();
    await expectAccessible(page);
    await page.goBack();
    await page.getByRole('heading', { name: 'checkout', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close the source' }).click();
    await panel.waitFor({ state: 'detached' });
    await closePage(page);
  });

  it('shows rounds, queries as written and as run, and rows; again after a reload', async () => {
    const page = await openPage(`/ask/${await ask('Who calls price_of?')}?repository=${repository}`);
    await page.getByText('1 source').waitFor({ timeout: ANSWER_MS });
    await page.reload();
    await page.getByText('How it was found').click();
    await page.getByText('Round 1').waitFor();
    await page.locator('summary', { hasText: 'callers of' }).first().click();
    await page.getByRole('button', { name: 'As written' }).first().click();
    await page.getByRole('button', { name: /confined to the repository/ }).waitFor();
    await page.getByRole('cell', { name: 'total_price', exact: true }).first().waitFor();
    await expectAccessible(page);
    await closePage(page);
  });

  it('may come from the suggestions, which speak of this repository', async () => {
    const page = await openPage(address, { language: 'zh', theme: 'dark' });
    const suggestion = page.getByRole('button', { name: /^谁调用了/ });
    await suggestion.waitFor();
    await expectAccessible(page);
    await suggestion.click();
    await page.getByText(/个来源/).waitFor({ timeout: ANSWER_MS });
    await closePage(page);
  });

  it('can be judged, and asked again', async () => {
    const page = await openPage(`/ask/${await ask('Who calls pay?')}?repository=${repository}`);
    await page.getByRole('button', { name: 'This helped' }).click({ timeout: ANSWER_MS });
    await page.getByText('Thank you, noted').waitFor();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('heading', { name: 'Who calls pay?', level: 2 }).nth(1).waitFor();
    await closePage(page);
  });

  it('goes to both agents, who are named after the vote', async () => {
    const page = await openPage(`/ask/${await ask('Who calls pay?', 'BOTH')}?repository=${repository}`);
    await page.getByRole('article', { name: 'Answer A' }).waitFor();
    await page.getByRole('group', { name: 'Which answer is better?' }).waitFor({ timeout: ANSWER_MS });
    expect(await page.getByRole('article', { name: /agent/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Equally good' }).click();
    await page.getByRole('article', { name: 'Chat agent' }).waitFor();
    await page.getByRole('article', { name: 'General agent' }).waitFor();
    await closePage(page);
  });
});

describe('conversations', () => {
  it('are found by their words, renamed, exported and deleted', async () => {
    await ask('Which methods does DiscountCart have?');
    const page = await openPage(address);
    await page.getByLabel('Find in conversations').fill('DiscountCart');
    const link = page.getByRole('link', { name: /Which methods does DiscountCart have/ }).first();
    await link.click();
    const actions = page.getByRole('button', { name: /Actions for Which methods/ }).first();
    await actions.click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Methods of carts');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Methods of carts/ }).waitFor();
    await page.getByRole('button', { name: 'Actions for Methods of carts' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export as Markdown' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('Methods of carts.md');
    expect(readFileSync(await file.path(), 'utf8')).toContain('Which methods does DiscountCart have?');
    await page.getByRole('button', { name: 'Actions for Methods of carts' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Conversation deleted').waitFor();
    await closePage(page);
  });

  it('say so when they are gone', async () => {
    const page = await openPage('/ask/of-nobody');
    await page.getByText('There is no such conversation').waitFor();
    await expectAccessible(page);
    await closePage(page);
  });
});

describe('bad input', () => {
  it('stays text: markup, emoji, right-to-left, whole files', async () => {
    const question = '<img src=x onerror=alert(1)> who calls Cart.add? 🛒 שלום ' + 'x'.repeat(3000);
    const page = await openPage(`/ask/${await ask(question)}?repository=${repository}`, { width: 390, height: 844 });
    await page.getByRole('heading', { level: 2, name: /onerror/ }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await expectNoSidewaysScroll(page);
    await closePage(page);
  });

  it('says what to do about a repository that is gone, and a symbol that is gone', async () => {
    const page = await openPage('/ask?repository=of-nobody');
    await page.getByText('There is no repository of-nobody').waitFor();
    await page.goto(`${address}&symbol=FUNCTION%3Agone.py%3Agone`);
    await page.getByText('This symbol is not in the graph any more').waitFor();
    await closePage(page);
  });
});
