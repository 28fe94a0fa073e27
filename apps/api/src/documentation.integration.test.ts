import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from './testing/child-process.js';
import { blocks, examples, fillIn, type Example } from './testing/documentation.js';
import { JobHarness, required } from './testing/job-harness.js';

const PAGE = new URL('../../../docs/graphql.md', import.meta.url);
const API_FOLDER = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const all = await examples(PAGE);

let folder: string;
let queue: JobHarness;
let api: Child;
let worker: Child;
/** A name of its own, because other tests share the database. */
const repository = `shop-${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'documentation-'));
  const source = path.join(folder, repository);
  await mkdir(source);
  const python = (await blocks(PAGE)).find(({ language }) => language === 'python');
  await writeFile(path.join(source, 'cart.py'), python?.text ?? '');
  queue = new JobHarness();
  const names = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD', 'REDIS_URL'];
  const environment = {
    ...Object.fromEntries(names.map((name) => [name, required(name)])),
    CODEXGRAPH_HOME: path.join(folder, 'home'),
    CODEXGRAPH_API_PORT: '0',
    CODEXGRAPH_QUEUE_PREFIX: queue.prefix,
    CODEXGRAPH_THREADS: '1',
  };
  [api, worker] = await Promise.all([
    startChild(built('api.main.js'), { environment }),
    startChild(built('worker.main.js'), { environment }),
  ]);
});
afterAll(async () => {
  expect(await Promise.all([api.end('SIGTERM'), worker.end('SIGTERM')])).toEqual([0, 0]);
  await queue.close();
  await rm(folder, { recursive: true, force: true });
});

describe('docs/graphql.md', () => {
  const ids = { JOB_ID: '', RUN_ID: '' };

  it.each(all.map((example) => ({ ...example })))('line $line is true', async (example) => {
    const output = await execute(example, ids);
    const actual: unknown = JSON.parse(output.replaceAll(repository, 'shop'));
    ids.JOB_ID = /"job":\{"id":"([^"]+)"/.exec(output)?.[1] ?? ids.JOB_ID;
    ids.RUN_ID = /"runs":\[\{"id":"([^"]+)"/.exec(output)?.[1] ?? ids.RUN_ID;
    expect(actual).toEqual(fillIn(example.answer, actual));
    if (/"operation":"(UPDATE|DELETE)"/.test(output)) await queue.finished(ids.JOB_ID);
  });
});

async function execute({ language, code }: Example, ids: Readonly<Record<string, string>>): Promise<string> {
  const text = code
    .replaceAll('127.0.0.1:4000', `127.0.0.1:${String(api.ready.port)}`)
    .replaceAll('/src/shop', path.join(folder, repository))
    .replaceAll(/(\\?")shop\1/g, (_, quote: string) => quote + repository + quote)
    .replaceAll(/JOB_ID|RUN_ID/g, (name) => ids[name] ?? name);
  const [command, options] = language === 'sh' ? ['bash', ['-c', text]] : [process.execPath, ['--input-type=module', '-e', text]];
  const { stdout } = await run(command, options, { cwd: API_FOLDER, timeout: 60_000 });
  return stdout;
}
