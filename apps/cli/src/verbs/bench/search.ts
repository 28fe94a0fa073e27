import path from 'node:path';
import { z } from 'zod';
import type { AnsweredQuestion } from '../../bench/search/search-report.js';
import { defineVerb } from '../../framework/verb.js';
import type { VerbContext } from '../../framework/verb-context.js';
import { withIndexer } from '../../open-graph.js';
import type { GraphStore } from '@codexgraph/graph-store';
import type { SearchQuestion } from '../../bench/search/search-question.js';

const CODE_CHARACTERS = 20_000;

/** What a run measured. */
interface SearchBench {
  readonly answers: readonly AnsweredQuestion[];
  readonly symbols: number;
  /** Milliseconds from opening the search to its first answer, nothing in memory yet. */
  readonly firstMs: number;
}

/** `codexgraph bench search`: how well each stage of searching finds what a file of texts means. */
export const verb = defineVerb({
  summary: 'search a checkout for texts with known answers, and compare each stage of searching with plain BM25',
  configure(command) {
    command
      .argument('<queries>', 'JSON lines (.gz allowed): id, query, and targets, functions or head_functions')
      .argument('<checkout>', 'folder to index for this; for docstrings as texts, one without its docstrings')
      .option('--json', 'print one JSON object');
  },
  options: z.object({ json: z.boolean().default(false) }),
  async run(context, { positionals: [queriesPath = '', checkout = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { searchQuestionSchema } = await import('../../bench/search/search-question.js');
    const { searchRows, searchTable, stageTimes } = await import('../../bench/search/search-report.js');
    const { randomUUID } = await import('node:crypto');
    const questions = (await readAllJsonLines(queriesPath, searchQuestionSchema)).filter(({ targets }) => targets.length > 0);
    const repository = `bench-search-${randomUUID().slice(0, 8)}`;
    const { answers, symbols, firstMs } = await withIndexer(context, async (indexer, { store }) => {
      try {
        const source = { kind: 'folder' as const, location: path.resolve(checkout), subfolder: '' };
        await indexer.index({ name: repository, source }, { signal: context.signal });
        return await measure(context, store, { repository, questions });
      } finally {
        await store.writer.deleteRepository(repository);
      }
    });
    const rows = searchRows(answers);
    const stages = stageTimes(answers, 'everything');
    if (options.json) context.output.json({ symbols, firstMs, stages, rows });
    else {
      const parts = Object.entries(stages).map(([stage, ms]) => `${stage} ${ms.toFixed(1)}`);
      context.output.line(searchTable(rows));
      context.output.line(`\nParts of a search (everything), median ms: ${parts.join(', ')}`);
      context.output.line(
        `First answer after opening the search, nothing in memory: ${firstMs.toFixed(0)} ms; ${String(symbols)} symbols`,
      );
    }
    return undefined;
  },
});

async function measure(
  context: VerbContext,
  store: GraphStore,
  { repository, questions }: { readonly repository: string; readonly questions: readonly SearchQuestion[] },
): Promise<SearchBench> {
  const { PlainBm25 } = await import('../../bench/search/plain-bm25.js');
  const { measurePlain, measureWays } = await import('../../bench/search/measure-search.js');
  const { MODEL_WAYS, SEARCH_WAYS } = await import('../../bench/search/search-ways.js');
  const { createRetrieval } = await import('@codexgraph/retrieval');
  const { configuredEmbedding } = await import('../../searching/open-retrieval.js');
  const { refreshWithProgress } = await import('../../searching/refresh-after.js');
  const { reader, writer } = store.retrieval;
  const nowMs = (): number => performance.now();
  const plain = new PlainBm25();
  for await (const symbol of reader.sources(repository, { maxCodeLength: CODE_CHARACTERS })) plain.add(symbol);
  const measured = { repository, questions, signal: context.signal };
  const builtIn = createRetrieval({ reader, writer, nowMs });
  const { symbols } = await refreshWithProgress(context, builtIn, { repository });
  const opened = nowMs();
  await createRetrieval({ reader, writer, nowMs }).searcher.search(
    { repository, text: questions[0]?.query ?? '-' },
    context.signal,
  );
  const firstMs = nowMs() - opened;
  await builtIn.searcher.warm(repository);
  const answers = [
    ...(await measurePlain(questions, (text, k) => plain.search(text, k))),
    ...(await measureWays(builtIn.searcher, measured, { ways: SEARCH_WAYS })),
  ];
  const embedding = await configuredEmbedding(context);
  if (embedding === undefined) return { answers, symbols, firstMs };
  const configured = createRetrieval({ reader, writer, embedding, nowMs });
  await refreshWithProgress(context, configured, { repository });
  const byModel = await measureWays(configured.searcher, measured, { ways: MODEL_WAYS, prefix: 'model: ' });
  return { answers: [...answers, ...byModel], symbols, firstMs };
}
