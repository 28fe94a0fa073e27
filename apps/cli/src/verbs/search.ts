import { NODE_LABELS, type NodeLabel, type SymbolFilter } from '@codexgraph/graph-model';
import { z } from 'zod';
import { UsageError } from '../framework/usage-error.js';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';
import { openRetrieval } from '../searching/open-retrieval.js';

const MODES = ['hybrid', 'fulltext', 'vector', 'graph'] as const;
const TESTS = ['lower', 'exclude', 'only'] as const;

const options = z.object({
  repo: z.string(),
  mode: z.enum(MODES),
  k: z.coerce.number().int(),
  kind: z.array(z.string()).default([]),
  path: z.string().optional(),
  tests: z.enum(TESTS),
  json: z.boolean().default(false),
  batch: z.boolean().default(false),
});

/** Finds symbols by what they do. */
export const verb = defineVerb({
  summary: 'find symbols by what they do, in English or Chinese',
  configure(command) {
    command
      .argument('[text...]', 'what to look for, in words; several arguments are joined by spaces')
      .requiredOption('--repo <name>', 'name of the repository')
      .option('--mode <mode>', MODES.join(', '), 'hybrid')
      .option('-k <n>', 'how many symbols to give, 1 to 1000', '10')
      .option('--kind <kind...>', 'only these kinds: class, function, method, ...')
      .option('--path <prefix>', 'only files whose path begins so')
      .option('--tests <how>', 'lower: code of tests only for questions about tests, and lower; exclude; only', 'lower')
      .option('--json', 'print the hits as JSON')
      .option('--batch', 'read JSON lines {id, query} from standard input, write one line each');
  },
  options,
  async run(context, { positionals, options: { repo, mode, k, kind, path, tests, json, batch } }) {
    const text = positionals.filter((word) => word !== undefined).join(' ');
    if (batch && text !== '') throw new UsageError('With --batch the texts come from standard input; leave TEXT out.');
    if (!batch && text.trim() === '')
      throw new UsageError('Say what to look for: codexgraph search --repo NAME "retry a failed request".');
    const filter: SymbolFilter = {
      ...(kind.length > 0 && { labels: kind.map(labelOf) }),
      ...(path !== undefined && { pathPrefix: path.replace(/^\.?\//u, '') }),
      ...(tests !== 'lower' && { tests }),
    };
    const { output, signal } = context;
    await withGraph(context, async (store) => {
      const { searcher } = await openRetrieval(context, store);
      const { hitJson, searchLines } = await import('../searching/search-answer.js');
      const narrowed = Object.keys(filter).length === 0 ? {} : { filter };
      const search = (query: string) => searcher.search({ repository: repo, text: query, mode, k, ...narrowed }, signal);
      if (batch) {
        const { runSearchBatch } = await import('../searching/search-batch.js');
        // The first question would pay for reading the relations.
        await searcher.warm(repo);
        const write = (line: string): Promise<void> => output.stream(`${line}\n`);
        await runSearchBatch(process.stdin, { search, signal, write, nowMs: () => performance.now() });
        return;
      }
      const result = await search(text);
      if (!json) {
        for (const line of searchLines(result)) output.line(line);
        return;
      }
      for (const note of result.notes) output.say(note);
      output.json(result.hits.map(hitJson));
    });
    return undefined;
  },
});

function labelOf(kind: string): NodeLabel {
  const wanted = kind
    .toUpperCase()
    .replaceAll('-', '_')
    .replace('VARIABLE', 'GLOBAL_VARIABLE')
    .replace('GLOBAL_GLOBAL', 'GLOBAL');
  const label = NODE_LABELS.find((candidate) => candidate === wanted);
  if (label !== undefined && label !== 'EXTERNAL') return label;
  const known = NODE_LABELS.filter((candidate) => candidate !== 'EXTERNAL').map((candidate) => candidate.toLowerCase());
  throw new UsageError(`There is no kind "${kind}"; the kinds are ${known.join(', ')}.`);
}
