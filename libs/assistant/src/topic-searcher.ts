import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { SymbolEntry, TopicSearcher } from '@codexgraph/offline-planner';
import type { CodeSearch, SearchHit } from '@codexgraph/retrieval';

const MOST_REASON = 220;

/** Answers questions about topics by the search. What an answer says of a hit is why it was found, and what it does. */
export function topicSearcher(search: CodeSearch): TopicSearcher {
  return {
    async search({ repository, question, limit, onNote }, signal) {
      const request = { repository, text: question, k: limit };
      const { hits, notes } = await search.search(request, signal ?? new AbortController().signal);
      for (const note of notes) onNote?.(note);
      return hits.map((hit) => ({ entry: entryOf(hit.symbol), reason: reasonOf(hit) }));
    },
  };
}

/** What a hit does, and why it was found, in one short line. */
export function reasonOf({ symbol, reasons }: SearchHit): string {
  const told = (symbol.description ?? symbol.docstring ?? '').trim().split('\n')[0]?.trim() ?? '';
  const path = reasons.find((reason) => reason.signal === 'graph');
  const why = path?.text ?? reasons[0]?.text ?? '';
  const text = [told, why === '' ? '' : `(${why})`].filter((part) => part !== '').join(' ');
  return text.length <= MOST_REASON ? text : `${text.slice(0, MOST_REASON - 1)}…`;
}

function entryOf(symbol: RetrievedSymbol): SymbolEntry {
  const { id, label, name, qualifiedName, filePath, startLine = 1, endLine = startLine, kind = '' } = symbol;
  return { id, label, name, qualifiedName, className: symbol.class ?? '', filePath, startLine, endLine, kind };
}
