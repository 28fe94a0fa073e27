import { resolve } from 'node:path';
import { z } from 'zod';
import { EXIT } from '../../framework/exit-codes.js';
import { defineVerb } from '../../framework/verb.js';

const MAX_RUNS = 10_000;

/** `codexgraph bench kill`: kills indexer and database at random moments and checks that nothing is lost or half. */
export const verb = defineVerb({
  summary: 'kill indexing runs at random moments; the published graph must stay whole',
  configure(command) {
    command
      .argument('<path>', 'folder with sources; some are brought by `node tools/corpora.mjs requests`')
      .option('--runs <n>', 'number of kills', '12')
      .option('--seed <n>', 'seed of the random moments', '1')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    runs: z.coerce.number().int().min(1).max(MAX_RUNS),
    seed: z.coerce.number().int(),
    json: z.boolean().default(false),
  }),
  async run(context, { positionals: [path = ''], options }) {
    const { runKillBench } = await import('../../bench/kill/kill-bench.js');
    const { seededRandom } = await import('../../bench/seeded-random.js');
    const outcomes = await runKillBench({
      command: resolve(context.root, 'apps/cli/dist/main.js'),
      corpus: resolve(path),
      runs: options.runs,
      random: seededRandom(options.seed),
      variables: context.variables,
      signal: context.signal,
      onOutcome: ({ victim, afterMs, failure }, index) => {
        const verdict = failure === undefined ? 'whole' : `FAILED: ${failure}`;
        context.output.say(`${String(index + 1)}: ${victim} killed after ${String(afterMs)} ms: ${verdict}`);
      },
    });
    const failed = outcomes.filter(({ failure }) => failure !== undefined);
    const unfinished = outcomes.filter(({ finishedBefore }) => !finishedBefore);
    if (options.json) context.output.json({ runs: outcomes.length, failed: failed.length, outcomes });
    else
      context.output.line(
        `${String(outcomes.length)} kills, ${String(unfinished.length)} of them in the middle of a run: ${String(failed.length)} failed`,
      );
    return failed.length === 0 ? EXIT.done : EXIT.failed;
  },
});
