import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { connectGraph } from '../../connect.js';
import { defineVerb } from '../../framework/verb.js';

const MAX_EDITS = 1000;
const WARM_UP_EDITS = 5;

/** `codexgraph bench watch`: how long after a file was saved its new revision can be read. */
export const verb = defineVerb({
  summary: 'edit functions in a watched copy, and measure until each new revision can be read',
  configure(command) {
    command
      .argument('<path>', 'folder with sources; some are brought by `node tools/corpora.mjs django`')
      .option('--edits <n>', `edits that count; ${String(WARM_UP_EDITS)} more come before`, '30')
      .option('--seed <n>', 'seed of the choice of functions', '1')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    edits: z.coerce.number().int().min(1).max(MAX_EDITS),
    seed: z.coerce.number().int(),
    json: z.boolean().default(false),
  }),
  async run(context, { positionals: [path = ''], options }) {
    const { openGraphStore } = await import('@codexgraph/graph-store');
    const { checkFolder, createIndexer } = await import('@codexgraph/indexer');
    const { measureWatch } = await import('../../bench/watch-speed/measure-watch.js');
    const { watchText } = await import('../../bench/watch-speed/watch-report.js');
    const { seededRandom } = await import('../../bench/seeded-random.js');
    const corpus = resolve(path);
    await checkFolder(corpus);
    const { uri, user, password = '', database } = await connectGraph(context);
    const store = await openGraphStore({ uri, user, password, newId: randomUUID, ...(database !== undefined && { database }) });
    const meter = { nowMs: () => performance.now(), cpuSeconds: () => 0, peakRssMb: () => 0 };
    try {
      const times = await measureWatch({
        corpus,
        edits: options.edits,
        warmUp: WARM_UP_EDITS,
        random: seededRandom(options.seed),
        store,
        compose: (home, writer) =>
          createIndexer({
            home,
            threads: context.config.threads ?? availableParallelism(),
            writer,
            reader: store.graphs,
            environment: context.variables,
            meter,
            now: () => Date.now(),
          }),
        signal: context.signal,
        onStep: (step) => context.output.say(`${step} ...`),
      });
      if (options.json) context.output.json({ edits: times });
      else context.output.line(watchText(times));
    } finally {
      await store.close();
    }
    return undefined;
  },
});
