#!/usr/bin/env node
/**
 * Pictures of every page for docs/ui, light and dark: `node apps/ui/gallery/take-gallery.mjs`. Starts the service over a home of its own, indexes
 * a library of this repository, and asks a question; with --url it looks at a service that runs. --only NAME,NAME takes these pages again.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../../../tools/chromium.mjs';
import { smallPng } from './small-png.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pictures = path.join(root, 'docs', 'ui');
const REPOSITORY = 'graph-model';
const FOLDER = path.join(root, 'libs', 'graph-model', 'src');
const WINDOW = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };
const POLL_MS = 500;
const WAIT_MS = 120_000;
const DRAW = 'FUNCTION:code-map.ts:drawCodeMap';

const { values } = parseArgs({ options: { url: { type: 'string' }, only: { type: 'string' } } });
const service = values.url === undefined ? await startService() : { url: values.url, stop: () => Promise.resolve() };
try {
  const conversation = await prepare(service.url);
  await takeAll(service.url, conversation);
} finally {
  await service.stop();
}

async function startService() {
  const home = mkdtempSync(path.join(tmpdir(), 'codexgraph-gallery-'));
  const child = spawn(process.execPath, [path.join(root, 'apps/cli/dist/main.js'), 'up', '--json', '--no-open', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CODEXGRAPH_HOME: home },
  });
  const stop = async () => {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await closed;
    rmSync(home, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) return { url: JSON.parse(line).url, stop };
  throw new Error('The service did not start.');
}

/** Indexes and asks. @returns the id of the conversation */
async function prepare(url) {
  const request = async (query, variables = {}) => {
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  const state = () => request('query ($name: ID!) { repository(name: $name) { currentJob { id } } }', { name: REPOSITORY });
  if ((await state()).repository === null) {
    const add = 'mutation ($input: AddRepositoryInput!) { addRepository(input: $input) { job { id } } }';
    await request(add, { input: { source: FOLDER, name: REPOSITORY } });
  }
  for (;;) {
    const { repository } = await state();
    if (repository !== null && repository.currentJob === null) break;
    await pause(POLL_MS);
  }
  const ask = 'mutation ($input: AskInput!) { ask(input: $input) { conversation { id } } }';
  const { ask: asked } = await request(ask, { input: { repositoryName: REPOSITORY, question: 'Who calls drawCodeMap?' } });
  return asked.conversation.id;
}

async function takeAll(url, conversation) {
  mkdirSync(pictures, { recursive: true });
  const { executable, variables } = await findChromium();
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...process.env, ...variables },
  });
  const of = `repository=${REPOSITORY}`;
  const steps = `steps=${encodeURIComponent(`show!${DRAW}~calls!${DRAW}!OUT!2~calls!${DRAW}!IN!2`)}`;
  const pages = [
    ['repositories', '/repositories'],
    ['quality', `/repositories/${REPOSITORY}`],
    ['ask', `/ask?${of}`],
    ['answer', `/ask/${conversation}?${of}`],
    ['map', `/explore?${of}`],
    ['explore', `/explore?${of}&${steps}&chosen=${encodeURIComponent(DRAW)}`],
    ['playground', `/playground?${of}`],
    ['jobs', `/jobs?${of}`],
    ['experiments', `/experiments?${of}`],
    ['settings', `/settings?${of}`],
  ];
  const wanted = values.only === undefined ? pages : pages.filter(([name]) => values.only.split(',').includes(name));
  try {
    for (const theme of ['light', 'dark']) for (const page of wanted) await take(browser, { url, theme, page, window: WINDOW });
    for (const page of wanted.filter(([name]) => name === 'answer' || name === 'explore'))
      await take(browser, { url, theme: 'light', page: [`${page[0]}-phone`, page[1]], window: PHONE, language: 'zh' });
  } finally {
    await browser.close();
  }
}

async function take(browser, { url, theme, page: [name, address], window, language = 'en' }) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const context = await browser.newContext({ viewport: window, colorScheme: theme, locale, reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  await page.goto(new URL(address, url).href);
  await page.waitForLoadState('networkidle');
  // Drawings settle, answers arrive.
  if (/map|explore/.test(name)) await page.locator('canvas[data-settled]').waitFor();
  if (name.startsWith('answer')) await page.locator('article[aria-busy="false"]').waitFor();
  await page.waitForFunction(() => document.querySelector('[class*=skeleton]') === null);
  await pause(POLL_MS);
  const file = theme === 'light' ? `${name}.png` : `${name}-${theme}.png`;
  writeFileSync(path.join(pictures, file), smallPng(await page.screenshot()));
  console.log(path.join('docs', 'ui', file));
  await context.close();
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
