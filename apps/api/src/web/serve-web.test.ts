import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { listWebFiles, watchWebFiles } from './web-files.js';

const SCRIPT = 'console.log("CodexGraph");\n'.repeat(100);
const PAGE = '<!doctype html><link nonce="CODEXGRAPH_CSP_NONCE" /><div id="root"></div>';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let folder: string;
const harness = new ApiHarness();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'codexgraph-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'manifest.json'), '{}');
  writeFileSync(join(folder, 'assets', 'index-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'index-1.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'index-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, '..', 'codexgraph-secret.js'), 'secret');
  await harness.start({ server: { token: 'a-token-of-enough-characters' }, web: watchWebFiles(folder) });
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'codexgraph-secret.js'), { force: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => harness.raw('GET', path, { headers });

describe('the page', () => {
  it.each(['/', '/repositories', '/ask/5f0?repository=a%2Fb', '/explore/deep/er'])(
    'is served at %s without a token',
    async (path) => {
      const answer = await get(path, HTML);
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('may load scripts of this server only, and styles with the nonce of this answer', async () => {
    const [first, second] = [await get('/', HTML), await get('/', HTML)];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none';");
    expect(policy).not.toMatch(/unsafe/);
    expect(first.text).toBe(PAGE.replace('CODEXGRAPH_CSP_NONCE', nonce ?? ''));
    expect(second.text).not.toBe(first.text);
  });

  it('is not what programs get, nor what is missing below assets', async () => {
    expect((await get('/repositories', { accept: 'application/json' })).status).toBe(401);
    expect((await get('/assets/gone-1.js', HTML)).status).toBe(401);
    expect((await harness.raw('POST', '/', { headers: HTML, body: '' })).status).toBe(401);
  });

  it('does not hide the service', async () => {
    expect((await get('/health', HTML)).text).toContain('ok');
    expect((await get('/graphql?query={__typename}', HTML)).status).toBe(401);
  });

  it('is for own addresses only', async () => {
    expect((await get('/', { ...HTML, host: 'evil.example' })).status).toBe(403);
  });
});

describe('files', () => {
  it('are kept for good when their name changes with their content', async () => {
    expect((await get('/assets/index-1.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('come compressed to those who accept it', async () => {
    const plain = await get('/assets/index-1.js');
    expect([plain.text, plain.headers['content-encoding'], plain.headers['vary']]).toEqual([
      SCRIPT,
      undefined,
      'Accept-Encoding',
    ]);
    const gzip = await get('/assets/index-1.js', { 'accept-encoding': 'gzip' });
    expect([gzip.headers['content-encoding'], gzip.headers['content-type']]).toEqual(['gzip', 'text/javascript; charset=utf-8']);
    expect((await get('/assets/index-1.js', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');
  });

  it.each(['/../codexgraph-secret.js', '/assets/%2e%2e/%2e%2e/codexgraph-secret.js', '/assets/index-1.js.gz', '/manifest.json'])(
    'that are not listed are not served: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('secret');
    },
  );
});

describe('a build while the service runs', () => {
  it('is served with the next page', async () => {
    writeFileSync(join(folder, 'assets', 'index-2.js'), SCRIPT);
    expect((await get('/assets/index-2.js')).status).toBe(401);
    utimesSync(join(folder, 'index.html'), new Date(), new Date(Date.now() + 1000));
    expect((await get('/assets/index-2.js')).status).toBe(200);
  });
});

describe('listWebFiles', () => {
  it('gives nothing for a folder without a page', () => {
    expect(listWebFiles(join(folder, 'assets'))).toBeUndefined();
    expect(listWebFiles(join(folder, 'missing'))).toBeUndefined();
  });
});
