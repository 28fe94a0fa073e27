import path from 'node:path';
import { z } from 'zod';
import type { AnsweredQuestion } from '../../bench/search/search-report.js';
import { defineVerb } from '../../framework/verb.js';
import { withIndexer } from '../../open-graph.js';

const HITS = 20;
const CODE_CHARACTERS = 20_000;

/** `codexgraph bench search`: how well each way of searching finds what a file of texts means. */
export const verb = defineVerb({
  summary: 'search a checkout for texts with known answers, and compare each way of searching with plain BM25',
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
    const { judgeHits } = await import('../../bench/search/judge-hits.js');
    const { PlainBm25 } = await import('../../bench/search/plain-bm25.js');
    const { searchRows, searchTable } = await import('../../bench/search/search-report.js');
    const { SEARCH_MODES } = await import('@codexgraph/retrieval');
    const { openRetrieval } = await import('../../searching/open-retrieval.js');
    const { randomUUID } = await import('node:crypto');
    const questions = (await readAllJsonLines(queriesPath, searchQuestionSchema)).filter(({ targets }) => targets.length > 0);
    const answers: AnsweredQuestion[] = [];
    const repository = `bench-search-${randomUUID().slice(0, 8)}`;
    await withIndexer(context, async (indexer, { store, refreshSearch }) => {
      try {
        const source = { kind: 'folder' as const, location: path.resolve(checkout), subfolder: '' };
        await indexer.index({ name: repository, source }, { signal: context.signal });
        await refreshSearch(repository);
        const plain = new PlainBm25();
        for await (const symbol of store.retrieval.reader.sources(repository, { maxCodeLength: CODE_CHARACTERS }))
          plain.add(symbol);
        const { searcher } = await openRetrieval(context, store);
        await searcher.warm(repository);
        for (const question of questions) {
          const { query, bucket } = question;
          const record = async (way: string, search: () => Promise<Parameters<typeof judgeHits>[1]>): Promise<void> => {
            const startedMs = performance.now();
            const hits = await search();
            answers.push({ way, bucket, milliseconds: performance.now() - startedMs, places: judgeHits(question, hits) });
          };
          await record('bm25', () => Promise.resolve(plain.search(query, HITS)));
          for (const mode of SEARCH_MODES)
            await record(mode, async () => {
              const { hits } = await searcher.search({ repository, text: query, mode, k: HITS }, context.signal);
              return hits.map(({ symbol }) => symbol);
            });
        }
      } finally {
        await store.writer.deleteRepository(repository);
      }
    });
    const rows = searchRows(answers);
    if (options.json) context.output.json({ rows });
    else context.output.line(searchTable(rows));
    return undefined;
  },
});
