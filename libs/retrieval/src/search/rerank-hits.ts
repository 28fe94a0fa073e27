import type { RetrievalReaderPort } from '@codexgraph/graph-model';
import type { Reranker } from '@codexgraph/llm';
import type { RankedCandidate } from './candidate.js';

/** What puts the best hits into their last order: the learned ranker alone, nothing, or a model that reads them. */
export type RerankChoice = 'builtin' | 'none' | ModelReranker;

/** A model that reads the question together with each hit. */
export interface ModelReranker {
  readonly reranker: Reranker;
  /** Milliseconds that a search waits for it; then hits keep the order they had. */
  readonly timeBoxMs: number;
}

/** Hits in their last order. */
export interface RerankedHits {
  readonly ranked: readonly RankedCandidate[];
  /** Places before, from 1, of hits that moved up. */
  readonly movedFrom: ReadonlyMap<string, number>;
  /** Why the order stayed; absent when it did not have to. */
  readonly note?: string;
}

/** A question with its ranked hits. */
export interface RerankWork {
  readonly repository: string;
  readonly text: string;
  readonly ranked: readonly RankedCandidate[];
  readonly signal: AbortSignal;
}

/** Hits behind these keep their places: a model reads slowly, and what is right is seldom there. */
const RERANKED = 50;
const QUESTION_CHARACTERS = 2000;
const CODE_CHARACTERS = 1200;
const TOLD_CHARACTERS = 500;

/** Lets a model order the best hits, within its time. A failure leaves the order as it was and is told. @throws what `reader` throws, and CANCELLED when the signal aborts */
export async function rerankHits(
  parts: { readonly reader: Pick<RetrievalReaderPort, 'codes'> } & ModelReranker,
  { repository, text, ranked, signal }: RerankWork,
): Promise<RerankedHits> {
  const { reader, reranker, timeBoxMs } = parts;
  const first = ranked.slice(0, Math.min(RERANKED, reranker.mostDocuments));
  if (first.length < 2) return { ranked, movedFrom: new Map() };
  const codes = await reader.codes(
    repository,
    first.map(({ symbol }) => symbol.id),
  );
  const documents = first.map((candidate) => documentOf(candidate, codes.get(candidate.symbol.id) ?? ''));
  try {
    const query = text.slice(0, QUESTION_CHARACTERS);
    const { scores } = await reranker.rerank({ query, documents, timeBoxMs }, signal);
    return reordered(ranked, first, scores);
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error ? error.message : 'it failed';
    return {
      ranked,
      movedFrom: new Map(),
      note: `The re-ranker ${reranker.identity.model} gave no order, so hits stand in the one before it: ${why}`,
    };
  }
}

/** Scores keep falling from hit to hit: each place keeps the one it had. */
function reordered(
  ranked: readonly RankedCandidate[],
  first: readonly RankedCandidate[],
  scores: readonly number[],
): RerankedHits {
  const order = first
    .map((candidate, place) => ({ candidate, place, score: scores[place] ?? Number.NEGATIVE_INFINITY }))
    .sort((left, right) => right.score - left.score || left.place - right.place);
  const movedFrom = new Map<string, number>();
  const moved = order.map(({ candidate, place }, index) => {
    if (index < place) movedFrom.set(candidate.symbol.id, place + 1);
    return { ...candidate, score: first[index]?.score ?? candidate.score };
  });
  return { ranked: [...moved, ...ranked.slice(first.length)], movedFrom };
}

function documentOf({ symbol }: RankedCandidate, code: string): string {
  const { label, qualifiedName, filePath, docstring, description } = symbol;
  const told = (docstring ?? description ?? '').slice(0, TOLD_CHARACTERS);
  return [`${label.toLowerCase()} ${qualifiedName} in ${filePath}`, told, code.slice(0, CODE_CHARACTERS)]
    .filter((part) => part !== '')
    .join('\n');
}
