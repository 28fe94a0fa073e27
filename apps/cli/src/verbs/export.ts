import { z } from 'zod';
import { CodexGraphError } from '@codexgraph/graph-model';
import { exportLines } from '../export/export-lines.js';
import { writeExport } from '../export/write-export.js';
import { defineVerb } from '../framework/verb.js';
import type { VerbContext } from '../framework/verb-context.js';
import { withGraph } from '../open-graph.js';

/** Writes the whole graph of a repository as JSON lines. */
export const verb = defineVerb({
  summary: 'write the graph of a repository as JSON lines, stable to the byte',
  configure(command) {
    command
      .argument('<name>', 'name of the repository')
      .option('--format <format>', 'jsonl', 'jsonl')
      .option('--out <file>', 'write to a file instead of standard output');
  },
  options: z.object({ format: z.literal('jsonl', 'must be jsonl'), out: z.string().optional() }),
  async run(context, { positionals, options }) {
    const name = positionals[0] ?? '';
    await withGraph(context, async (store) => {
      if ((await store.graphs.repository(name)) === undefined) {
        throw new CodexGraphError(
          'NOT_FOUND',
          `There is no repository named '${name}'. See 'codexgraph repos' for those that are indexed.`,
        );
      }
      const chunks = exportLines(store.graphs, name);
      if (options.out === undefined) await toStandardOutput(context, chunks);
      else await writeExport(options.out, chunks, context.signal);
    });
    return undefined;
  },
});

async function toStandardOutput(context: VerbContext, chunks: AsyncIterable<string>): Promise<void> {
  for await (const chunk of chunks) {
    if (context.signal.aborted)
      throw new CodexGraphError('CANCELLED', 'The export was interrupted; what was written is not whole.');
    await context.output.stream(chunk);
  }
}
