import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { closePage, expectAccessible, expectNoSidewaysScroll, openPage, useBrowser } from './browser.js';
import { deleteRepository, indexFolder, request } from './graphql.js';

useBrowser();

const repository = `play-${Math.random().toString(36).slice(2, 8)}`;
beforeAll(() => indexFolder(inject('sampleFolder'), repository));
afterAll(() => deleteRepository(repository));

const CALLERS = 'MATCH (f)<-[:CALLS]-(g) WHERE f.name = $name RETURN f, g.name AS caller';

/** The page with a query in its editor. */
function address(query: string, more = ''): string {
  return `/playground?repository=${repository}&query=${encodeURIComponent(query)}${more}`;
}

async function ready(page: Page): Promise<Page> {
  await page.locator('.cm-content').waitFor();
  return page;
}

/** Replaces the query as the clipboard does it, at once: a browser that fills the editor gives what it puts there a style of its own. */
async function write(page: Page, text: string): Promise<void> {
  const content = page.locator('.cm-content');
  await content.press('ControlOrMeta+a');
  await content.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const rowsOf = (page: Page) => page.getByRole('grid').getByRole('row');

describe('the editor', () => {
  it('completes what the graph has, tells how functions are called, and marks faults where they are', async () => {
    const page = await ready(await openPage(address('')));
    const editor = page.locator('.cm-content');
    await editor.click();
    await editor.pressSequentially('MATCH (c:CLA');
    await page.getByRole('option', { name: 'CLASS' }).waitFor();
    await page.keyboard.press('Enter');
    await editor.pressSequentially(") WHERE c.name = 'Disc");
    await page.getByRole('option', { name: /^DiscountCart/ }).click();
    await expect.poll(() => editor.innerText()).toContain("'DiscountCart");
    await write(page, 'MATCH (c) RETURN replace(c.name, ');
    await page.keyboard.press('End');
    await editor.pressSequentially("'a', ");
    await page.locator('.cm-signature strong', { hasText: 'replacement' }).waitFor();
    await write(page, 'MATCH (c)\nRETURN tolowr(c.name)');
    await page.locator('.cm-lintRange-error', { hasText: 'tolowr(c.name)' }).waitFor();
    await write(page, 'MATCH (c)\nRETURN d.name');
    await page.locator('.cm-lintRange-error', { hasText: 'd' }).waitFor();
    await write(page, 'match (c:CLASS) return c.name as name order by name');
    await page.getByRole('button', { name: 'Format' }).click();
    await expect.poll(() => editor.innerText()).toContain('MATCH (c:CLASS)\nRETURN c.name AS name\nORDER BY name');
    await closePage(page);
  });

  it('is left by Escape and Tab; everything is done by keys', async () => {
    const page = await ready(await openPage(address('MATCH (c:CLASS) RETURN c.name AS name ORDER BY name')));
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText('4 rows').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-editor') ?? null)).toBeNull();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByLabel('Row', { exact: true }).getByText('Cart', { exact: true }).waitFor();
    await closePage(page);
  });

  it('takes a whole file that is pasted, and says at once that it is none', async () => {
    const page = await ready(await openPage(address('')));
    await write(page, `${'x'.repeat(10_000)}\n${'const <b>a</b> = "\u202Eשלום 👩‍👩‍👧";\n'.repeat(3_000)}`);
    await page.locator('.cm-lintRange-error').first().waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('The query is too long for a link').waitFor();
    await page.getByRole('button', { name: /^Run/ }).click();
    await page
      .getByText(/at most 20000 are read/)
      .first()
      .waitFor();
    await closePage(page);
  });
});

describe('results', () => {
  it('are a table that is sorted, searched and saved; the link shows it again', async () => {
    const page = await ready(await openPage(address(CALLERS, `&parameters=${encodeURIComponent('{"name":"total_price"}')}`)));
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.getByLabel('Parameters').fill('{"name": }');
    await page.getByText('This is not JSON: see 1:').waitFor();
    expect(await page.getByRole('button', { name: /^Run/ }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await closePage(page);
  });

  it('are a graph, a plan with what was counted, and the query next to what ran', async () => {
    const page = await ready(await openPage(address('MATCH (f:FUNCTION)-[:CALLS]->(g) RETURN f, g', '&view=graph')));
    await page.locator('canvas[data-settled], [data-settled] canvas').first().waitFor();
    await page.getByText(/^\d+ symbols, \d+ relations/).waitFor();
    await page.getByRole('tab', { name: 'As scoped' }).click();
    await page.getByRole('region', { name: 'As scoped', exact: true }).last().getByText(repository).first().waitFor();
    await page.getByRole('button', { name: 'Profile' }).click();
    await page.getByRole('columnheader', { name: 'Accesses' }).waitFor();
    await page.getByRole('cell', { name: 'ProduceResults' }).waitFor();
    await expectAccessible(page);
    await closePage(page);
  });

  it('stay quick with 10,000 rows, long lines, and names that would break a careless page', async () => {
    const query =
      "UNWIND range(1, 10000) AS n RETURN n, '<img src=x onerror=alert(1)> \u202Eשלום 👩‍👩‍👧 ' + n AS name, reduce(t = '', i IN range(1, 1000) | t + '0123456789') AS long";
    const page = await ready(await openPage(address(query)));
    await page.getByLabel('Rows at most').selectOption('10000');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByText(/^\d[\d,]* rows$/).waitFor();
    expect(await rowsOf(page).count()).toBeLessThan(80);
    await page.getByRole('columnheader', { name: 'n', exact: true }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'n', exact: true }).getByRole('button').click();
    await page.getByRole('searchbox', { name: 'Filter rows' }).fill('👩‍👩‍👧 77');
    await page.getByText(/^\d+ of [\d,]+ rows$/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8').split('\r\n');
    expect(csv[0]).toBe('n,name,long');
    expect(csv[1]).toMatch(/^77\d*,<img src=x/);
    await closePage(page);
  });

  it('say what went wrong at its place: refused, stopped, service away, repository gone', async () => {
    const page = await ready(await openPage(address('MATCH (f)\nDELETE f')));
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByText('The query was not run').waitFor();
    await page.getByRole('button', { name: '2:1' }).click();
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('cm-content');

    await write(page, 'UNWIND range(1, 100000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1) AS c RETURN sum(a * b)');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page
      .getByText('The query was stopped')
      .or(page.getByText('1 row', { exact: true }))
      .waitFor();

    await page.route(/\/(graphql|health)$/, (route) => route.abort());
    await write(page, 'MATCH (c:CLASS) RETURN c.name AS name');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute(/\/(graphql|health)$/);
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await page.getByText('4 rows').waitFor();

    await page.route(/\/graphql$/, async (route) => {
      const body = (route.request().postData() ?? '').replaceAll(repository, 'gone-repository');
      await route.continue({ postData: body });
    });
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByText(/There is no repository 'gone-repository'/).waitFor();
    await closePage(page);
  });
});

describe('beside the query', () => {
  it('every step of the tour runs on this repository', async () => {
    const examples = import.meta.glob<string>('../../../docs/examples/cypher/*.cypher', {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    for (const text of Object.values(examples)) {
      const { runCypher } = await request<{ runCypher: { kind: string; problems: unknown[] } }>(
        'query ($input: CypherInput!) { runCypher(input: $input) { kind problems { message line column } } }',
        { input: { repositoryName: repository, text, parameters: { words: 'get' } } },
      );
      expect({ text, ...runCypher }).toMatchObject({ kind: 'ROWS', problems: [] });
    }
  });

  it('are words, the tour, saved queries and the history, also of another tab', async () => {
    const page = await ready(await openPage(`/playground?repository=${repository}`));
    await page.getByRole('button', { name: /^Step 1 of/ }).click();
    await expect.poll(() => page.locator('.cm-content').innerText()).toContain('labels(n)[0]');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('tab', { name: 'Table' }).waitFor();
    await page.getByRole('tab', { name: 'Saved' }).click();
    await page.getByLabel('Name').fill('Kinds');
    await page.keyboard.press('Enter');
    const other = await page.context().newPage();
    await other.goto(`/playground?repository=${repository}&panel=saved`);
    await other.getByRole('button', { name: /^Kinds/ }).waitFor();
    await other.getByRole('button', { name: 'Remove Kinds' }).click();
    await page.getByRole('button', { name: /^Kinds/ }).waitFor({ state: 'detached' });
    await other.close();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: /^MATCH \(n\)/ }).waitFor();
    await page.getByRole('tab', { name: 'Words' }).click();
    await page.getByLabel('What do you want to know?').fill('Who calls total_price?');
    await page.getByRole('button', { name: 'Write Cypher' }).click();
    await page.getByRole('button', { name: 'Put into the editor' }).first().click();
    await expect.poll(() => page.locator('.cm-content').innerText()).toContain('total_price');
    await page.goBack();
    await expect.poll(() => page.locator('.cm-content').innerText()).toContain('labels(n)[0]');
    await closePage(page);
  });

  it.each(['en', 'zh'] as const)('can be read on a phone, in %s', async (language) => {
    const page = await ready(
      await openPage(address('MATCH (c:CLASS) RETURN c', '&view=table'), { width: 320, height: 844, language, theme: 'dark' }),
    );
    await page.getByRole('grid').getByText('DiscountCart').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await closePage(page);
  });
});
