import { randomUUID } from 'node:crypto';
import type { ChatModel } from '@codexgraph/llm';
import type { DescribingBudget } from '@codexgraph/retrieval';
import { z } from 'zod';
import type { VerbContext } from '../framework/verb-context.js';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';

/** Lets a model describe what has no documentation. */
export const verb = defineVerb({
  summary: 'let a language model describe definitions that have no documentation, for searching',
  configure(command) {
    command
      .argument('<name>', 'name of the repository')
      .option('--endpoint <url>', 'address of a model server with /v1, or the name of one of CODEXGRAPH_MODEL_ENDPOINTS')
      .option('--model <name>', 'model of that server instead of CODEXGRAPH_DESCRIPTION_MODEL')
      .option('--budget <amount>', 'most to spend: 2.50, 2.50USD (where the model has a price) or 200ktokens')
      .option('--estimate', 'only tell what it would take')
      .option('--tests', 'describe code of tests, too')
      .option('--json', 'print the report as JSON');
  },
  options: z.object({
    endpoint: z.string().optional(),
    model: z.string().optional(),
    budget: z.string().optional(),
    estimate: z.boolean().default(false),
    tests: z.boolean().default(false),
    json: z.boolean().default(false),
  }),
  async run(context, { positionals, options }) {
    const { describingModel, noModel } = await import('../searching/describing-model.js');
    const { readBudget } = await import('../searching/describing-budget.js');
    const model = await describingModel(context, options);
    const budget = readBudget(options.budget, model?.price);
    if (model === undefined && !options.estimate) throw noModel();
    const request = { repository: positionals[0] ?? '', tests: options.tests, ...(budget && { budget }) };
    const work = model === undefined || options.estimate ? estimate : describeAndRefresh;
    return work(context, { request, model, json: options.json });
  },
});

interface Work {
  readonly request: { readonly repository: string; readonly tests: boolean; readonly budget?: DescribingBudget };
  readonly model: ChatModel | undefined;
  readonly json: boolean;
}

async function estimate(context: VerbContext, { request, model, json }: Work): Promise<undefined> {
  const { estimateDescribing } = await import('@codexgraph/retrieval');
  const { costJson, estimateLines } = await import('../searching/describing-lines.js');
  const identity = { endpoint: '', model: '', offline: true };
  await withGraph(context, async ({ retrieval: { reader } }) => {
    const told = await estimateDescribing({ reader, model: model ?? { identity } }, { ...request, signal: context.signal });
    if (json) context.output.json({ ...told, model: model?.identity.model ?? null, ...costJson(told.cost) });
    else for (const line of estimateLines(told, model !== undefined)) context.output.line(line);
  });
  return undefined;
}

async function describeAndRefresh(context: VerbContext, { request, model, json }: Work): Promise<number | undefined> {
  const { describeWithProgress } = await import('../searching/describe-with-progress.js');
  const { costJson, reportLines } = await import('../searching/describing-lines.js');
  const { noModel } = await import('../searching/describing-model.js');
  if (model === undefined) throw noModel();
  return withGraph(context, async (store) => {
    const { changedIds, ...report } = await describeWithProgress(context, store, { ...request, model, run: randomUUID() });
    if (json) context.output.json({ ...report, ...costJson(report.cost) });
    else for (const line of reportLines({ ...report, changedIds })) context.output.line(line);
    // A budget that is used up is what was asked for; a server that is away is not.
    return report.stopped === undefined || report.stopped.reason === 'budget' ? undefined : 1;
  });
}
