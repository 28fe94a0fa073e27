import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { askOnce } from '../../../graphql/ask-once.js';
import { completeDocument } from '../playground.documents.js';

const LIMIT = 80;
const TYPES: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  label: 'class',
  type: 'interface',
  property: 'property',
  function: 'function',
  procedure: 'method',
  variable: 'variable',
  symbol: 'constant',
};

/** What may be written at the cursor: the service knows the labels, types, properties and names of the repository. */
export function completeFromService(repository: string) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (!context.explicit && context.matchBefore(/[\p{L}\p{Nd}_:.'"{|]$/u) === null) return null;
    const ended = new AbortController();
    context.addEventListener('abort', () => ended.abort());
    const text = context.state.doc.toString();
    const variables = { input: { repositoryName: repository, text, offset: context.pos, limit: LIMIT } };
    const asked = await askOnce(completeDocument, variables, ended.signal);
    if (!('data' in asked)) return null;
    const { from, items } = asked.data.completeCypher;
    const isWhole = items.length < LIMIT;
    return {
      from,
      options: items.map(({ kind, text: inserted, detail }, place): Completion => ({
        label: inserted,
        type: TYPES[kind] ?? 'text',
        // The service gives the best first.
        boost: -place,
        ...(detail !== null && { detail }),
      })),
      ...(isWhole && { validFor: /^[\p{L}\p{Nd}_]*$/u }),
    };
  };
}
