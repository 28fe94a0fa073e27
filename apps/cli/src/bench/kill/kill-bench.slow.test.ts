import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { corpusFolder } from '../../../../../tools/corpora.mjs';
import { runKillBench } from './kill-bench.js';
import { seededRandom } from '../seeded-random.js';

const command = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

test('a dozen kills of indexer and database leave the published graph whole, and the next run succeeds', async () => {
  expect(existsSync(command), 'the command is built').toBe(true);
  const outcomes = await runKillBench({
    command,
    corpus: await corpusFolder('requests'),
    runs: 12,
    random: seededRandom(7),
    variables: process.env,
    signal: new AbortController().signal,
    onOutcome: () => undefined,
  });
  expect(outcomes).toHaveLength(12);
  expect(outcomes.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(outcomes.some(({ finishedBefore }) => !finishedBefore)).toBe(true);
});
