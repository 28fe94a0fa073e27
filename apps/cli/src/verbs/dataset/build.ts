import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import type { RowsCheck, RunTrace } from '@codexgraph/datasets';
import type { VerbContext } from '../../framework/verb-context.js';
import { defineVerb } from '../../framework/verb.js';

const positive = z.coerce.number().int().min(1);
const options = z.object({
  repo: z.array(z.string()).default([]),
  builder: z.string(),
  traces: z.array(z.string()).default([]),
  licence: z.array(z.string().regex(/^[^=]+=.+$/u, 'must be NAME=SPDX')).default([]),
  evaluation: z.string().optional(),
  perRepository: positive,
  perUserAndDay: positive,
  tokens: positive,
  json: z.boolean().default(false),
});
type Options = z.infer<typeof options>;

/** Makes a data set of runs that are stored, or that stand in files. */
export const verb = defineVerb({
  summary: 'make a training data set of finished runs, cleaned, without secrets, named by its content',
  configure(command) {
    command
      .option('--repo <name...>', 'repositories whose stored runs may be learned from; naming one is the permission')
      .option('--builder <name>', 'chatml, sharegpt, alpaca, text2cypher or preference', 'chatml')
      .option('--traces <file...>', "more runs: JSON lines of 'ask --json', or traces as GraphQL's runTrace gives them")
      .option('--licence <name=spdx...>', 'licence of a repository, where its folder does not tell')
      .option('--evaluation <file>', 'JSON lines with a question each that models are judged by: nothing like them is learned')
      .option('--per-repository <n>', 'most examples of one repository', '200')
      .option('--per-user-and-day <n>', 'most examples of one user and day', '20')
      .option('--tokens <n>', 'most tokens of an example', '8192')
      .option('--json', 'print the manifest as JSON');
  },
  options,
  async run(context, { options: asked }) {
    const { BUILDERS, buildDataset, DatasetFolder } = await import('@codexgraph/datasets');
    const builder = BUILDERS.find(({ name }) => name === asked.builder);
    if (builder === undefined) {
      const names = BUILDERS.map(({ name }) => name).join(', ');
      throw new CodexGraphError('BAD_INPUT', `There is no builder '${asked.builder}'. Builders: ${names}.`);
    }
    if (asked.repo.length === 0 && asked.traces.length === 0)
      throw new CodexGraphError('BAD_INPUT', 'Say what may be learned from: --repo NAME, --traces FILE, or both.');
    const evaluation = await questionsOf(asked.evaluation);
    const dataset = await withParts(context, asked, async (parts) => {
      const { perRepository, perUserAndDay, tokens } = asked;
      return buildDataset({ builder, evaluation, caps: { perRepository, perUserAndDay, tokens }, ...parts });
    });
    const stored = await new DatasetFolder(join(context.config.home, 'datasets')).put(dataset, builder.purpose);
    const { printDataset } = await import('../../datasets/dataset-lines.js');
    if (asked.json) context.output.json({ id: stored.id, folder: stored.folder, ...stored.manifest });
    else printDataset(context.output, stored);
    return undefined;
  },
});

interface Parts {
  readonly traces: readonly RunTrace[];
  readonly licences: ReadonlyMap<string, string>;
  readonly families: ReadonlyMap<string, string>;
  readonly givesSameRows: (check: RowsCheck) => Promise<boolean>;
  readonly countTokens: (text: string) => number;
}

/** Gathers what a data set is made of, while the graph is open. */
async function withParts<Result>(context: VerbContext, asked: Options, work: (parts: Parts) => Promise<Result>): Promise<Result> {
  const { repositoryFamilies } = await import('@codexgraph/datasets');
  const { ESTIMATED_TOKENS } = await import('@codexgraph/llm');
  const { withAssistant } = await import('../../asking/open-assistant.js');
  const { filesOfRepository, licenceOfRepository } = await import('../../datasets/repository-facts.js');
  const { givesSameRows } = await import('../../datasets/same-rows.js');
  const { storedTraces } = await import('../../datasets/stored-traces.js');
  const { tracesOfFiles } = await import('../../datasets/trace-files.js');
  const fromFiles = await tracesOfFiles(asked.traces.map((file) => resolve(file)));
  return withAssistant(context, async ({ cypher }, store) => {
    const traces = [...fromFiles];
    for (const repository of asked.repo) {
      for await (const trace of storedTraces(store.application, repository, context.signal)) traces.push(trace);
    }
    const licences = new Map(asked.licence.map((text) => splitOnce(text)));
    const files = [];
    for (const repository of new Set(traces.map((trace) => trace.repository))) {
      const record = await store.graphs.repository(repository);
      const licence = record && (await licenceOfRepository(record));
      if (licence !== undefined && !licences.has(repository)) licences.set(repository, licence);
      files.push(await filesOfRepository(store.graphs, repository));
    }
    return work({
      traces,
      licences,
      families: repositoryFamilies(files),
      givesSameRows: (check) => givesSameRows(cypher, check),
      countTokens: (text) => ESTIMATED_TOKENS.count(text),
    });
  });
}

function splitOnce(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

async function questionsOf(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const text = await readFile(resolve(path), 'utf8').catch((error: unknown) => {
    throw new CodexGraphError(
      'BAD_INPUT',
      `The file of questions ${path} cannot be read. Give JSON lines with a question each.`,
      {
        cause: error,
      },
    );
  });
  const line = z.looseObject({ question: z.string() });
  return text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one, index) => {
      const { data } = line.safeParse(jsonOf(one));
      if (data !== undefined) return data.question;
      throw new CodexGraphError('BAD_INPUT', `${path}:${index + 1} is no JSON object with a question.`);
    });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
