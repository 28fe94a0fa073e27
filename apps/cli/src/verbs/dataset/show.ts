import { join } from 'node:path';
import type { ApplicationStorePort } from '@codexgraph/graph-model';
import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** Shows one data set, checks its files, and tells whether what it was made of is still there. */
export const verb = defineVerb({
  summary: 'show what is in a data set, and whether it may still be learned from',
  configure(command) {
    command.argument('<id>', 'name of the data set (ds-...)').option('--json', 'print it as JSON');
  },
  options: z.object({ json: z.boolean().default(false) }),
  async run(context, { positionals, options }) {
    const { DatasetFolder } = await import('@codexgraph/datasets');
    const { printDataset } = await import('../../datasets/dataset-lines.js');
    const { withGraph } = await import('../../open-graph.js');
    const dataset = await new DatasetFolder(join(context.config.home, 'datasets')).get(positionals[0] ?? '');
    const gone = await withGraph(context, ({ application }) => goneRuns(application, dataset.runs));
    if (options.json) {
      context.output.json({ id: dataset.id, folder: dataset.folder, ...dataset.manifest, runsGone: gone.length });
      return undefined;
    }
    printDataset(context.output, dataset);
    if (gone.length > 0) {
      context.output.say(
        `${gone.length} of the ${dataset.runs.length} runs that it was made of are not stored here (any more): deleted, or read from a file. Build it again before a training.`,
      );
    }
    return undefined;
  },
});

async function goneRuns({ runs }: ApplicationStorePort, ids: readonly string[]): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const id of ids) if ((await runs.run(id)) === undefined) gone.push(id);
  return gone;
}
