import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from '../../../tools/launch/build.mjs';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const FIRST_ROUTE_LIMIT_BYTES = 180 * 1000;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const ui = fileURLToPath(new URL('..', import.meta.url));
const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));

let outputs: string;
let chunks: Readonly<Record<string, Chunk>>;
let scratch: string | undefined;
beforeAll(() => {
  outputs = isBuilt(root) ? join(ui, 'dist', 'web') : buildAnew();
  chunks = JSON.parse(readFileSync(join(outputs, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 120_000);
afterAll(() => {
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
});

function buildAnew(): string {
  const folder = (scratch = mkdtempSync(join(tmpdir(), 'codexgraph-ui-size-')));
  const { VITEST: _vitest, ...environment } = process.env;
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'], {
    cwd: ui,
    env: { ...environment, NODE_ENV: 'production' },
  });
  return folder;
}

/** A chunk and all that must be there before it runs. */
function withImports(key: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of chunks[key]?.imports ?? []) withImports(imported, found);
  return found;
}

function compressedBytes(keys: Iterable<string>): number {
  const files = new Set([...keys].flatMap((key) => chunks[key]?.file ?? []));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(outputs, file)), { level: 9 }).length, 0);
}

describe('the script of the first route', () => {
  it.each(['src/features/repositories/repositories-page.tsx', 'src/features/ask/ask-page.tsx'])(
    'with %s stays below 180 kB compressed',
    (page) => {
      expect(chunks[page]).toBeDefined();
      expect(compressedBytes(new Set([...withImports('index.html'), ...withImports(page)]))).toBeLessThan(
        FIRST_ROUTE_LIMIT_BYTES,
      );
    },
  );
});
