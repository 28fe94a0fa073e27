import type { CodeFinder, FoundSymbol } from '@codexgraph/chat-agent';
import type { CodeSearch, SearchHit } from '@codexgraph/retrieval';
import { reasonOf } from './topic-searcher.js';

/** Shows models what the search finds. */
export function codeFinder(search: CodeSearch): CodeFinder {
  return {
    async find({ repository, text, most, onNote }, signal) {
      const { hits, notes } = await search.search({ repository, text, k: most }, signal);
      for (const note of notes) onNote?.(note);
      return hits.map(foundSymbol);
    },
    async context({ repository, text, budgetTokens, countTokens, onNote }, signal) {
      const tokens = { count: countTokens, vocabulary: 'of the model' };
      const context = await search.context({ repository, text, budgetTokens, tokens }, signal);
      for (const note of context.notes) onNote?.(note);
      return context.text;
    },
  };
}

function foundSymbol(hit: SearchHit): FoundSymbol {
  const { label, qualifiedName, filePath, startLine = 1, endLine = startLine } = hit.symbol;
  return { label, qualifiedName, filePath, startLine, endLine, note: reasonOf(hit) };
}
