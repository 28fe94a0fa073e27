import { z } from 'zod';
import { defineVerb } from '../framework/verb.js';
import { reportJson, reportLines, showIndexProgress } from '../indexing/index-report.js';
import { withIndexer } from '../open-graph.js';

/** Brings an indexed repository up to date with its source. */
export const verb = defineVerb({
  summary: 'bring a repository up to date with its source',
  configure(command) {
    command.argument('<name>', 'name of the repository').option('--json', 'print the report as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { positionals, options }) {
    const report = await withIndexer(context, async (indexer, { refreshSearch }) => {
      const { onProgress, end } = showIndexProgress(context.progress);
      const report = await indexer.update(positionals[0] ?? '', { signal: context.signal, onProgress }).finally(end);
      await refreshSearch(report.repository);
      return report;
    });
    if (options.json === true) context.output.json(reportJson(report));
    else for (const line of reportLines(report)) context.output.line(line);
    return undefined;
  },
});
