import { z } from 'zod';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';
import { openRetrieval } from '../searching/open-retrieval.js';
import { refreshWithProgress } from '../searching/refresh-after.js';

/** Brings the search of a repository up to date. */
export const verb = defineVerb({
  summary: 'bring the search of a repository up to date',
  configure(command) {
    command.argument('<name>', 'name of the repository').option('--json', 'print the report as JSON');
  },
  options: z.object({ json: z.boolean().default(false) }),
  async run(context, { positionals, options: { json } }) {
    const repository = positionals[0] ?? '';
    await withGraph(context, async (store) => {
      const report = await refreshWithProgress(context, await openRetrieval(store), { repository });
      if (json) context.output.json(report);
      else
        context.output.line(
          `${repository}: ${String(report.symbols)} symbols looked at, ${String(report.documentsWritten)} documents and ${String(report.embedded)} vectors written, ${String(report.described)} descriptions, ${String(report.missing)} without a vector; model ${report.model ?? 'none'}`,
        );
    });
    return undefined;
  },
});
