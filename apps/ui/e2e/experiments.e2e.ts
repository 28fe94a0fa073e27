import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder, request } from './graphql.js';

useBrowser();

const name = `ab-${Math.random().toString(36).slice(2, 8)}`;
beforeAll(async () => {
  await indexFolder(inject('sampleFolder'), name);
  await askAndVote();
});
afterAll(() => deleteRepository(name));

const POLL_MS = 200;

/** One question to both agents, and a vote for seat a. */
async function askAndVote(): Promise<void> {
  const { ask } = await request<{ ask: { conversation: { id: string }; runs: { id: string }[] } }>(
    'mutation ($input: AskInput!) { ask(input: $input) { conversation { id } runs { id } } }',
    { input: { repositoryName: name, mode: 'BOTH', question: 'Who calls price_of?' } },
  );
  for (const { id } of ask.runs) {
    for (;;) {
      const { run } = await request<{ run: { state: string } }>('query ($id: ID!) { run(id: $id) { state } }', { id });
      if (run.state !== 'QUEUED' && run.state !== 'RUNNING') break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  await request('mutation ($input: PreferAnswerInput!) { preferAnswer(input: $input) }', {
    input: { conversationId: ask.conversation.id, turn: 1, preference: 'A' },
  });
}

describe('the Experiments page', () => {
  it('shares conversations out by weights, and changes them', async () => {
    const experiment = `${name}-weights`;
    const page = await openPage('/experiments');
    await page.getByRole('button', { name: 'New experiment' }).click();
    const dialog = page.getByRole('dialog', { name: 'New experiment' });
    await dialog.getByLabel('Name').fill('no name!');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Use 1 to 100 letters, digits and . _ -').waitFor();
    await dialog.getByLabel('Name').fill(experiment);
    await dialog.getByLabel('Repository').selectOption(name);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const card = page.getByRole('article', { name: experiment });
    await card.getByText('Both side by side 50%').waitFor();
    await card.getByRole('button', { name: `Change ${experiment}` }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await page.getByRole('dialog').getByLabel('Both side by side').fill('0');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await card.getByText('General 50%').waitFor();
    await card.getByRole('button', { name: `Change ${experiment}` }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(experiment);
    await page.getByRole('button', { name: 'Delete experiment' }).click();
    await card.waitFor({ state: 'detached' });
    await closePage(page);
  });

  it('tells shares with their intervals, agent beside agent', async () => {
    const page = await openPage(`/experiments?of=${name}`, { theme: 'dark', language: 'zh' });
    const preferred = page.getByRole('region', { name: '更受偏好' });
    // One vote of one: from 21 to 100 %.
    await preferred.getByText('100%（21% 至 100%）').waitFor();
    expect(await page.getByRole('region', { name: '已回答' }).getByText('1 / 1').count()).toBe(2);
    await page.getByRole('rowheader', { name: '平均轮数' }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await page.getByLabel('时间范围').selectOption({ label: '最近 7 天' });
    await page.waitForURL('**since=week**');
    await preferred.getByText('100%（21% 至 100%）').waitFor();
    await closePage(page);
  });
});
