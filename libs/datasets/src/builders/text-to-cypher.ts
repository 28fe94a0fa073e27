import { schemaText } from '@codexgraph/cypher-agent';
import type { RunTrace, TraceQuery } from '../trace/run-trace.js';
import { type DatasetBuilder, type DraftExample, isGoodAnswer } from './dataset-builder.js';

/**
 * Pairs of words and Cypher that gave rows in an answer that was accepted. They hold names and no source, and are run again when the data set is built:
 * a pair whose rows differ is left out.
 */
export const textToCypherBuilder: DatasetBuilder = {
  name: 'text2cypher',
  version: 1,
  purpose: 'turning a question in words into Cypher over the code graph',
  build: (runs) => runs.filter(isGoodAnswer).flatMap(pairsOf),
};

function pairsOf(trace: RunTrace): readonly DraftExample[] {
  const seen = new Set<string>();
  return trace.rounds
    .flatMap(({ queries }) => queries)
    .flatMap((query) => {
      const pair = pairOf(trace, query);
      if (pair === undefined || seen.has(query.textQuery)) return [];
      seen.add(query.textQuery);
      return [pair];
    });
}

function pairOf(trace: RunTrace, query: TraceQuery): DraftExample | undefined {
  const { outcome, textQuery, cypher, parameters } = query;
  if (query.fallback || outcome.kind !== 'rows' || outcome.rowCount === 0) return undefined;
  const { repository, revision } = trace;
  return {
    trace,
    holdsSource: false,
    check: { repository, revision, cypher, parameters, rows: outcome.rows, rowCount: outcome.rowCount },
    body: {
      messages: [
        { role: 'system', content: schemaText() },
        { role: 'user', content: textQuery },
        { role: 'assistant', content: cypher },
      ],
    },
  };
}
