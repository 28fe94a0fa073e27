import { homedir } from 'node:os';
import { z } from 'zod';
import type { VerbContext } from '../framework/verb-context.js';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';
import { openRetrieval } from '../searching/open-retrieval.js';
import { refreshWithProgress } from '../searching/refresh-after.js';

/** Brings the search of a repository up to date. */
export const verb = defineVerb({
  summary: 'bring the search of a repository up to date',
  configure(command) {
    command
      .argument('<name>', 'name of the repository')
      .option('--endpoint <url>', 'address of an embedding server instead of CODEXGRAPH_EMBEDDING_BASE_URL')
      .option('--model <name>', 'model of that server, or folder of an ONNX model, instead of CODEXGRAPH_EMBEDDING_MODEL')
      .option('--json', 'print the report as JSON');
  },
  options: z.object({ endpoint: z.string().optional(), model: z.string().optional(), json: z.boolean().default(false) }),
  async run(context, { positionals, options: { endpoint, model, json } }) {
    const repository = positionals[0] ?? '';
    await withGraph(context, async (store) => {
      const report = await refreshWithProgress(
        context,
        await openRetrieval(await withModel(context, { endpoint, model }), store),
        { repository },
      );
      if (json) context.output.json(report);
      else
        context.output.line(
          `${repository}: ${String(report.symbols)} symbols looked at, ${String(report.documentsWritten)} documents and ${String(report.embedded)} vectors written, ${String(report.described)} descriptions, ${String(report.missing)} without a vector; model ${report.model ?? 'none'}`,
        );
    });
    return undefined;
  },
});

/** The context as if the model were configured: the options stand for the variables of the same meaning. */
async function withModel(
  context: VerbContext,
  { endpoint, model }: { readonly endpoint: string | undefined; readonly model: string | undefined },
): Promise<VerbContext> {
  if (endpoint === undefined && model === undefined) return context;
  const { readConfig } = await import('@codexgraph/config');
  const machine = { platform: process.platform, homeFolder: homedir(), variables: context.variables };
  const variables = {
    ...context.variables,
    ...(endpoint !== undefined && { CODEXGRAPH_EMBEDDING_BASE_URL: endpoint }),
    ...(model !== undefined && { CODEXGRAPH_EMBEDDING_MODEL: model }),
  };
  return { ...context, config: { ...context.config, retrieval: readConfig(variables, machine).retrieval } };
}
