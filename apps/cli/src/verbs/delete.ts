import { z } from 'zod';
import { CodexGraphError } from '@codexgraph/graph-model';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';

/** Deletes a repository without a trace. */
export const verb = defineVerb({
  summary: 'delete a repository with everything that belongs to it',
  configure(command) {
    command.argument('<name>', 'name of the repository').option('--json', 'print what was deleted as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { positionals, options }) {
    const name = positionals[0] ?? '';
    const deleted = await withGraph(context, async (store) => {
      const task = context.progress.start(`Deleting ${name}`);
      try {
        return await store.writer.deleteRepository(name, {
          signal: context.signal,
          onProgress: ({ done, total }) => {
            task.update({ done, unit: 'nodes', ...(total === undefined ? {} : { total }) });
          },
        });
      } finally {
        task.stop();
      }
    });
    const { forgetRepository } = await import('@codexgraph/indexer');
    await forgetRepository(context.config.home, name);
    if (!deleted) {
      throw new CodexGraphError(
        'NOT_FOUND',
        `There is no repository named '${name}'. See 'codexgraph repos' for those that are indexed.`,
      );
    }
    if (options.json === true) context.output.json({ deleted: name });
    else context.output.line(`Deleted ${name}.`);
    return undefined;
  },
});
