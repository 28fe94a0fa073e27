import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { z } from 'zod';
import { EXIT } from '../../framework/exit-codes.js';
import { defineVerb } from '../../framework/verb.js';

/** `codexgraph bench fuzz-cypher`: random queries over a graph with hostile neighbours, on a Neo4j of their own. */
export const verb = defineVerb({
  summary: 'compare random confined queries with the same queries on a database of one repository',
  configure(command) {
    command
      .option('--runs <n>', 'random queries', '5000')
      .option('--seed <n>', 'seed of the first query', '20260101')
      .option('--state <file>', 'keep what was compared in a file, tell progress, and go on from there when the file is there');
  },
  options: z.object({
    runs: z.coerce.number().int().min(1).max(10_000_000),
    seed: z.coerce.number().int().min(0),
    state: z.string().min(1).optional(),
  }),
  async run({ root, signal, variables }, { options }) {
    const test = 'libs/cypher-agent/src/safety/differential.slow.test.ts';
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'slow', test], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // The comparison starts a server of its own: the shared ones need not run.
      env: {
        NEO4J_URI: 'bolt://127.0.0.1:1',
        REDIS_URL: 'redis://127.0.0.1:1',
        ...variables,
        CODEXGRAPH_FUZZ_RUNS: String(options.runs),
        CODEXGRAPH_FUZZ_SEED: String(options.seed),
        ...(options.state !== undefined && { CODEXGRAPH_FUZZ_STATE: resolve(options.state) }),
      },
    });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop);
    const [code] = (await once(child, 'close')) as [number | null];
    signal.removeEventListener('abort', stop);
    return code ?? EXIT.failed;
  },
});
