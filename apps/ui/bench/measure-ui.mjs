#!/usr/bin/env node
/**
 * Measures the web interface in a real browser and prints one JSON object; `codexgraph bench ui` shows it as tables.
 * Frames of drawings are measured on a page of their own; loading, where --url names a service that runs.
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../../tools/chromium.mjs';

const SIZES = [1_000, 3_000, 10_000];
const WINDOW = { width: 1280, height: 720 };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const { executable, variables } = await findChromium();
const browser = await chromium.launch({
  executablePath: executable,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
  env: { ...process.env, ...variables },
});
try {
  const frames = await measureFrames();
  const loads = values.url === undefined ? [] : await measureLoads(values.url);
  console.log(JSON.stringify({ frames, loads }));
} finally {
  await browser.close();
}

/** Both renderers in turn, twice, so that a busy moment of the machine hits both. */
async function measureFrames() {
  const folder = mkdtempSync(path.join(tmpdir(), 'codexgraph-bench-ui-'));
  const root = fileURLToPath(new URL('.', import.meta.url));
  await build({ root, base: './', configFile: false, logLevel: 'error', build: { outDir: folder, target: 'chrome123' } });
  const server = createServer((request, response) => {
    const name = path.normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path.join(folder, name === '/' ? 'index.html' : name);
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const page = await browser.newPage({ viewport: WINDOW });
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction('window.measureFrames !== undefined');
    const measured = [];
    for (const nodes of SIZES) {
      const times = { explorer: [], sigma: [], nothing: [] };
      for (const by of ['nothing', 'explorer', 'sigma', 'sigma', 'explorer']) {
        const { frameMs } = await page.evaluate(([what, count]) => window.measureFrames(what, count), [by, nodes]);
        times[by].push(...frameMs);
      }
      measured.push({ nodes, ...times });
    }
    return measured;
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each page as somebody opens it who was never there. */
async function measureLoads(url) {
  const loads = [];
  for (const route of ['/ask', '/explore', '/repositories']) {
    const context = await browser.newContext({ viewport: WINDOW });
    const page = await context.newPage();
    await page.goto(new URL(route, url).href);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    // Two frames after the heading the page has painted and answers.
    const interactiveMs = await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))),
    );
    await page.waitForLoadState('networkidle');
    const resources = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, encodedBodySize })),
    );
    const sum = (pattern) =>
      resources.filter(({ name }) => pattern.test(name)).reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
    loads.push({ route, interactiveMs, scriptBytes: sum(/\.js$/), styleBytes: sum(/\.css$/), fontBytes: sum(/\.woff2$/) });
    await context.close();
  }
  return loads;
}
