import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import { connectGraph, localServices } from '../../connect.js';
import { defineVerb } from '../../framework/verb.js';
import type { VerbContext } from '../../framework/verb-context.js';

/** `codexgraph bench index`: the cost of indexing, as ratios to parsing the same files alone. */
export const verb = defineVerb({
  summary: 'measure indexing against parsing the same files alone: CPU, memory, growth with size',
  configure(command) {
    command
      .argument('<path>', 'folder with sources; some are brought by `node tools/corpora.mjs django`')
      .option('--replicate <n>', 'also index 2, 4, ... up to n copies, to see how costs grow', '1')
      .option('--json', 'print one JSON object');
  },
  options: z.object({ replicate: z.coerce.number().int().min(1).max(64), json: z.boolean().default(false) }),
  async run(context, { positionals: [path = ''], options }) {
    const { openGraphStore } = await import('@codexgraph/graph-store');
    const { loadLanguages } = await import('@codexgraph/indexer');
    const { measureIndex } = await import('../../bench/index-speed/measure-index.js');
    const { indexSpeedJson, indexSpeedText } = await import('../../bench/index-speed/index-report.js');
    const { uri, user, password, database } = await connectGraph(context);
    const neo4j = { uri, user, password: password ?? '', ...(database !== undefined && { database }) };
    const serverPid = await embeddedServerPid(context);
    const store = await openGraphStore({ ...neo4j, newId: () => randomUUID() });
    try {
      const sizes = await measureIndex({
        corpus: existingFolder(path),
        copies: doublings(options.replicate),
        threads: context.config.threads ?? availableParallelism(),
        neo4j,
        ...(serverPid !== undefined && { serverPid }),
        store,
        registry: await loadLanguages(),
        signal: context.signal,
        onStep: (step) => context.output.say(`${step} ...`),
      });
      if (options.json) context.output.json(indexSpeedJson(sizes));
      else context.output.line(indexSpeedText(sizes));
    } finally {
      await store.close();
    }
    return undefined;
  },
});

async function embeddedServerPid(context: VerbContext): Promise<number | undefined> {
  if (context.config.neo4j !== undefined) return undefined;
  const services = await localServices(context);
  return (await services.ensureNeo4j()).pid;
}

function existingFolder(path: string): string {
  const folder = resolve(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new CodexGraphError('NOT_FOUND', `There is no folder ${folder}. Give the folder of some sources.`);
}

/** 1, 2, 4, ... and the last one itself. */
function doublings(last: number): number[] {
  const copies: number[] = [];
  for (let count = 1; count < last; count *= 2) copies.push(count);
  return [...copies, last];
}
