import type { RetrievalReaderPort, RetrievalStatus, RetrievedSymbol } from '@codexgraph/graph-model';
import type { TokenCounter } from '@codexgraph/llm';
import { buildContext, type CodeContext } from './context/build-context.js';
import type { SearchHit, SearchRequest, SearchResult } from './search/search-request.js';
import { Searcher, type SearcherParts } from './search/searcher.js';

/** Everything that asks for code, for every surface. */
export interface CodeSearch {
  /** @throws NOT_FOUND, BAD_INPUT, CANCELLED, DATABASE_* */
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchResult>;
  /** Symbols whose meaning is nearest to that of one symbol. @throws NOT_FOUND, BAD_INPUT */
  similar(repository: string, id: string, k: number): Promise<readonly SearchHit[]>;
  /** What a model should read to answer a question, within a budget. @throws as search */
  context(request: SearchContextRequest, signal: AbortSignal): Promise<SearchContext>;
  /** State of the search structures. @throws NOT_FOUND */
  status(repository: string): Promise<RetrievalStatus>;
}

/** What a context is asked for. */
export interface SearchContextRequest extends Omit<SearchRequest, 'k'> {
  /** At least 50. */
  readonly budgetTokens: number;
  readonly tokens: TokenCounter;
}

/** A context, with what limits it. */
export interface SearchContext extends CodeContext {
  readonly revision: string;
  readonly notes: readonly string[];
}

/** Hits that a context chooses from: more would only be outlines. */
const CONTEXT_HITS = 40;

/** Composes searching over one database. */
export function createCodeSearch(
  parts: SearcherParts & { readonly reader: SearcherParts['reader'] & Pick<RetrievalReaderPort, 'status' | 'codes'> },
): CodeSearch {
  const searcher = new Searcher(parts);
  return {
    search: (request, signal) => searcher.search(request, signal),
    similar: (repository, id, k) => searcher.similar(repository, id, k),
    status: (repository) => parts.reader.status(repository),
    async context({ budgetTokens, tokens, ...request }, signal) {
      const { hits, revision, notes } = await searcher.search({ ...request, k: CONTEXT_HITS }, signal);
      const symbols: RetrievedSymbol[] = hits.map((hit) => hit.symbol);
      const codes = await parts.reader.codes(
        request.repository,
        symbols.map((symbol) => symbol.id),
      );
      return { ...buildContext({ symbols, codes, budgetTokens, tokens }), revision, notes };
    },
  };
}
